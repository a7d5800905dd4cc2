"""What a result shows of its texts: the places where the question stands, marked."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from yilan.search.engines.interface import Question, Spelling
from yilan.search.folding import GAP, SPACE, folded_in_place, pattern_of, seen
from yilan.search.pinyin import initials_of, sounds_of
from yilan.search.words import ends_of

LENGTH = 120  # characters of a snippet
BEFORE = 24  # of them before the first place
LOOKED_AT = 40  # places of a text from which the best is chosen
_SPACES = re.compile(r"\s+")


class Piece(NamedTuple):  # measured: a page has a hundred, and a frozen dataclass takes three times as long to make
    """A stretch of text; `found` when it is what was looked for."""

    text: str
    found: bool = False


@dataclass(frozen=True)
class Marker:
    """Finds the terms of a question in texts as they are written: for each term its folded spellings."""

    terms: tuple[tuple[str, ...], ...]
    sounds: tuple[Spelling, ...] = ()

    @classmethod
    def of(cls, question: Question) -> "Marker":
        """Return the marker of a question."""
        each = (tuple(one.text for one in term if one.text) for term in question.terms)
        return cls(
            terms=tuple(term for term in each if term),
            sounds=tuple(one for term in question.terms for one in term if not one.text),
        )

    def terms_in(self, text: str) -> int:
        """Return how many terms a text holds."""
        even = folded_in_place(text)
        return sum(bool(_places(even, term)) for term in self.terms)

    def marked(self, text: str) -> list[Piece]:
        """Return a whole text in pieces."""
        spans = self._spans(folded_in_place(text)) or self._sounding(text)
        return _pieces(text, spans, 0, len(text))

    def snippet(self, text: str) -> list[Piece]:
        """Return the stretch of a text that holds most of the terms; nothing when it holds none."""
        spans = self._spans(folded_in_place(text))
        if not spans:
            return []
        start = max(0, _best(spans) - BEFORE)
        start = max(0, min(start, len(text) - LENGTH))
        return _pieces(text, spans, start, min(len(text), start + LENGTH), dots=True)

    def _spans(self, even: str) -> list[tuple[int, int, int]]:
        """Return where terms stand in a text that was folded in place, with their numbers; none overlaps another."""
        found = sorted(
            (start, -end, number) for number, term in enumerate(self.terms) for start, end in _places(even, term)
        )
        spans: list[tuple[int, int, int]] = []
        for start, end, number in found:
            if not spans or start >= spans[-1][1]:
                spans.append((start, -end, number))
        return spans

    def _sounding(self, text: str) -> list[tuple[int, int, int]]:
        found = next(filter(None, (span_sounding(text, one) for one in self.sounds)), [])
        return [(first, last, 0) for first, last in found]


def span_sounding(text: str, spelling: Spelling) -> list[tuple[int, int]]:
    """Return where a text sounds like a spelling: the first place, or none; of initials rather a whole word."""
    places = seen(text)
    sounds = sounds_of(text)
    wanted = list(spelling.sounds or spelling.initials)
    heard = sounds if spelling.sounds else initials_of(sounds)
    length = len(wanted)
    starts = [start for start in range(len(heard) - length + 1) if heard[start : start + length] == wanted]
    if spelling.initials and len(starts) > 1:
        ends = ends_of("".join(folded_in_place(text)[place] for place in places))
        starts.sort(key=lambda start: not (start in ends and start + length in ends))
    return [(places[start], places[start + length - 1] + 1) for start in starts[:1]]


def _places(even: str, spellings: tuple[str, ...]) -> list[tuple[int, int]]:
    """Return the first places of a term: as it is written, else with spaces and quotes within it."""
    places: list[tuple[int, int]] = []
    for spelling in spellings:
        start = even.find(spelling)
        while start >= 0 and len(places) < LOOKED_AT:
            places.append((start, start + len(spelling)))
            start = even.find(spelling, start + len(spelling))
    # Measured: making an expression costs more than all the rest, so it is made where nothing else finds.
    if not places and (GAP.search(even) or any(SPACE in spelling for spelling in spellings)):
        found = _loosely(spellings).finditer(even)
        places = [match.span() for match, _number in zip(found, range(LOOKED_AT), strict=False)]
    return places


@lru_cache(maxsize=256)
def _loosely(spellings: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(map(pattern_of, spellings)))


def _best(spans: list[tuple[int, int, int]]) -> int:
    """Return where the stretch with most of the terms begins, the first of several."""
    if len({number for _start, _end, number in spans}) == 1:
        return spans[0][0]

    def terms_from(start: int) -> int:
        return len({number for first, last, number in spans if start <= first and last <= start + LENGTH - BEFORE})

    return max((start for start, _end, _number in spans[:LOOKED_AT]), key=lambda start: (terms_from(start), -start))


def _pieces(
    text: str, spans: Iterable[tuple[int, int, int]], start: int, end: int, *, dots: bool = False
) -> list[Piece]:
    pieces, place = [Piece("…")] if dots and start > 0 else [], start
    for first, last, _number in spans:
        if first >= end:
            break
        if last <= start:
            continue
        if first > place:
            pieces.append(Piece(_even(text[place:first])))
        place = min(last, end)
        pieces.append(Piece(_even(text[max(first, start) : place]), found=True))
    if place < end:
        pieces.append(Piece(_even(text[place:end])))
    if dots and end < len(text):
        pieces.append(Piece("…"))
    return pieces


def _even(text: str) -> str:
    return _SPACES.sub(" ", text)
