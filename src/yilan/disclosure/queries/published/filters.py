"""Filters of the public lists, with the number of records behind each choice."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from yilan.core.memory import remembered
from yilan.core.numbering.document_numbers import normalise
from yilan.disclosure.models import (
    Audience,
    Column,
    Genre,
    Publication,
    PublicationColumn,
    StatutoryItem,
    Validity,
)
from yilan.disclosure.queries.published import counts
from yilan.disclosure.queries.published.places import counts_by_top
from yilan.disclosure.queries.published.visible import listed, published
from yilan.organizations.models import Agency
from yilan.organizations.queries import key_of

OUTSIDE = "not-"
COUNTED = ("year", "genre", "statutory_item", "validity", "agency")
NONE = "none"


@dataclass(frozen=True)
class Wanted:
    """What a reader asks of a list; an empty value filters nothing. The names stand in addresses and never change."""

    q: str = ""  # words in title, document number or index number
    year: str = ""
    agency: str = ""  # code
    level: str = ""  # `Agency.Level`
    item: str = ""  # code of a statutory item; "none" for none; "not-20" for what stands outside a series
    genre: str = ""  # code; "none"
    theme: str = ""  # code
    column: str = ""  # address; a top column covers those below it
    validity: str = ""
    audience: str = "public"  # "public", "community", or "all" for both
    video: str = ""  # "1" for records with a video

    @classmethod
    def read(cls, query: Mapping[str, str]) -> "Wanted":
        """Read a query string; what is unknown is left out."""
        known = {field.name for field in fields(cls)}
        return cls(**{name: query[name].strip()[:100] for name in query if name in known and query[name].strip()})


@dataclass(frozen=True)
class Choice:
    """One value of a filter: what it is called, how many records it leaves."""

    value: str
    name: str
    count: int


def find(wanted: Wanted) -> QuerySet[Publication]:
    """Return the records that a reader asks for, the newest first."""
    found = published() if wanted.audience == Audience.PUBLIC else listed()
    if wanted.audience == Audience.COMMUNITY:
        found = found.filter(audience=Audience.COMMUNITY)
    for condition in _conditions(wanted):
        found = found.filter(condition)
    return _in_column(found, wanted.column) if wanted.column else found


def _conditions(wanted: Wanted) -> Iterable[Q]:
    if wanted.year:
        yield Q(year=int(wanted.year)) if wanted.year.isdecimal() else Q(pk__in=[])
    if wanted.agency:
        yield Q(agency=key_of(wanted.agency))
    plain = {
        "agency__level": wanted.level,
        "themes__code": wanted.theme,
        "validity": wanted.validity,
    }
    yield Q(**{name: value for name, value in plain.items() if value})
    if wanted.item.startswith(OUTSIDE):
        series = wanted.item.removeprefix(OUTSIDE)
        yield Q(statutory_item=None) | ~Q(statutory_item__code__startswith=f"{series}-")
    elif wanted.item:
        yield _coded("statutory_item", wanted.item)
    if wanted.genre:
        yield _coded("genre", wanted.genre)
    if wanted.video:
        yield Q(has_video=True)
    number = normalise(wanted.q)
    if number:
        yield Q(document_number__icontains=number)
    else:
        yield from map(_has_word, wanted.q.split())


def _coded(field: str, code: str) -> Q:
    return Q(**{field: None} if code == NONE else {f"{field}__code": code})


def _has_word(word: str) -> Q:
    return Q(title__icontains=word) | Q(document_number__icontains=word) | Q(index_number__icontains=word)


def _in_column(found: QuerySet[Publication], slug: str) -> QuerySet[Publication]:
    """Read one column from its own index; a top column by asking of each record, newest first, whether it is there."""
    keys = _column_keys(slug)
    if len(keys) == 1:
        return found.filter(places__column=keys[0])
    return found.filter(Exists(PublicationColumn.objects.filter(publication=OuterRef("pk"), column__in=keys)))


def years(wanted: Wanted) -> list[Choice]:
    """Return the years of a list with their counts, the newest first, as if no year were chosen."""
    counted = _counted(replace(wanted, year=""), "year")
    return [Choice(str(year), str(year), counted[year]) for year in sorted(counted, reverse=True)]


def agencies(wanted: Wanted) -> list[Choice]:
    """Return the agencies of a list with their counts, in the order of agencies."""
    counted = _counted(replace(wanted, agency=""), "agency")
    return [Choice(one.code, one.short_name, counted[one.pk]) for one in Agency.objects.filter(pk__in=counted)]


def genres(wanted: Wanted) -> list[Choice]:
    """Return the genres of a list with their counts, in the order of genres."""
    counted = _counted(replace(wanted, genre=""), "genre")
    return [Choice(one.code, one.name, counted[one.pk]) for one in Genre.objects.all() if one.pk in counted]


def items(wanted: Wanted) -> list[Choice]:
    """Return the statutory items of a list with their counts, in the order of the Regulation."""
    counted = _counted(replace(wanted, item=""), "statutory_item")
    found = StatutoryItem.objects.all()
    return [Choice(one.code, one.short_name, counted[one.pk]) for one in found if one.pk in counted]


def validities(wanted: Wanted) -> list[Choice]:
    """Return the kinds of validity in a list with their counts."""
    counted = _counted(replace(wanted, validity=""), "validity")
    return [Choice(kind, str(kind.label), counted[kind]) for kind in Validity if kind in counted]


def top_columns(wanted: Wanted) -> list[Choice]:
    """Return the top columns of a list with their counts: how many records stand in them or below them."""
    wanted = replace(wanted, column="")
    tops = Column.objects.filter(parent=None, kind=Column.Kind.PORTAL)
    counted = counts_by_top() if wanted == Wanted() else _tops_of(find(wanted))
    return [Choice(top.slug, top.name, counted[top.pk]) for top in tops if top.pk in counted]


def _tops_of(found: QuerySet[Publication]) -> dict[int, int]:
    places = PublicationColumn.objects.filter(publication__in=found.order_by().values("pk")).order_by()
    top = Coalesce("column__parent", "column")
    return dict(places.values_list(top).annotate(n=Count("publication", distinct=True)))


def _counted(wanted: Wanted, field: str) -> dict[Any, int]:
    """Count the wanted records by one of their own fields; the names of what a key stands for are read apart."""
    if wanted == Wanted():
        return counts.by(field)
    place = COUNTED.index(field)
    counted: Counter[Any] = Counter()
    for *values, count in _counted_together(wanted):
        counted[values[place]] += count
    return dict(counted)


@remembered
def _counted_together(wanted: Wanted) -> list[tuple[Any, ...]]:
    """Return the wanted records counted by all fields of `COUNTED`: one query, whichever filters are shown."""
    column = _only_column(wanted)
    if column is None:
        rows = find(wanted).order_by().values_list(*COUNTED)
        return list(rows.annotate(n=Count("pk", distinct=bool(wanted.theme))))
    places = PublicationColumn.objects.filter(column=column, listed=True).order_by()
    return list(places.values_list(*(f"publication__{field}" for field in COUNTED)).annotate(n=Count("pk")))


def _only_column(wanted: Wanted) -> int | None:
    """Return the key of the one column that is all that is wanted, so that it is read from its own index."""
    keys = _column_keys(wanted.column) if wanted.column and wanted == Wanted(column=wanted.column) else []
    return keys[0] if len(keys) == 1 else None


@remembered
def _column_keys(slug: str) -> list[int]:
    return list(Column.objects.filter(Q(slug=slug) | Q(parent__slug=slug)).order_by().values_list("pk", flat=True))
