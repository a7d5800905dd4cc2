"""What the whole archive holds, counted in one reading of one index; narrower questions count their own records."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import CharField, Count, F, Max, Min
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, Substr

from yilan.core.memory import remembered
from yilan.disclosure.models import Publication
from yilan.disclosure.queries.published.visible import STANDING_PUBLIC


@dataclass(frozen=True)
class Standing:
    """How many standing public records an agency has under a statutory item (None: under none), and from when to when.

    `agency` and `item` are keys.
    """

    agency: int
    item: int | None
    count: int
    first: date
    last: date


@remembered
def standing() -> list[Standing]:
    """Return the counts of all standing public records: one query."""
    rows = Publication.objects.filter(STANDING_PUBLIC).order_by().values_list("agency", "statutory_item")
    counted = rows.annotate(n=Count("pk"), first=Min("published_on"), last=Max("published_on"))
    return [Standing(*row) for row in counted]


@remembered
def by(field: str) -> dict[Any, int]:
    """Count the standing public records by one of their fields, each of which has an index: one query."""
    if field in {"agency", "statutory_item"}:
        counted: Counter[Any] = Counter()
        for one in standing():
            counted[one.agency if field == "agency" else one.item] += one.count
        return dict(counted)
    return dict(Publication.objects.filter(STANDING_PUBLIC).order_by().values_list(field).annotate(n=Count("pk")))


def part_of_day(start: int, length: int) -> Combinable:
    """Return digits of the day of publication as text, `2014-05-01`.

    On SQLite Django's own functions for parts of days are calls into Python for every record.
    """
    return Substr(Cast(F("published_on"), CharField()), start, length)
