"""What machines read: feeds and site maps."""

from collections.abc import Iterator
from datetime import MAXYEAR, MINYEAR, UTC, datetime, timedelta

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from yilan.disclosure.models import Column, Publication, PublicationColumn
from yilan.disclosure.queries.published.visible import STANDING_PUBLIC, published

FEED_ROWS = 50
PART_ROWS = 500  # addresses in one part; the protocol allows 50,000, but a part is written whole
MOST_PARTS = 50_000  # that the protocol allows one index


def feed_rows() -> list[Publication]:
    """Return the newest records of all agencies, with their summaries."""
    return list(published().defer(None)[:FEED_ROWS])


def column_feed_rows(column: Column) -> list[Publication]:
    """Return the newest records in a column and below it, with their summaries."""
    keys = [column.pk, *column.children.values_list("pk", flat=True)]
    stands = PublicationColumn.objects.filter(publication=OuterRef("pk"), column__in=keys)
    return list(published().defer(None).filter(Exists(stands))[:FEED_ROWS])


def agency_feed_rows(agency: int) -> list[Publication]:
    """Return the newest records of an agency, with their summaries."""
    return list(published().defer(None).filter(agency=agency)[:FEED_ROWS])


def parts() -> Iterator[tuple[int, int]]:
    """Yield year and part number of every part of the site map, the newest year first: one query."""
    counted = Publication.objects.filter(STANDING_PUBLIC).order_by("-year").values_list("year").annotate(Count("pk"))
    for year, count in counted:
        for part in range(1, -(-count // PART_ROWS) + 1):
            yield year, part


def part(year: int, number: int) -> list[Publication]:
    """Return the records of one part, in the order of their first publication, so that older parts seldom change.

    There are none in a part that `parts` does not name.
    """
    if not 1 <= number <= MOST_PARTS or not MINYEAR < year < MAXYEAR:
        return []
    first = (number - 1) * PART_ROWS
    rows = of_year(year).only("index_number", "updated_at")
    return list(rows.order_by("published_at", "id")[first : first + PART_ROWS])


def of_year(year: int) -> QuerySet[Publication]:
    """Return the standing public records of a year, in no order.

    A span that holds the year in every time zone lets the index by publication be read only there.
    """
    first, last = datetime(year, 1, 1, tzinfo=UTC), datetime(year + 1, 1, 1, tzinfo=UTC)
    around = Q(published_at__gt=first - timedelta(days=2), published_at__lt=last + timedelta(days=2))
    return Publication.objects.filter(STANDING_PUBLIC, around, year=year).order_by()
