"""The disclosure platform of an agency (国办公开办函〔2019〕61号): what stands under each of its four heads."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max, Min, Q, QuerySet

from yilan.disclosure.models import CatalogueVersion, GuideVersion, Publication, StatutoryItem
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
    found = _items(STANDING_PUBLIC & Q(agency=agency), lambda item: agency.level in item.levels)
    return [one for one in found if one.binding or one.count]


def items_of_all() -> list[ItemCount]:
    """Return every statutory item with what all agencies have published under it: two queries."""
    return _items(STANDING_PUBLIC, lambda _item: True)


def items_for_everyone() -> list[ItemCount]:
    """Return the first series of items, which binds every organ, with what all agencies have published: two queries."""
    found = items_of_all()
    return [one for one in found if one.item.series == found[0].item.series]


def _items(condition: Q, binds: Callable[[StatutoryItem], bool]) -> list[ItemCount]:
    rows_of = Publication.objects.filter(condition).order_by().values_list("statutory_item")
    counted = {item: rest for item, *rest in rows_of.annotate(Count("pk"), Max("published_on"))}
    return [
        ItemCount(item, count, last, binding=binds(item))
        for item in StatutoryItem.objects.all()
        for count, last in [counted.get(item.pk, (0, None))]
    ]


@dataclass(frozen=True)
class Summary:
    """How much is disclosed in all."""

    records: int
    agencies: int
    first: date | None
    last: date | None


def summary() -> Summary:
    """Return how many records stand, from how many agencies, and from when to when: one query."""
    return Summary(
        **Publication.objects.filter(STANDING_PUBLIC).aggregate(
            records=Count("pk"),
            agencies=Count("agency", distinct=True),
            first=Min("published_on"),
            last=Max("published_on"),
        )
    )


def yearly_reports() -> QuerySet[Publication]:
    """Return the yearly reports on disclosure, the newest first."""
    return published().filter(places__column__slug=REPORTS)


def community_records(community: Agency) -> QuerySet[Publication]:
    """Return what one community's own members read (村务公开), the newest first."""
    return rows(STANDING_COMMUNITY & Q(community=community))


def counts_by_agency() -> dict[int, int]:
    """Return how many standing public records each agency has: one query."""
    return dict(Publication.objects.filter(STANDING_PUBLIC).order_by().values_list("agency").annotate(Count("pk")))
