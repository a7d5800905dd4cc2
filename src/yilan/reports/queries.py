"""The figures of a year."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from yilan.disclosure.models import Publication
from yilan.reports.metrics import READINGS, metrics


@dataclass(frozen=True)
class Figure:
    """A number with all that makes it honest: unit, definition, legal source, the address of the list it counts."""

    value: int
    unit: str
    list: str
    definition: str
    title: str
    source: str


def figures(year: int) -> dict[str, Figure]:
    """Return every metric of a year, counted now; one query each."""
    found = {}
    for metric in metrics():
        reading = READINGS[metric.reading]
        found[metric.name] = Figure(
            value=reading.rows(year, metric.filter).count(),
            unit=metric.unit,
            list=reading.address(year, metric.filter),
            definition=metric.definition,
            title=metric.title,
            source=metric.source,
        )
    return found


def rows(name: str, year: int) -> QuerySet[Any]:
    """Return what a figure counts; `KeyError` for an unknown metric."""
    metric = {metric.name: metric for metric in metrics()}[name]
    return READINGS[metric.reading].rows(year, metric.filter)


def years() -> list[int]:
    """Return the years in which anything was published, the newest first."""
    return list(Publication.objects.order_by("-year").values_list("year", flat=True).distinct())
