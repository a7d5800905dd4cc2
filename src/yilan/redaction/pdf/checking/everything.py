"""All checks of a redacted PDF, one after the other. What cannot be checked has not passed."""

from collections.abc import Mapping
from dataclasses import dataclass

from yilan.redaction.errors import CannotRedact, failure
from yilan.redaction.pdf.checking import Place
from yilan.redaction.pdf.checking.bytes import hidden, left_in_fonts
from yilan.redaction.pdf.checking.pixels import not_black
from yilan.redaction.pdf.checking.structure import foreign_parts, more_than_a_picture
from yilan.redaction.pdf.checking.text import readable, standing_elsewhere
from yilan.redaction.pdf.looking import read
from yilan.redaction.pdf.opening import parsed, seen, sizes
from yilan.redaction.pdf.spoken import spoken
from yilan.redaction.pdf.surveying import Survey
from yilan.redaction.plans import Plan

SAME = 0.01  # points by which sizes may differ
PASSED = ("pages", "structure", "blackened_pages", "pixels", "text", "bytes", "fonts")


@dataclass(frozen=True)
class Checked:
    """Which checks were passed (keys of `words.CHECKS`), and blackened words that still stand on other pages."""

    passed: tuple[str, ...]
    elsewhere: Mapping[str, tuple[int, ...]]


def check(before: Survey, plan: Plan, result: bytes) -> Checked:
    """Raise StillReadable with all places unless nothing is left of what goes."""
    try:
        with parsed(result) as pdf, seen(result) as document:
            places = _changed_pages(before.sizes, sizes(document))
            if places:
                raise failure("still_readable", places=list(map(list, places)))
            texts, _ = read(document)
            told = spoken(pdf)
            elsewhere, strange = standing_elsewhere(before, texts, told)
            places = [
                *foreign_parts(pdf),
                *more_than_a_picture(pdf, document, texts, before.pages),
                *not_black(document, before),
                *readable(texts, told, plan.terms),
                *strange,
                *hidden(pdf, result, plan.terms, before.words - set(elsewhere)),
                *left_in_fonts(pdf, texts, before.signs),
            ]
    except CannotRedact as error:
        if error.code == "still_readable":
            raise
        raise failure("still_readable", places=[["unchecked", 0, "PDF"]]) from error
    if places:
        raise failure("still_readable", places=list(map(list, dict.fromkeys(places))))
    return Checked(PASSED, elsewhere)


def _changed_pages(before: list[tuple[float, float]], after: list[tuple[float, float]]) -> list[Place]:
    if len(before) != len(after):
        return [Place("page_count", 0, "")]
    pairs = enumerate(zip(before, after, strict=True), 1)
    return [
        Place("page_size", number, "")
        for number, (old, new) in pairs
        if max(abs(one - other) for one, other in zip(old, new, strict=True)) > SAME
    ]
