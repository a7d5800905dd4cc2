"""What the room asks of an engine, in words that no engine knows better than another."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Protocol

FACETS = ("kind", "agency", "column", "theme", "genre", "item", "year", "validity")


class NotBuilt(Exception):
    """There is no index yet, or one of another make; `yilan search rebuild` makes it."""


class Unreachable(Exception):
    """The engine does not answer."""


@dataclass(frozen=True)
class Entry:
    """A document as engines take it (`engines/entries.py` makes it): folded, split into pairs, with what a hit shows.

    `stamp` changes with anything in it; `shown` is the JSON of what a page needs of it.
    """

    key: str
    stamp: str
    texts: dict[str, str]  # by field: words between spaces
    exact: dict[str, tuple[str, ...]]  # by field: values that match as a whole
    facets: dict[str, tuple[str, ...]]
    day: int  # ordinal of the day by which results are sorted
    weight: float
    shown: bytes


@dataclass(frozen=True)
class Spelling:
    """One way in which a term may be written, folded; `sounds` are its syllables or initials when it is a sound."""

    text: str = ""
    sounds: tuple[str, ...] = ()
    initials: str = ""


@dataclass(frozen=True)
class Question:
    """What is looked for. A document fits when each term occurs in one of its spellings, or any term when not `every`.

    `whole` is the folded question, for titles that are exactly this; `numbers` are folded document or index numbers;
    `words` are the words of the question, which only rank. Filters have one value each.
    """

    terms: tuple[tuple[Spelling, ...], ...] = ()
    every: bool = True
    whole: str = ""
    numbers: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    titles_only: bool = False
    filters: dict[str, str] = field(default_factory=dict)
    by_date: bool = False
    offset: int = 0
    limit: int = 20
    facets: tuple[str, ...] = FACETS

    @property
    def by_initials(self) -> bool:
        """Whether a term may be the initials of words: whole words are then meant rather than parts of them."""
        return any(spelling.initials for term in self.terms for spelling in term)


@dataclass(frozen=True)
class Answer:
    """How many documents fit, what is shown of the wanted ones, and how many fit for each value of each facet."""

    total: int
    hits: list[dict[str, Any]]
    counts: dict[str, dict[str, int]]


class Engine(Protocol):
    """An index of documents under their keys. What `put` and `remove` have done is found when they return."""

    def put(self, entries: Iterable[Entry], removed: Iterable[str] = ()) -> None:
        """Add documents or replace those with the same keys, and take others away, in one step."""

    def fill(self, entries: Iterable[Entry]) -> int:
        """Add very many documents that are not there yet; returns how many."""

    def ask(self, question: Question) -> Answer:
        """Answer a question."""

    def suggest(self, question: Question, limit: int) -> list[dict[str, Any]]:
        """Return what is shown of the first documents that fit, without counting all that do."""

    def count(self, question: Question) -> int:
        """Return how many documents fit."""

    def known(self, words: Iterable[str]) -> dict[str, int]:
        """Return which of some words stand in texts as words, and in about how many; those that are gone may count."""

    def stamps(self) -> Iterator[tuple[str, str]]:
        """Yield key and stamp of every document."""

    def replacement(self) -> "Engine":
        """Return an empty engine that is to take this one's place."""

    def give_way(self, replacement: "Engine") -> None:
        """Let a filled replacement answer from now on."""

    def throw_away(self) -> None:
        """Remove a replacement that will not take the place."""

    def exists(self) -> bool:
        """Tell whether there is an index that can be asked."""
