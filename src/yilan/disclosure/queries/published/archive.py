"""A list of records in pages that are counted from the oldest record: a full page stays as it is when newer ones come.

The newest page has no number. It shows the last full page's worth and what has come since: `ROWS` to `2 * ROWS - 1`
records, or all of them while there are fewer.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from yilan.disclosure.models import Publication, PublicationColumn
from yilan.disclosure.queries.published.filters import NONE
from yilan.disclosure.queries.published.visible import STANDING_PUBLIC, rows
from yilan.organizations.queries import key_of

ROWS = 20


@dataclass(frozen=True)
class RecordList:
    """The list of one column (its slug), of one agency (its code), or of all records when both are empty.

    With an `item` it is that part of the agency's catalogue: the code of a statutory item, or "none".
    """

    column: str = ""
    agency: str = ""
    item: str = ""

    def total(self) -> int:
        """Return how many records stand in the list."""
        return self._order().count()

    def positions(self, published_at: datetime) -> tuple[int, int]:
        """Return between which positions a record of that moment stands; several may have come out at once."""
        order = self._order()
        first = order.filter(published_at__lt=published_at).count()
        return first, first + order.filter(published_at=published_at).count()

    def rows(self, first: int, last: int) -> list[Publication]:
        """Return the records from one position to before another, counted from the oldest, the newest first."""
        order = self._order().order_by("published_at", "id")
        keys = list(order.values_list("publication" if self.column else "pk", flat=True)[first:last])
        found = rows(Q(pk__in=keys)).order_by()
        by_key = (found.defer(None) if self.item else found).in_bulk()  # a catalogue shows summaries
        return [by_key[key] for key in reversed(keys) if key in by_key]

    def _order(self) -> QuerySet:
        if self.column:
            return PublicationColumn.objects.filter(column__slug=self.column, listed=True)
        own = STANDING_PUBLIC & (Q(agency=key_of(self.agency)) if self.agency else Q())
        if self.item:
            own &= Q(statutory_item=None) if self.item == NONE else Q(statutory_item__code=self.item)
        return Publication.objects.filter(own)


def full_pages(total: int) -> int:
    """Return how many numbered pages a list of so many records has."""
    return max(0, total // ROWS - 1)


def page_at(position: int, total: int) -> int | None:
    """Return the number of the page on which a position stands, None for the newest page."""
    number = position // ROWS + 1
    return number if number <= full_pages(total) else None
