"""The disclosure platform of an agency (国办公开办函〔2019〕61号): what stands under each of its four heads."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max, Q, QuerySet

from yilan.disclosure.models import CatalogueVersion, GuideVersion, Publication, StatutoryItem
from yilan.disclosure.queries.published import counts
from yilan.disclosure.queries.published.places import records_in
from yilan.disclosure.queries.published.rulebook import rules
from yilan.disclosure.queries.published.visible import STANDING_COMMUNITY, STANDING_PUBLIC, published, rows
from yilan.organizations.models import Agency

REPORTS = "annual-reports"  # the column 政府信息公开年报 of the disclosure platform


@dataclass(frozen=True)
class ItemCount:
    """A statutory item with what an agency has published under it; `binding` when the law asks it of this agency."""

    item: StatutoryItem
    count: int
    newest: date | None
    binding: bool

    @property
    def missing(self) -> bool:
        """Whether the law asks for it and nothing is there."""
        return self.binding and self.count == 0


@dataclass(frozen=True)
class Platform:
    """What stands on one agency's disclosure platform."""

    guide: GuideVersion | None
    catalogue: CatalogueVersion | None
    rules: list[Publication]
    items: list[ItemCount]
    reports: list[Publication]
    newest: list[Publication]
    total: int

    @property
    def gaps(self) -> int:
        """How many statutory items bind the agency and stand empty."""
        return sum(one.missing for one in self.items)


def platform_of(agency: Agency, rows_shown: int = 5) -> Platform:
    """Return an agency's platform: eight queries, however many records there are."""
    own = published().filter(agency=agency)
    return Platform(
        guide=GuideVersion.objects.filter(agency=agency).defer("content").order_by("-number").first(),
        catalogue=CatalogueVersion.objects.filter(agency=agency).defer("content").order_by("-number").first(),
        rules=list(rules().filter(agency=agency)),
        items=items_of(agency),
        reports=list(yearly_reports().filter(agency=agency)),
        newest=list(own[:rows_shown]),
        total=own.count(),
    )


def items_of(agency: Agency) -> list[ItemCount]:
    """Return every statutory item that binds an agency or under which it has published: two queries."""
    own = Publication.objects.filter(STANDING_PUBLIC, agency=agency).order_by().values_list("statutory_item")
    counted = {item: (count, last) for item, count, last in own.annotate(Count("pk"), Max("published_on"))}
    found = _items(counted, lambda item: agency.level in item.levels)
    return [one for one in found if one.binding or one.count]


def items_of_all() -> list[ItemCount]:
    """Return every statutory item with what all agencies have published under it: two queries."""
    newest: dict[int | None, date] = {}
    for one in counts.standing():
        newest[one.item] = max(one.last, newest.get(one.item, one.last))
    return _items(
        {item: (count, newest[item]) for item, count in counts.by("statutory_item").items()}, lambda _item: True
    )


def items_for_everyone() -> list[ItemCount]:
    """Return the first series of items, which binds every organ, with what all agencies have published: two queries."""
    found = items_of_all()
    return [one for one in found if one.item.series == found[0].item.series]


def _items(counted: dict[int | None, tuple[int, date]], binds: Callable[[StatutoryItem], bool]) -> list[ItemCount]:
    rows = []
    for item in StatutoryItem.objects.all():
        count, newest = counted.get(item.pk, (0, None))
        rows.append(ItemCount(item, count, newest, binding=binds(item)))
    return rows


@dataclass(frozen=True)
class Summary:
    """How much is disclosed in all."""

    records: int
    agencies: int
    first: date | None
    last: date | None


def summary() -> Summary:
    """Return how many records stand, from how many agencies, and from when to when: one query."""
    counted = counts.standing()
    return Summary(
        records=sum(one.count for one in counted),
        agencies=len({one.agency for one in counted}),
        first=min((one.first for one in counted), default=None),
        last=max((one.last for one in counted), default=None),
    )


def yearly_reports() -> QuerySet[Publication]:
    """Return the yearly reports on disclosure, the newest first."""
    return records_in(REPORTS)


def community_records(community: Agency) -> QuerySet[Publication]:
    """Return what one community's own members read (村务公开), the newest first."""
    return rows(STANDING_COMMUNITY & Q(community=community))


def counts_by_agency() -> dict[int, int]:
    """Return how many standing public records each agency has: one query."""
    return counts.by("agency")
