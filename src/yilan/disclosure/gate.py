"""The gate: nothing is live, and nothing becomes a version, unless exactly this content was approved.

It is called by `RecordPage.save` and `Version.save`, and so holds on every path: screen, schedule, import, shell.
Below it the database refuses again (migration `0003_version_gate`), for those who go around the models.
"""

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from yilan.disclosure.content import content_hash, content_of
from yilan.disclosure.models.release import Release, SecrecyReview

if TYPE_CHECKING:
    from yilan.disclosure.models.publication import Version
    from yilan.disclosure.models.record import RecordPage

APPROVED = (Release.State.APPROVED, Release.State.PUBLISHED)


class NotReviewed(PermissionDenied):
    """This content has not passed its review; it cannot be published."""

    def __init__(self) -> None:
        super().__init__(
            _("This content has not passed its review. Submit it for review; it is published after sign-off.")
        )


def require_approval(record: "RecordPage") -> None:
    """Raise `NotReviewed` unless the record's present content is approved and going out, or stands published.

    What an earlier version said, or a withdrawn one, was approved once; it does not come back by itself.
    """
    from yilan.disclosure.models.publication import Publication

    digest = content_hash(content_of(record))
    releases = approved_releases(digest).filter(record=record.pk)
    standing = Publication.objects.filter(record=record.pk, state=Publication.State.STANDING)
    goes_out = releases.filter(state=Release.State.APPROVED).exists()
    stands = standing.filter(version__release__in=releases.values("pk")).exists()
    if not record.pk or not (goes_out or stands):
        raise NotReviewed


def require_approved_version(version: "Version") -> None:
    """Raise `NotReviewed` unless a new version freezes exactly what its release approved; versions never change."""
    release = version.release
    fits = (
        version.pk is None
        and content_hash(version.content) == version.content_hash == release.content_hash
        and release.record_id == version.record_id
        and approved_releases(version.content_hash).filter(pk=release.pk).exists()
    )
    if not fits:
        raise NotReviewed


def approved_releases(digest: str):  # type: ignore[no-untyped-def] # noqa: ANN201 - a queryset
    """Return the approved releases of a content whose secrecy review concluded that it may be released."""
    return Release.objects.filter(
        content_hash=digest,
        state__in=APPROVED,
        secrecy_reviews__content_hash=digest,
        secrecy_reviews__conclusion=SecrecyReview.Conclusion.RELEASE,
    )
