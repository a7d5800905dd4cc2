"""One page of a file on the screen, with the boxes that lie on it."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from yilan.access.answering.redaction_forms import EDGES, PlanForms
from yilan.access.redaction_plans import Found
from yilan.redaction.plans import Box


@dataclass(frozen=True)
class Drawn:
    """A rectangle on the page. `row` is the number of its row in the form."""

    row: int
    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True)
class Sheet:
    """A page: number, size in points, boxes of the form, places of terms, and proposals (number, kind, box)."""

    number: int
    total: int
    width: float
    height: float
    boxes: list[Drawn]
    terms: list[Box]
    proposals: list[tuple[int, str, Box]]

    @property
    def numbers(self) -> range:
        """All page numbers."""
        return range(1, self.total + 1)


def number_in(request: HttpRequest, total: int) -> int:
    """Return the page that is asked for, within those that there are."""
    asked = request.GET.get("page", "")
    return min(max(int(asked), 1), max(total, 1)) if asked.isascii() and asked.isdecimal() and len(asked) < 6 else 1  # noqa: PLR2004


def sheet_of(forms: PlanForms, found: Found, number: int) -> Sheet:
    """Return a page with whatever stands in the forms for it, complete or not."""
    width, height = found.sizes[number - 1]
    return Sheet(
        number,
        len(found.sizes),
        width,
        height,
        [drawn for row, form in enumerate(forms.boxes) if (drawn := _drawn(row, form, number))],
        [box for box in found.terms if box.page == number],
        [(place, kind, box) for place, (kind, box) in enumerate(found.proposals) if box.page == number],
    )


def _drawn(row: int, form: Any, number: int) -> Drawn | None:
    try:
        if int(form["page"].value()) != number:
            return None
        return Drawn(row, *(float(form[name].value()) for name in EDGES))
    except (TypeError, ValueError):
        return None
