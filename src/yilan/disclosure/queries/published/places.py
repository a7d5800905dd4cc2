"""Records by the columns in which they stand, read from the column's own index whatever the size of the archive."""

from collections import Counter
from typing import Any

from django.db.models import Count, QuerySet

from yilan.core.memory import remembered
from yilan.disclosure.models import Column, Publication, PublicationColumn
from yilan.disclosure.queries.published.visible import published


def records_in(slug: str) -> QuerySet[Publication]:
    """Return the standing public records in one column (not below it), the newest first."""
    found = published().filter(places__column__slug=slug, places__listed=True)
    return found.order_by("-places__published_at", "-places__id")


@remembered
def counts_by_column() -> dict[int, int]:
    """Return by a column's key how many standing public records stand in it: one query."""
    return dict(_listed().values_list("column").annotate(n=Count("pk")))


@remembered
def counts_by_top() -> dict[int, int]:
    """Return by a top column's key how many standing public records stand in it or below it: three queries.

    A record in two columns below one top column counts once there. Such records are few, so they are looked for,
    which an index answers in its order; counting different records would sort the archive.
    """
    tops = {key: parent or key for key, parent in Column.objects.values_list("pk", "parent")}
    counted: Counter[int] = Counter()
    for column, count in counts_by_column().items():
        counted[tops[column]] += count
    places = _listed().filter(publication__in=in_several()).values_list("publication", "column")
    several = Counter((publication, tops[column]) for publication, column in places)
    for (_publication, top), count in several.items():
        counted[top] -= count - 1
    return dict(counted)


def in_several() -> QuerySet[PublicationColumn, Any]:
    """Return the keys of the publications that stand in more than one column: few of many."""
    counted = PublicationColumn.objects.order_by().values("publication").annotate(n=Count("pk"))
    return counted.filter(n__gt=1).values("publication")


def _listed() -> QuerySet[PublicationColumn]:
    return PublicationColumn.objects.filter(listed=True).order_by()
