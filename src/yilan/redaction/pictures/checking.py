"""Checks a redacted picture: points under boxes, and that the file holds points only."""

from collections.abc import Iterator, Sequence

from yilan.redaction.burning import is_black
from yilan.redaction.errors import CannotRedact, failure
from yilan.redaction.forms import forms_of
from yilan.redaction.geometry import common
from yilan.redaction.pictures.opening import frames
from yilan.redaction.pictures.parts import foreign_parts
from yilan.redaction.plans import Plan

PASSED = ("pages", "pixels", "metadata")
SHORTEST = 6  # bytes: what is shorter stands by chance among points


def check(sizes: Sequence[tuple[float, float]], plan: Plan, result: bytes, media_type: str) -> tuple[str, ...]:
    """Return the checks passed (keys of `words.CHECKS`); StillReadable with all places otherwise."""
    try:
        places = list(_places(sizes, plan, result, media_type))
    except CannotRedact as error:
        raise failure("still_readable", places=[["unchecked", 0, media_type]]) from error
    if places:
        raise failure("still_readable", places=places)
    return PASSED


def _places(
    sizes: Sequence[tuple[float, float]], plan: Plan, result: bytes, media_type: str
) -> Iterator[list[str | int]]:
    number = 0
    for number, picture in enumerate(frames(result, media_type), 1):
        if number > len(sizes):
            break
        size = sizes[number - 1]
        if picture.size != size:
            yield ["page_size", number, ""]
        boxes = [common(box.rectangle, (0, 0, *size)) for box in plan.boxes if box.page == number]
        if not all(is_black(picture, box, 1, 1) for box in boxes):
            yield ["not_black", number, ""]
    if number != len(sizes):
        yield ["page_count", 0, ""]
    for part in foreign_parts(result, media_type):
        yield ["file_structure", 0, part]
    lowered = result.lower()
    for term in plan.terms:
        if any(len(form) >= SHORTEST and form in lowered for form in forms_of(term)):
            yield ["hidden", 0, term]
