"""Who has disclosed how much of what: the numbers behind the overview.

An axis is what the columns of the matrix stand for: one article's series of statutory items (its code, for example
"20"), "column" for the portal's top columns, "genre" for genres.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from django.db.models import Count, Max, QuerySet

from yilan.core.memory import remembered
from yilan.disclosure.models import Audience, Column, Genre, Publication, PublicationColumn, StatutoryItem
from yilan.disclosure.queries.published import counts
from yilan.disclosure.queries.published.filters import OUTSIDE, Choice, Wanted, find

COLUMNS = "column"
GENRES = "genre"
MONTHS = 12


@dataclass(frozen=True)
class Head:
    """One column of the matrix. `filter` is what its list adds to an address.

    `duty` when the law asks the district for it; `levels` are those whose every agency it binds.
    """

    key: str
    name: str
    meaning: str
    filter: tuple[str, str]
    levels: tuple[str, ...] = ()
    duty: bool = False


@dataclass
class Cube:
    """The numbers of one matrix: by agency's key and head's key, by agency alone, by agency and month (1 to 12)."""

    cells: dict[tuple[int, str], int] = field(default_factory=dict)
    totals: dict[int, int] = field(default_factory=dict)
    months: dict[int, list[int]] = field(default_factory=dict)
    newest: dict[int, date] = field(default_factory=dict)
    year: int | None = None  # whose months they are


def series() -> list[tuple[str, str]]:
    """Return the series of statutory items, in their order: code and the article that founds it. One query."""
    found: dict[str, str] = {}
    for item in StatutoryItem.objects.all():
        article = re.match(r"第.+?条", item.article)
        found.setdefault(item.series, article.group() if article else item.article)
    return list(found.items())


def heads(axis: str) -> list[Head]:
    """Return the columns of the matrix on an axis; the last of an article's series is all that stands outside it."""
    if axis == COLUMNS:
        tops = Column.objects.filter(parent=None, kind=Column.Kind.PORTAL, retired_on=None)
        return [Head(top.slug, top.name, top.description, ("column", top.slug)) for top in tops]
    if axis == GENRES:
        used = find(Wanted(audience="all")).order_by().values("genre")
        return [Head(one.code, one.name, one.name, ("genre", one.code)) for one in Genre.objects.filter(pk__in=used)]
    items = [item for item in StatutoryItem.objects.all() if item.series == axis]
    own = [
        Head(
            item.code,
            item.short_name,
            f"{item.article} {item.name}",
            ("item", item.code),
            levels=tuple(sorted(item.levels)),
            duty=True,
        )
        for item in items
    ]
    return [*own, Head(OUTSIDE + axis, "", "", ("item", OUTSIDE + axis))] if own else []


@remembered
def cube(wanted: Wanted, axis: str) -> Cube:
    """Count the public records that are wanted, on an axis. Five queries at most, however large the archive."""
    found = find(wanted).order_by()
    made = Cube(year=_year(wanted, found))
    for agency, key, count in _cells(wanted, found, axis):
        made.cells[agency, key] = made.cells.get((agency, key), 0) + count
    for agency, count, newest in _totals(wanted, found):
        made.totals[agency] = made.totals.get(agency, 0) + count
        made.newest[agency] = max(newest, made.newest.get(agency, newest))
    by_month = found.filter(year=made.year or 0).values_list("agency", counts.part_of_day(6, 2))
    for agency, month, count in by_month.annotate(Count("pk")):
        made.months.setdefault(agency, [0] * MONTHS)[int(month) - 1] = count
    return made


def _totals(wanted: Wanted, found: QuerySet[Publication]) -> Iterable[tuple[int, int, date]]:
    if wanted == Wanted():
        yield from ((one.agency, one.count, one.last) for one in counts.standing())
    else:
        yield from found.values_list("agency").annotate(Count("pk"), Max("published_on"))


def _year(wanted: Wanted, found: QuerySet[Publication]) -> int | None:
    if wanted.year.isdecimal():
        return int(wanted.year)
    newest: int | None = found.aggregate(newest=Max("year"))["newest"]
    return newest


def _cells(wanted: Wanted, found: QuerySet[Publication], axis: str) -> Iterable[tuple[int, str, int]]:
    if axis == GENRES:
        rows = found.exclude(genre=None).values_list("agency", "genre__code")
        yield from rows.annotate(Count("pk"))
    elif axis == COLUMNS:
        places = PublicationColumn.objects.filter(publication__in=found.values("pk")).order_by()
        tops = top_slugs()
        if _is_simple(places):
            counted = places.values_list("publication__agency", "column").annotate(Count("pk"))
            yield from ((agency, tops[column], count) for agency, column, count in counted if column in tops)
        else:
            yield from _once_per_top(places, tops)
    else:
        inside: dict[int | None, str] = {
            item.pk: item.code for item in StatutoryItem.objects.all() if item.series == axis
        }
        yield from (
            (agency, inside.get(item, OUTSIDE + axis), count) for agency, item, count in _by_item(wanted, found)
        )


def _by_item(wanted: Wanted, found: QuerySet[Publication]) -> Iterable[tuple[int, int | None, int]]:
    if wanted == Wanted():
        yield from ((one.agency, one.item, one.count) for one in counts.standing())
    else:
        yield from found.values_list("agency", "statutory_item").annotate(Count("pk"))


def top_slugs() -> dict[int, str]:
    """Return the address of the top column above (or at) each portal column."""
    rows = Column.objects.filter(kind=Column.Kind.PORTAL).values_list("pk", "slug", "parent__slug")
    return {key: parent or slug for key, slug, parent in rows}


def _is_simple(places: QuerySet[PublicationColumn]) -> bool:
    """Tell whether every record stands in one place only, so that places may be summed."""
    counted = places.aggregate(places=Count("pk"), records=Count("publication", distinct=True))
    return bool(counted["places"] == counted["records"])


def _once_per_top(places: QuerySet[PublicationColumn], tops: dict[int, str]) -> Iterable[tuple[int, str, int]]:
    """Count a record that stands in several columns below one top column once."""
    seen: defaultdict[tuple[int, str], set[int]] = defaultdict(set)
    for agency, column, publication in places.values_list("publication__agency", "column", "publication"):
        if column in tops:
            seen[agency, tops[column]].add(publication)
    for (agency, key), publications in seen.items():
        yield agency, key, len(publications)


def audiences(wanted: Wanted) -> list[Choice]:
    """Return the audiences of public lists with their counts: everybody, and one community."""
    choices = [(one, find(replace(wanted, audience=one)).count()) for one in (Audience.PUBLIC, Audience.COMMUNITY)]
    return [Choice(one.value, str(one.label), count) for one, count in choices if count]
