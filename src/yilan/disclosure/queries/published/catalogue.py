"""An agency's catalogue as it stands now, by statutory item (article 12 of the Regulation)."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max, Q
from django.http import Http404

from yilan.disclosure.models import Publication, StatutoryItem
from yilan.disclosure.queries.published.filters import NONE
from yilan.disclosure.queries.published.visible import STANDING_PUBLIC
from yilan.organizations.models import Agency


@dataclass(frozen=True)
class Part:
    """What an agency's catalogue has under a statutory item, or outside all of them when `item` is None."""

    item: StatutoryItem | None
    count: int
    newest: date | None
    binding: bool

    @property
    def code(self) -> str:
        """The code of the item as addresses have it."""
        return self.item.code if self.item else NONE

    @property
    def missing(self) -> bool:
        """Whether the law asks for it and nothing is there."""
        return self.binding and self.count == 0


def parts_of(agency: Agency) -> list[Part]:
    """Return every item that binds an agency or under which it has published, the rest last: two queries."""
    rows = Publication.objects.filter(STANDING_PUBLIC & Q(agency=agency)).order_by().values_list("statutory_item")
    counted = {item: (count, newest) for item, count, newest in rows.annotate(Count("pk"), Max("published_on"))}
    parts = [
        Part(item, *counted.get(item.pk, (0, None)), binding=agency.level in item.levels)
        for item in StatutoryItem.objects.all()
    ]
    shown = [part for part in parts if part.binding or part.count]
    return [*shown, Part(None, *counted[None], binding=False)] if None in counted else shown


def item_at(code: str) -> StatutoryItem | None:
    """Return the item of a part of a catalogue, None for what stands outside all; `Http404` for an unknown one."""
    if code == NONE:
        return None
    found = StatutoryItem.objects.filter(code=code).first()
    if found is None:
        raise Http404
    return found


def counts_of(agency: str) -> list[tuple[str, int]]:
    """Return the parts of an agency's catalogue that have records, as code and number of records: one query."""
    rows = Publication.objects.filter(STANDING_PUBLIC, agency__code=agency).order_by("statutory_item__code")
    return [
        (code or NONE, count) for code, count in rows.values_list("statutory_item__code").annotate(count=Count("pk"))
    ]
