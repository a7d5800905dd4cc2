"""What is to be blackened: boxes as a reader sees the page, and terms."""

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Self

from yilan.redaction.errors import failure
from yilan.redaction.folding import fold
from yilan.redaction.limits import LONGEST_TERM, MOST_BOXES, MOST_TERMS

TOLERANCE = 1.0  # points by which a hand may draw beyond the edge of the page


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page (from 1), in points from the page's visible top left corner; in pictures, in pixels.

    `reason` is the ground why it is withheld, `term` what was found there.
    """

    page: int
    left: float
    top: float
    width: float
    height: float
    reason: str = ""
    term: str = ""

    @property
    def rectangle(self) -> tuple[float, float, float, float]:
        """Return left, top, right, bottom."""
        return self.left, self.top, self.left + self.width, self.top + self.height


@dataclass(frozen=True, slots=True)
class Plan:
    """What goes: boxes, and terms that must stand nowhere in the result, wherever they are found.

    `looked_at` are the pages whose pictures a person has looked through for the terms; no program can.
    """

    boxes: tuple[Box, ...] = ()
    terms: tuple[str, ...] = ()
    looked_at: frozenset[int] = frozenset()

    def to_json(self) -> dict[str, Any]:
        """Return it as JSON carries it."""
        return {
            "boxes": [asdict(box) for box in self.boxes],
            "terms": list(self.terms),
            "looked_at": sorted(self.looked_at),
        }

    @classmethod
    def from_json(cls, value: str | bytes | Mapping[str, Any]) -> Self:
        """Read what `to_json` gives; BadPlan for anything else."""
        try:
            read = json.loads(value) if isinstance(value, str | bytes) else value
            return cls(
                tuple(map(_box, read.get("boxes", ()))),
                tuple(_text(term) for term in read.get("terms", ())),
                frozenset(_number(page) for page in read.get("looked_at", ())),
            )
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
            raise failure("plan") from error

    def validate(self, sizes: Sequence[tuple[float, float]]) -> None:
        """Raise BadPlan unless it can be carried out on pages of these sizes (width, height)."""
        check_terms(self.terms)
        if not self.boxes and not self.terms:
            raise failure("nothing")
        if len(self.boxes) > MOST_BOXES:
            raise failure("boxes", boxes=len(self.boxes), limit=MOST_BOXES)
        for box in self.boxes:
            _check_box(box, sizes)


def check_terms(terms: Iterable[str]) -> None:
    """Raise BadPlan for terms that cannot be searched: too many, too short, too long."""
    terms = tuple(terms)
    if len(terms) > MOST_TERMS:
        raise failure("terms", terms=len(terms), limit=MOST_TERMS)
    for term in terms:
        if len(term) > LONGEST_TERM or len(fold(term).text) < 2:  # noqa: PLR2004 - one character stands everywhere
            raise failure("term_length", term=term[:20], limit=LONGEST_TERM)


def _check_box(box: Box, sizes: Sequence[tuple[float, float]]) -> None:
    if not 1 <= box.page <= len(sizes):
        raise failure("box_page", page=box.page)
    edges = box.rectangle
    if not all(map(math.isfinite, edges)) or box.width <= 0 or box.height <= 0:
        raise failure("box_area", page=box.page)
    width, height = sizes[box.page - 1]
    if min(edges) < -TOLERANCE or edges[2] > width + TOLERANCE or edges[3] > height + TOLERANCE:
        raise failure("box_outside", page=box.page)


def _box(value: Mapping[str, Any]) -> Box:
    left, top, width, height = (_measure(value[name]) for name in ("left", "top", "width", "height"))
    reason, term = _text(value.get("reason", "")), _text(value.get("term", ""))
    return Box(_number(value["page"]), left, top, width, height, reason, term)


def _number(value: Any) -> int:
    if type(value) is not int:
        raise TypeError
    return value


def _measure(value: Any) -> float:
    if type(value) not in {int, float}:
        raise TypeError
    return float(value)


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value
