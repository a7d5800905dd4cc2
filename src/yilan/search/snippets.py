"""What a result shows of its texts: the places where the question stands, marked."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from yilan.search.engines.interface import Question, Spelling
from yilan.search.folding import folded_in_place, pattern_of, seen
from yilan.search.pinyin import initials_of, sounds_of

LENGTH = 120  # characters of a snippet
BEFORE = 24  # of them before the first place
LOOKED_AT = 40  # places of a text from which the best is chosen


@dataclass(frozen=True)
class Piece:
    """A stretch of text; `found` when it is what was looked for."""

    text: str
    found: bool = False


@dataclass(frozen=True)
class Marker:
    """Finds the terms of a question in texts as they are written. `patterns` has one for each term, in their order."""

    patterns: tuple[re.Pattern[str], ...]
    any_of: re.Pattern[str] | None
    sounds: tuple[Spelling, ...] = ()

    @classmethod
    def of(cls, question: Question) -> "Marker":
        """Return the marker of a question."""
        each = [[one.text for one in term if one.text] for term in question.terms]
        every = sorted({text for term in each for text in term}, key=len, reverse=True)
        return cls(
            patterns=tuple(_either(term) for term in each if term),
            any_of=_either(every) if every else None,
            sounds=tuple(one for term in question.terms for one in term if not one.text),
        )

    def terms_in(self, text: str) -> int:
        """Return how many terms a text holds."""
        even = folded_in_place(text)
        return sum(pattern.search(even) is not None for pattern in self.patterns)

    def marked(self, text: str) -> list[Piece]:
        """Return a whole text in pieces."""
        spans = self._spans(text) or self._sounding(text)
        return _pieces(text, spans, 0, len(text))

    def snippet(self, text: str) -> list[Piece]:
        """Return the stretch of a text that holds most of the terms; nothing when it holds none."""
        even = folded_in_place(text)
        spans = self._spans(text, even)
        if not spans:
            return []
        start = max(0, _best(spans, even, self.patterns) - BEFORE)
        start = max(0, min(start, len(text) - LENGTH))
        return _pieces(text, spans, start, min(len(text), start + LENGTH), dots=True)

    def _spans(self, text: str, even: str = "") -> list[tuple[int, int]]:
        if self.any_of is None:
            return []
        found = self.any_of.finditer(even or folded_in_place(text))
        return [match.span() for match, _number in zip(found, range(10 * LOOKED_AT), strict=False)]

    def _sounding(self, text: str) -> list[tuple[int, int]]:
        return next(filter(None, (span_sounding(text, one) for one in self.sounds)), [])


def span_sounding(text: str, spelling: Spelling) -> list[tuple[int, int]]:
    """Return where a text sounds like a spelling: the first place, or none."""
    places = seen(text)
    sounds = sounds_of(text)
    wanted = list(spelling.sounds or spelling.initials)
    heard = sounds if spelling.sounds else initials_of(sounds)
    for start in range(len(heard) - len(wanted) + 1):
        if heard[start : start + len(wanted)] == wanted:
            return [(places[start], places[start + len(wanted) - 1] + 1)]
    return []


def _either(texts: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(map(pattern_of, texts)))


def _best(spans: list[tuple[int, int]], even: str, patterns: tuple[re.Pattern[str], ...]) -> int:
    """Return where the stretch with most of the terms begins, the first of several."""
    if len(patterns) == 1:
        return spans[0][0]
    starts = [start for start, _end in spans[:LOOKED_AT]]
    return max(
        starts,
        key=lambda start: (
            sum(pattern.search(even, start, start + LENGTH - BEFORE) is not None for pattern in patterns),
            -start,
        ),
    )


def _pieces(text: str, spans: list[tuple[int, int]], start: int, end: int, *, dots: bool = False) -> list[Piece]:
    pieces, place = [Piece("…")] if dots and start > 0 else [], start
    for first, last in spans:
        if last <= start or first >= end:
            continue
        first, last = max(first, place), min(last, end)  # noqa: PLW2901 - the part of it that is shown
        pieces += [Piece(_even(text[place:first])), Piece(_even(text[first:last]), found=True)]
        place = last
    pieces += [Piece(_even(text[place:end])), Piece("…" if dots and end < len(text) else "")]
    return [piece for piece in pieces if piece.text]


def _even(text: str) -> str:
    return re.sub(r"\s+", " ", text)
