"""Metrics: what a figure is called, what it counts, and where the list behind it opens. Data, not code."""

import tomllib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.http import urlencode

from yilan.disclosure.queries.published.filters import Wanted, find
from yilan.organizations.queries import agencies_by_level


@dataclass(frozen=True)
class Metric:
    """One entry of `data/metrics.toml`."""

    name: str
    title: str
    unit: str
    reading: str
    definition: str
    source: str
    filter: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Reading:
    """A kind of list: its rows in a year under a filter, and the address that opens exactly these rows."""

    rows: Callable[[int, dict[str, str]], QuerySet[Any]]
    address: Callable[[int, dict[str, str]], str]


def _records(year: int, chosen: dict[str, str]) -> QuerySet[Any]:
    return find(Wanted.read({**chosen, "year": str(year)}))


def _records_address(year: int, chosen: dict[str, str]) -> str:
    return f"{reverse('portal:records')}?{urlencode({**chosen, 'year': str(year)})}"


def _agencies(year: int, chosen: dict[str, str]) -> QuerySet[Any]:
    last = date(year, 12, 31)
    return agencies_by_level(chosen["level"]).filter(Q(closed_on=None) | Q(closed_on__gt=last), opened_on__lte=last)


def _agencies_address(year: int, chosen: dict[str, str]) -> str:
    return f"{reverse('portal:figure_agencies', args=[year, chosen['level']])}"


READINGS = {
    "records": Reading(_records, _records_address),
    "agencies": Reading(_agencies, _agencies_address),
}


@cache
def metrics() -> tuple[Metric, ...]:
    """Return all metrics; raises `ValueError` where the data names a reading that does not exist."""
    path = Path(__file__).parent / "data" / "metrics.toml"
    found = tuple(Metric(**entry) for entry in tomllib.loads(path.read_text(encoding="utf-8"))["metric"])
    unknown = [metric.name for metric in found if metric.reading not in READINGS]
    if unknown:
        raise ValueError(f"{path.name}: unknown reading of {unknown[0]}")
    return found
