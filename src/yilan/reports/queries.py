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
    """Return every metric of a year, counted now: metrics of one reading are counted together."""
    counted: dict[str, int] = {}
    for name, reading in READINGS.items():
        own = [metric for metric in metrics() if metric.reading == name]
        counts = reading.counts(year, [metric.filter for metric in own])
        counted |= {metric.name: count for metric, count in zip(own, counts, strict=True)}
    return {
        metric.name: Figure(
            value=counted[metric.name],
            unit=metric.unit,
            list=READINGS[metric.reading].address(year, metric.filter),
            definition=metric.definition,
            title=metric.title,
            source=metric.source,
        )
        for metric in metrics()
    }


def rows(name: str, year: int) -> QuerySet[Any]:
    """Return what a figure counts; `KeyError` for an unknown metric."""
    metric = {metric.name: metric for metric in metrics()}[name]
    return READINGS[metric.reading].rows(year, metric.filter)


def years() -> list[int]:
    """Return the years in which anything was published, the newest first."""
    return list(Publication.objects.order_by("-year").values_list("year", flat=True).distinct())
