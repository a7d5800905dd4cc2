"""What the back office asks of releases."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.shortcuts import get_object_or_404

from yilan.accounts.models import Role, User
from yilan.disclosure.models import (
    Coordination,
    Publication,
    RecordPage,
    Release,
    ReleaseStep,
    ScreeningHit,
    SecrecyReview,
    Version,
)
from yilan.disclosure.queries.reach import reach
from yilan.disclosure.stages import stages

DECIDED = ("agency_check", "secrecy_review", "sign_off")


@dataclass(frozen=True)
class QueueFilter:
    """What a person looks for in the queue; an empty value filters nothing."""

    state: str = ""
    agency: str = ""
    overdue: bool = False


def queue(user: User, wanted: QueueFilter, today: date) -> QuerySet[Release]:
    """Return the releases that the user may see, the most urgent first; closed ones only when a state asks for them."""
    releases = visible(user).filter(kind=Release.Kind.REGULAR)
    releases = releases.filter(state__in=[wanted.state] if wanted.state else Release.OPEN_STATES)
    if wanted.agency:
        releases = releases.filter(agency__code=wanted.agency)
    if wanted.overdue:
        releases = releases.filter(due_on__lt=today)
    return releases.select_related("agency", "author").defer("content").order_by("due_on", "-id")


def visible(user: User) -> QuerySet[Release]:
    """Return the releases of the agencies that the user's roles reach, and those on which these agencies are asked."""
    agencies = reach(user)
    asked = Coordination.objects.filter(release=OuterRef("pk"), agency__in=agencies)
    return Release.objects.filter(Q(agency__in=agencies) | Exists(asked))


def release_for(user: User, pk: int) -> Release:
    """Return one release with its trail, or raise `Http404` where the user may not see it."""
    steps = ReleaseStep.objects.select_related("actor")
    reviews = SecrecyReview.objects.select_related("reviewer")
    asked = Coordination.objects.select_related("agency", "answered_by")
    hits = ScreeningHit.objects.select_related("allowed_by")
    releases = visible(user).select_related("agency", "author", "record")
    return get_object_or_404(
        releases.prefetch_related(
            Prefetch("steps", steps),
            Prefetch("secrecy_reviews", reviews),
            Prefetch("coordinations", asked),
            Prefetch("hits", hits),
            "authors",
        ),
        pk=pk,
    )


def waiting_for(user: User) -> QuerySet[Release]:
    """Return the releases on which the user may decide now: role, agency, and never their own text or a second hand."""
    mine = Q(pk__in=[])
    for code, stage in stages().items():
        if code in DECIDED:
            agencies = reach(user, stage.role)
            if agencies:
                mine |= Q(state=code, agency__in=agencies)
    decided = ReleaseStep.objects.filter(
        release=OuterRef("pk"), actor=user, outcome=ReleaseStep.Outcome.PASSED, stage__in=DECIDED
    ).exclude(stage=OuterRef("state"))
    edited = Release.authors.through.objects.filter(release=OuterRef("pk"), user=user)
    return (
        Release.objects.filter(mine)
        .exclude(author=user)
        .exclude(Exists(edited))
        .exclude(Exists(decided))
        .select_related("agency")
        .defer("content")
        .order_by("due_on", "id")
    )


def questions_for(user: User) -> QuerySet[Coordination]:
    """Return the coordinations that wait for the user's answer."""
    return (
        Coordination.objects.filter(
            answer=Coordination.Answer.PENDING,
            release__state=Release.State.COORDINATION,
            agency__in=reach(user, stages()[Release.State.COORDINATION].role),
        )
        .select_related("agency", "release__agency")
        .defer("release__content")
        .order_by("due_on", "id")
    )


def returned_to(user: User) -> QuerySet[Release]:
    """Return the releases that came back to the user and have not been sent again, with the `reason` they came with."""
    newer = Release.objects.filter(record=OuterRef("record"), pk__gt=OuterRef("pk"))
    reason = ReleaseStep.objects.filter(release=OuterRef("pk"), outcome=ReleaseStep.Outcome.RETURNED).order_by("-id")
    return (
        Release.objects.filter(state=Release.State.RETURNED, author=user)
        .exclude(Exists(newer))
        .annotate(reason=Subquery(reason.values("opinion")[:1]))
        .select_related("agency")
        .defer("content")
        .order_by("-closed_at")
    )


def sent_by(user: User) -> QuerySet[Release]:
    """Return the user's own releases that are on their way."""
    waiting = [state for state in Release.OPEN_STATES if state != Release.State.APPROVED]
    return (
        Release.objects.filter(author=user, state__in=waiting)
        .select_related("agency")
        .defer("content")
        .order_by("due_on", "id")
    )


def scheduled(user: User) -> QuerySet[Release]:
    """Return the signed-off releases of the user's agencies that wait for their hour."""
    agencies = reach(user, Role.OFFICER, Role.LEADER, Role.INFORMATION_OFFICE)
    return (
        Release.objects.filter(state=Release.State.APPROVED, agency__in=agencies)
        .select_related("agency")
        .defer("content")
        .order_by("goes_out_at", "id")
    )


def recently_published(user: User) -> QuerySet[Publication]:
    """Return the standing publications of the user's agencies, the newest version first."""
    return (
        Publication.objects.filter(agency__in=reach(user), state=Publication.State.STANDING)
        .select_related("agency")
        .order_by("-updated_at", "-id")
    )


def published_version(record: RecordPage) -> Version | None:
    """Return the version that the public reads now, or read last; None before the first publication."""
    return Version.objects.filter(record=record.pk).order_by("-number").first()


def open_release(record: RecordPage) -> Release | None:
    """Return the record's release that is on its way, if there is one."""
    return Release.objects.filter(record=record.pk, state__in=Release.OPEN_STATES).defer("content").first()


def coordination_of(release: Release, pk: int) -> Coordination:
    """Return one question of a release, or raise `Http404`."""
    return get_object_or_404(release.coordinations.select_related("agency", "release"), pk=pk)


def hit_of(release: Release, pk: int) -> ScreeningHit:
    """Return one screening hit of a release, or raise `Http404`."""
    return get_object_or_404(release.hits.select_related("release__agency"), pk=pk)


def releases_of(record: RecordPage) -> QuerySet[Release]:
    """Return every release of a record, the newest first."""
    return Release.objects.filter(record=record.pk).select_related("author").defer("content").order_by("-id")
