"""Published records that may already answer what somebody asks for."""

from collections.abc import Iterable
from dataclasses import dataclass

from yilan.search import queries
from yilan.search.engines.interface import NotBuilt, Unreachable
from yilan.search.queries import Asked, Result

MOST = 5
LEAST_FOUND = 4  # characters of its title that a record of which only some words fit has to share; years fit anything
IN_DATES = frozenset("0123456789年月日")


@dataclass(frozen=True)
class Match:
    """A record that fits: where it stands, what it is called, who disclosed it when."""

    address: str
    title: str
    index_number: str
    agency: str
    day: str


def matches(texts: Iterable[str]) -> list[Match]:
    """Return up to five published records, those that fit best first; none while the search does not answer.

    `texts` in the order in which they tell: a number, a title, a description.
    """
    found: dict[str, Match] = {}
    for text in texts:
        for one in _found(text) if len(found) < MOST and len(text.strip()) > 1 else ():
            found.setdefault(one.address, one)
    return list(found.values())[:MOST]


def _found(text: str) -> list[Match]:
    try:
        answer = queries.search(Asked(text=" ".join(text.split())[: queries.LONGEST]))
    except (NotBuilt, Unreachable):
        return []
    fitting = [one for one in answer.results if answer.way != queries.ANY or _shares_enough(one)]
    return [_match(one) for one in fitting[:MOST] if one.shown.get("index_number")]


def _shares_enough(result: Result) -> bool:
    shared = [sign for piece in result.title if piece.found for sign in piece.text if sign not in IN_DATES]
    return len(shared) >= LEAST_FOUND


def _match(result: Result) -> Match:
    shown = result.shown
    title = "".join(piece.text for piece in result.title)
    return Match(result.address, title, shown["index_number"], shown.get("agency", ""), shown.get("day", ""))
