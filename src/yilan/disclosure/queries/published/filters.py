"""Filters of the public lists, with the number of records behind each choice."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from yilan.core.numbering.document_numbers import normalise
from yilan.disclosure.models import Audience, Column, Publication, PublicationColumn, Validity
from yilan.disclosure.queries.published.visible import listed, published

OUTSIDE = "not-"
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
    plain = {
        "agency__code": wanted.agency,
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
    keys = list(Column.objects.filter(Q(slug=slug) | Q(parent__slug=slug)).values_list("pk", flat=True))
    if len(keys) == 1:
        return found.filter(places__column=keys[0])
    return found.filter(Exists(PublicationColumn.objects.filter(publication=OuterRef("pk"), column__in=keys)))


def years(wanted: Wanted) -> list[Choice]:
    """Return the years of a list with their counts, the newest first, as if no year were chosen."""
    return [Choice(str(year), str(year), n) for year, n in _counted(replace(wanted, year=""), "-year", "year")]


def agencies(wanted: Wanted) -> list[Choice]:
    """Return the agencies of a list with their counts, in the order of agencies."""
    rows = _counted(replace(wanted, agency=""), "agency__order", "agency__code", "agency__short_name")
    return [Choice(code, name, n) for code, name, n in rows]


def genres(wanted: Wanted) -> list[Choice]:
    """Return the genres of a list with their counts, in the order of genres."""
    rows = _counted(replace(wanted, genre=""), "genre__order", "genre__code", "genre__name")
    return [Choice(code, name, n) for code, name, n in rows if code]


def items(wanted: Wanted) -> list[Choice]:
    """Return the statutory items of a list with their counts, in the order of the Regulation."""
    rows = _counted(
        replace(wanted, item=""), "statutory_item__order", "statutory_item__code", "statutory_item__short_name"
    )
    return [Choice(code, name, n) for code, name, n in rows if code]


def validities(wanted: Wanted) -> list[Choice]:
    """Return the kinds of validity in a list with their counts."""
    counted = dict(_counted(replace(wanted, validity=""), "validity", "validity"))
    return [Choice(kind, str(kind.label), counted[kind]) for kind in Validity if kind in counted]


def top_columns(wanted: Wanted) -> list[Choice]:
    """Return the top columns of a list with their counts: how many records stand in them or below them."""
    found = find(replace(wanted, column="")).order_by().values("pk")
    tops = Column.objects.filter(parent=None, kind=Column.Kind.PORTAL)
    below = PublicationColumn.objects.filter(publication__in=found)
    counted: dict[int, set[int]] = {}
    for publication, column, parent in below.order_by().values_list("publication", "column", "column__parent"):
        counted.setdefault(parent or column, set()).add(publication)
    return [Choice(top.slug, top.name, len(counted[top.pk])) for top in tops if top.pk in counted]


def _counted(wanted: Wanted, order: str, *names: str) -> list[tuple]:
    rows = find(wanted).order_by(order).values(*names).annotate(n=Count("pk", distinct=bool(wanted.theme)))
    return [(*(row[name] for name in names), row["n"]) for row in rows]
