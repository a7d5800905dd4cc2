"""What the back office asks of records: drafts, published, withdrawn."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Substr
from django.shortcuts import get_object_or_404
from wagtail.models import Page, Revision

from yilan.accounts.models import Role, User
from yilan.disclosure.models import Publication, RecordPage, Release, Version
from yilan.disclosure.queries.reach import reach
from yilan.organizations.models import Agency, AgencyPage


@dataclass(frozen=True)
class RecordFilter:
    """What a person looks for among the records; an empty value filters nothing."""

    state: str = ""
    agency: str = ""
    column: str = ""
    genre: str = ""
    year: str = ""
    words: str = ""


def records(user: User, wanted: RecordFilter) -> QuerySet[RecordPage]:
    """Return the records of the agencies that the user's roles reach, the last edited first.

    Each carries `release_state`, the state of its latest release.
    """
    found = with_state(below(reach(user)))
    found = _in_state(found, wanted.state)
    if wanted.agency:
        found = found.filter(path__startswith=_path_of(wanted.agency))
    if wanted.column:
        found = found.filter(columns__slug=wanted.column)
    if wanted.genre:
        found = found.filter(genre__code=wanted.genre)
    if wanted.year.isdecimal():
        year = int(wanted.year)
        found = found.filter(Q(publication__year=year) | Q(publication=None, written_on__year=year))
    for word in wanted.words.split():
        found = found.filter(
            Q(title__icontains=word)
            | Q(draft_title__icontains=word)
            | Q(document_number__icontains=word)
            | Q(index_number__icontains=word)
        )
    return found.order_by("-latest_revision_created_at", "-pk")


def below(agencies: Iterable[int]) -> QuerySet[RecordPage]:
    """Return the records that these agencies own."""
    paths = list(AgencyPage.objects.filter(agency__in=agencies).values_list("path", flat=True))
    owned = RecordPage.objects.select_related("publication", "genre").defer("body", "original")
    if not paths:
        return owned.none()
    return owned.annotate(parent_path=Substr("path", Value(1), Value(len(paths[0])))).filter(parent_path__in=paths)


def with_state(found: QuerySet[RecordPage]) -> QuerySet[RecordPage]:
    """Let each record carry the state of its latest release as `release_state`."""
    latest = Release.objects.filter(record=OuterRef("pk")).order_by("-id")
    return found.annotate(
        release_state=Subquery(latest.values("state")[:1]), release_pk=Subquery(latest.values("pk")[:1])
    )


def _in_state(found: QuerySet[RecordPage], state: str) -> QuerySet[RecordPage]:
    on_its_way = Q(release_state__in=Release.OPEN_STATES)
    choices = {
        "draft": Q(publication=None) & ~on_its_way,
        "on_its_way": on_its_way,
        "returned": Q(release_state=Release.State.RETURNED),
        "published": Q(publication__state=Publication.State.STANDING),
        "changed": Q(publication__state=Publication.State.STANDING, has_unpublished_changes=True),
        "withdrawn": Q(publication__state=Publication.State.WITHDRAWN),
    }
    if state == "draft":
        return found.filter(choices[state] | Q(publication=None, release_state=None))
    return found.filter(choices[state]) if state in choices else found


def _path_of(code: str) -> str:
    return AgencyPage.objects.filter(agency__code=code).values_list("path", flat=True).first() or "-"


def my_drafts(user: User) -> QuerySet[RecordPage]:
    """Return what the user is writing: own or last edited by them, changed, and neither on its way nor returned."""
    held = Release.objects.filter(record=OuterRef("pk"), state__in=Release.OPEN_STATES)
    newest = Release.objects.filter(record=OuterRef("pk")).order_by("-id")
    return (
        below(reach(user, Role.OFFICER))
        .filter(Q(owner=user) | Q(latest_revision__user=user), has_unpublished_changes=True)
        .exclude(Exists(held))
        .annotate(release_state=Subquery(newest.values("state")[:1]))
        .filter(Q(release_state=None) | ~Q(release_state=Release.State.RETURNED))
        .order_by("-latest_revision_created_at", "-pk")
    )


def with_agencies(found: Iterable[RecordPage]) -> list[RecordPage]:
    """Return the records as a list, each knowing its agency: one query for all."""
    rows = list(found)
    owners = {page.path: page.agency for page in AgencyPage.objects.select_related("agency")}
    for record in rows:
        record._agency = owners[record.path[: -record.steplen]]  # noqa: SLF001 - the cache of `RecordPage.agency`
    return rows


def record_for(user: User, pk: int) -> RecordPage:
    """Return a record of the agencies that the user's roles reach, or raise `Http404`."""
    return get_object_or_404(below(reach(user)), pk=pk)


def publication_of(record: RecordPage) -> Publication | None:
    """Return the record's public face, if it ever had one."""
    return Publication.objects.select_related("version", "agency").filter(record=record.pk).first()


def versions_of(record: RecordPage) -> QuerySet[Version]:
    """Return all published versions, the newest first, with the hand that signed."""
    return Version.objects.filter(record=record.pk).select_related("release").order_by("-number")


def revisions_of(record: RecordPage) -> QuerySet[Revision]:
    """Return all saved drafts, the newest first."""
    return record.revisions.select_related("user").order_by("-created_at", "-pk")


def agency_page(agency: Agency) -> Page:
    """Return an agency's place in the tree, below which its records are drafted."""
    return AgencyPage.objects.get(agency=agency)


def record_by_index_number(number: str) -> RecordPage | None:
    """Return the published record with this index number."""
    return RecordPage.objects.filter(index_number=number, publication__isnull=False).first()


def years_of_records() -> list[int]:
    """Return the years in which something was published, the newest first."""
    return list(Publication.objects.order_by("-year").values_list("year", flat=True).distinct())


def index_numbers(keys: list[int]) -> list[str]:
    """Return the index numbers of these records in the order of the keys; records without one are left out."""
    numbers = dict(RecordPage.objects.filter(pk__in=keys).values_list("pk", "index_number"))
    return [number for key in keys if (number := numbers.get(key))]
