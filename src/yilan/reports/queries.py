"""The figures of a year."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet

from yilan.disclosure.models import Publication
from yilan.reports.metrics import READINGS, Metric, metrics


@dataclass(frozen=True)
class Figure:
    """A number with all that makes it honest: unit, definition, legal source, the address of the list it counts."""

    value: int | Decimal
    unit: str
    list: str
    definition: str
    title: str
    source: str


def figures(year: int) -> dict[str, Figure]:
    """Return every metric of a year, counted now: metrics of one reading are counted together."""
    return _counted(year, metrics())


def public_figures(year: int) -> dict[str, Figure]:
    """Return the metrics of a year whose lists everybody may open."""
    return _counted(year, [metric for metric in metrics() if READINGS[metric.reading].public])


def _counted(year: int, chosen: Sequence[Metric]) -> dict[str, Figure]:
    counted: dict[str, int | Decimal] = {}
    for name, reading in READINGS.items():
        own = [metric for metric in chosen if metric.reading == name]
        if not own:
            continue
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
        for metric in chosen
    }


def rows(name: str, year: int) -> QuerySet[Any]:
    """Return what a figure counts; `KeyError` for an unknown metric."""
    metric = {metric.name: metric for metric in metrics()}[name]
    return READINGS[metric.reading].rows(year, metric.filter)


def years() -> list[int]:
    """Return the years in which anything was published, the newest first."""
    return list(Publication.objects.order_by("-year").values_list("year", flat=True).distinct())
