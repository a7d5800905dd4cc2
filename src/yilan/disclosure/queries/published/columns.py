"""Columns as the public reads them."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import F, QuerySet, Subquery
from django.db.models.expressions import OuterRef
from django.http import Http404

from yilan.disclosure.models import Column, Publication, PublicationColumn
from yilan.disclosure.queries.published.places import counts_by_column
from yilan.disclosure.queries.published.visible import published


@dataclass
class Shelf:
    """A column with the newest records in it and below it, and the columns below it."""

    column: Column
    newest: list[Publication] = field(default_factory=list)
    below: list["Shelf"] = field(default_factory=list)


def column_at(slug: str) -> Column:
    """Return a column, also one that has been retired, or raise `Http404`."""
    try:
        return Column.objects.select_related("parent", "owner").get(slug=slug)
    except Column.DoesNotExist as error:
        raise Http404 from error


def columns_below(column: Column) -> QuerySet[Column]:
    """Return the columns below one that stand, and those that are archived after them."""
    return column.children.order_by(F("retired_on").asc(nulls_first=True), "order", "slug")


def portal_shelves(rows: int) -> list[Shelf]:
    """Return the top columns, each with its newest records and the columns below it: two queries."""
    columns = _with_newest(
        Column.objects.filter(kind=Column.Kind.PORTAL, retired_on=None).order_by("order", "slug"), rows
    )
    records = _records(columns, rows)
    tops = [column for column in columns if column.parent_id is None]
    return [_shelf(top, columns, records, rows) for top in tops]


def shelves_below(column: Column, rows: int) -> list[Shelf]:
    """Return the columns below one, each with its newest records: two queries."""
    columns = _with_newest(columns_below(column), rows)
    records = _records(columns, rows)
    return [_shelf(child, [], records, rows) for child in columns]


def _with_newest(columns: QuerySet[Column], rows: int) -> list[Column]:
    """Let each column name its newest records, every one read from the column's own index."""
    newest = (
        PublicationColumn.objects.filter(column=OuterRef("pk"), listed=True)
        .order_by("-published_at", "-id")
        .values("publication")
    )
    return list(columns.annotate(**{f"newest_{n}": Subquery(newest[n : n + 1]) for n in range(rows)}))


def _named(column: Column, rows: int) -> set[int]:
    return {key for n in range(rows) if (key := getattr(column, f"newest_{n}")) is not None}


def _records(columns: Iterable[Column], rows: int) -> list[Publication]:
    keys = {key for column in columns for key in _named(column, rows)}
    return list(published().filter(pk__in=keys)) if keys else []


def _shelf(column: Column, columns: list[Column], records: list[Publication], rows: int) -> Shelf:
    below = [child for child in columns if child.parent_id == column.pk]
    keys = _named(column, rows).union(*(_named(child, rows) for child in below))
    return Shelf(column, [record for record in records if record.pk in keys][:rows], [Shelf(child) for child in below])


def column_map() -> list[Shelf]:
    """Return all columns that stand as a tree with `listed`, the number of records in each: two queries."""
    columns = list(Column.objects.filter(retired_on=None).order_by("order", "slug"))
    counted = counts_by_column()
    for column in columns:
        column.listed = counted.get(column.pk, 0)  # type: ignore[attr-defined] # for the templates
    return [
        Shelf(top, below=[Shelf(child) for child in columns if child.parent_id == top.pk])
        for top in columns
        if top.parent_id is None
    ]
