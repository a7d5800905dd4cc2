"""What is asked about agencies. The tree is small (a district has fewer than 2,000), so one query reads it whole."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, F, Prefetch, Q, QuerySet
from django.shortcuts import get_object_or_404

from yilan.core.memory import remembered
from yilan.organizations.days import current_on, today
from yilan.organizations.models import Agency, Designation, LeadingGroup, Seat


@dataclass
class AgencyNode:
    """An agency with what stands below it; `depth` is 0 at the top."""

    agency: Agency
    depth: int
    children: list["AgencyNode"] = field(default_factory=list)

    def walk(self) -> Iterator["AgencyNode"]:
        """Yield this node and all below it, each before its children."""
        yield self
        for child in self.children:
            yield from child.walk()


def agency_tree(*, closed: bool = False) -> list[AgencyNode]:
    """Return the agencies at the top, each with those below it, in their order; closed ones when asked. One query."""
    agencies = Agency.objects.all() if closed else Agency.objects.filter(closed_on=None)
    nodes = {agency.pk: AgencyNode(agency, 0) for agency in agencies}
    tops: list[AgencyNode] = []
    for node in nodes.values():
        above = nodes.get(node.agency.parent_id or 0)
        (above.children if above else tops).append(node)
    waiting = list(tops)
    for node in waiting:  # grows while it is read
        for child in node.children:
            child.depth = node.depth + 1
            waiting.append(child)
    return tops


def agencies_by_level(level: str) -> QuerySet[Agency]:
    """Return the open agencies of a level (`Agency.Level`), in their order."""
    return Agency.objects.filter(level=level, closed_on=None)


def agencies_on(day: date) -> QuerySet[Agency]:
    """Return the agencies that stood at the end of a day, also those that have been closed since."""
    return Agency.objects.filter(Q(closed_on=None) | Q(closed_on__gt=day), opened_on__lte=day)


@remembered
def district() -> Agency | None:
    """Return the agency that the site belongs to: the first of the district's level, None before there is one."""
    return agencies_by_level(Agency.Level.DISTRICT).first()


@remembered
def key_of(code: str) -> int:
    """Return the key of the agency with a code, 0 when there is none: a list of its records then is empty."""
    return Agency.objects.filter(code=code).values_list("pk", flat=True).first() or 0


def agency_by_code(code: str) -> Agency:
    """Return an agency, open or closed, or raise `Http404`."""
    return get_object_or_404(Agency, code=code)


def descendants(agency: Agency, *, itself: bool = False) -> QuerySet[Agency]:
    """Return the agencies below one, at any depth, closed ones included."""
    found = below({agency.pk})
    return Agency.objects.filter(pk__in=found if itself else found - {agency.pk})


def ancestors(agency: Agency) -> list[Agency]:
    """Return the agencies above one, the nearest first. One query however deep."""
    by_key = {row.pk: row for row in Agency.objects.all()} if agency.parent_id else {}
    found: list[Agency] = []
    key = agency.parent_id
    while key is not None:
        found.append(by_key[key])
        key = by_key[key].parent_id
    return found


def below(tops: set[int]) -> set[int]:
    """Return the keys of these agencies and of all below them. One query, none for no agencies."""
    if not tops:
        return set()
    children: defaultdict[int | None, list[int]] = defaultdict(list)
    for key, parent in Agency.objects.order_by().values_list("pk", "parent"):
        children[parent].append(key)
    found: set[int] = set()
    waiting = list(tops)
    while waiting:
        key = waiting.pop()
        if key not in found:
            found.add(key)
            waiting += children[key]
    return found


def count_by_level() -> dict[str, int]:
    """Return how many open agencies each level has; every level has a number."""
    counted = Agency.objects.filter(closed_on=None).order_by().values_list("level").annotate(Count("pk"))
    return dict.fromkeys(Agency.Level.values, 0) | dict(counted)


def current_leading_groups(on: date | None = None) -> QuerySet[LeadingGroup]:
    """Return the leading groups that stand on a day, each with the seats filled then in `current_seats`."""
    day = on or today()
    seats = Seat.objects.filter(current_on(day)).select_related("agency").order_by("order", "pk")
    groups = LeadingGroup.objects.filter(founded_on__lte=day).exclude(ended_on__lt=day)
    return groups.select_related("office_agency").prefetch_related(Prefetch("seats", seats, to_attr="current_seats"))


def leading_groups() -> QuerySet[LeadingGroup]:
    """Return all leading groups, those that stand first."""
    return LeadingGroup.objects.select_related("office_agency").order_by(
        F("ended_on").desc(nulls_first=True), "-founded_on"
    )


def leading_group(pk: int) -> LeadingGroup:
    """Return a leading group, or raise `Http404`."""
    return get_object_or_404(LeadingGroup.objects.select_related("office_agency"), pk=pk)


def seats_of(group: LeadingGroup) -> QuerySet[Seat]:
    """Return everybody who ever sat in a group, in the group's order."""
    return group.seats.select_related("agency").order_by("order", "pk")


def seat(group: int, pk: int) -> Seat:
    """Return a seat of a group, or raise `Http404`."""
    return get_object_or_404(Seat.objects.select_related("group__office_agency"), group=group, pk=pk)


def current_designations(agency: Agency, on: date | None = None) -> QuerySet[Designation]:
    """Return who is designated in an agency on a day: the leader first."""
    return designations_of(agency).filter(current_on(on or today()))


def designations_of(agency: Agency) -> QuerySet[Designation]:
    """Return everybody who was ever designated in an agency: leaders first, the latest first."""
    return agency.designations.order_by("kind", "-since", "pk")


def designation(agency: str, pk: int) -> Designation:
    """Return a designation of an agency (by its code), or raise `Http404`."""
    return get_object_or_404(Designation.objects.select_related("agency"), agency__code=agency, pk=pk)


def top_agency() -> Agency | None:
    """Return the open agency at the top of the tree: the district government; None on an empty site."""
    return Agency.objects.filter(parent=None, closed_on=None).first()


def every_agency() -> QuerySet[Agency]:
    """Return all agencies, open and closed, in their order."""
    return Agency.objects.all()


def agency_with_above(code: str) -> Agency:
    """Return an agency together with the one above it, or raise `Http404`."""
    return get_object_or_404(Agency.objects.select_related("parent"), code=code)


def agencies_below(agency: Agency) -> QuerySet[Agency]:
    """Return the agencies that stand directly below one, closed ones last."""
    return agency.children.order_by(F("closed_on").asc(nulls_first=True), "order", "code")
