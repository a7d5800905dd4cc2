"""Metrics: what a figure is called, what it counts, and where the list behind it opens. Data, not code."""

import tomllib
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from django.db.models import Count, QuerySet
from django.urls import reverse
from django.utils.http import urlencode

from yilan.access.figures import Cell
from yilan.access.queries.figures import cases_behind, figures_of
from yilan.disclosure.queries.published.counting import count_in_columns
from yilan.disclosure.queries.published.filters import Wanted, find
from yilan.organizations.queries import agencies_on


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
    """A kind of list: its rows in a year under a filter, and the address that opens exactly these rows.

    `counts` is how many rows there are under each of many filters, asked together; where the filter asks for an amount,
    what they come to. `public` tells whether everybody may open the list.
    """

    rows: Callable[[int, dict[str, str]], QuerySet[Any]]
    counts: Callable[[int, list[dict[str, str]]], list[int | Decimal]]
    address: Callable[[int, dict[str, str]], str]
    public: bool = True


def _records(year: int, chosen: dict[str, str]) -> QuerySet[Any]:
    return find(Wanted.read({**chosen, "year": str(year)}))


def _count_records(year: int, chosen: list[dict[str, str]]) -> list[int | Decimal]:
    """Count filters that differ in nothing but their column in one go."""
    together: defaultdict[tuple[tuple[str, str], ...], set[str]] = defaultdict(set)
    for one in chosen:
        together[_beside_column(one)].add(one.get("column", ""))
    counted = {
        rest: count_in_columns(Wanted.read({**dict(rest), "year": str(year)}), columns - {""})
        for rest, columns in together.items()
    }
    return [counted[_beside_column(one)][one.get("column", "")] for one in chosen]


def _beside_column(chosen: dict[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted((name, value) for name, value in chosen.items() if name != "column"))


def _records_address(year: int, chosen: dict[str, str]) -> str:
    return f"{reverse('portal:records')}?{urlencode({**chosen, 'year': str(year)})}"


def _agencies(year: int, chosen: dict[str, str]) -> QuerySet[Any]:
    return agencies_on(date(year, 12, 31)).filter(level=chosen["level"])


def _count_agencies(year: int, chosen: list[dict[str, str]]) -> list[int | Decimal]:
    stood = agencies_on(date(year, 12, 31)).order_by().values_list("level")
    counted = dict(stood.annotate(Count("pk")))
    return [counted.get(one["level"], 0) for one in chosen]


def _agencies_address(year: int, chosen: dict[str, str]) -> str:
    return f"{reverse('portal:figure_agencies', args=[year, chosen['level']])}"


def _requests(year: int, chosen: dict[str, str]) -> QuerySet[Any]:
    """Return the requests behind a cell; one with two reviews is one row here, and two lines in the list."""
    return cases_behind(figures_of(year), Cell(**chosen))


def _count_requests(year: int, chosen: list[dict[str, str]]) -> list[int | Decimal]:
    counted = figures_of(year) if chosen else None
    return [counted.value(Cell(**one)) for one in chosen] if counted else []


def _requests_address(year: int, chosen: dict[str, str]) -> str:
    return reverse("access_figures:cell", args=[year, *Cell(**chosen)])


READINGS = {
    "records": Reading(_records, _count_records, _records_address),
    "agencies": Reading(_agencies, _count_agencies, _agencies_address),
    "requests": Reading(_requests, _count_requests, _requests_address, public=False),
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
