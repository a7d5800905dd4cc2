import mimetypes
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Revision

from yilan.accounts.models import User
from yilan.core.events import emit
from yilan.core.jobs.faults import fault_point
from yilan.disclosure.actions.common import close, lock, note_step
from yilan.disclosure.actions.indexing import next_index_number
from yilan.disclosure.actions.validity import repeal_superseded
from yilan.disclosure.content import content_hash, content_of, file_name, files_of
from yilan.disclosure.facets import Lookups, plain_facets
from yilan.disclosure.file_store import keep
from yilan.disclosure.gate import NotReviewed
from yilan.disclosure.models import (
    Audience,
    Publication,
    PublicationColumn,
    PublishedFile,
    RecordPage,
    Release,
    ReleaseStep,
    Version,
)


@transaction.atomic
def publish_release(*, actor: User | None, release: Release) -> Version:
    """Publish what was signed off: version, facets, files and event in one transaction.

    `actor` is None when the scheduled hour publishes. Raises `NotReviewed` when the draft or one of its files is no
    longer what was reviewed, `ValidationError` before the hour.
    """
    release = lock(release, Release.State.APPROVED)
    now = timezone.now()
    if release.goes_out_at and release.goes_out_at > now:
        raise ValidationError(_("This release waits for its hour."))
    record = RecordPage.objects.select_for_update(of=("self",)).get(pk=release.record_id)
    draft = _reviewed_draft(release)
    keep_files(draft)
    if record.index_number is None:
        record.index_number = next_index_number(release.agency, release.content, timezone.localdate(now))
        RecordPage.objects.filter(pk=record.pk).update(index_number=record.index_number)
    _make_live(release, actor)
    fault_point("publish.page")
    version = _freeze(record, release, now)
    project(record, version, now)
    fault_point("publish.version")
    note_step(release, actor=actor, stage=release.state, outcome=ReleaseStep.Outcome.PUBLISHED)
    close(release, Release.State.PUBLISHED)
    repeal_superseded(actor=actor, record=record, content=release.content)
    announce(version, record.index_number)
    return version


def announce(version: Version, index_number: str) -> None:
    """Emit `RecordPublished`."""
    emit("RecordPublished", version.record, version=version.pk, number=version.number, index_number=index_number)


def _reviewed_draft(release: Release) -> RecordPage:
    if release.revision is None:
        raise NotReviewed
    draft: RecordPage = release.revision.as_object()
    if content_hash(content_of(draft)) != release.content_hash:
        raise NotReviewed
    return draft


def _make_live(release: Release, actor: User | None) -> None:
    # Read anew: the revision keeps the page that it saw before the index number was given.
    revision = Revision.objects.get(pk=release.revision_id)
    revision.publish(user=actor, skip_permission_checks=True)


def keep_files(draft: RecordPage) -> None:
    """Copy the files that a draft shows into the store."""
    for shown in _files(draft):
        keep(shown.file, shown.sha256)


def _files(draft: RecordPage) -> Iterator[Any]:
    yield from (attachment.file for attachment in draft.attachments.all())
    for block in draft.body:
        if block.block_type == "image":
            yield block.value["image"]
        elif block.block_type == "video":
            yield block.value["file"]


def _freeze(record: RecordPage, release: Release, now: datetime) -> Version:
    last = record.versions.order_by("-number").values_list("number", flat=True).first() or 0
    version = Version(
        record=record,
        number=last + 1,
        release=release,
        content=release.content,
        content_hash=release.content_hash,
        published_at=now,
    )
    version.save()
    PublishedFile.objects.bulk_create(frozen_files(version), ignore_conflicts=True)
    return version


def frozen_files(version: Version) -> list[PublishedFile]:
    """Return the unsaved rows of the files that a version shows."""
    return [
        PublishedFile(
            version=version,
            sha256=shown["sha256"],
            name=file_name(shown["name"]),
            media_type=shown.get("media_type") or mimetypes.guess_type(shown["name"])[0] or "application/octet-stream",
            size=shown.get("size") or 0,
        )
        for shown in files_of(version.content)
    ]


def project(record: RecordPage, version: Version, now: datetime) -> Publication:
    """Write the public face of a record anew from its current version."""
    keys = Lookups.load()
    values = plain_facets(version.content, keys) | {
        "version": version,
        "state": Publication.State.STANDING,
        "index_number": record.index_number,
        "agency": version.release.agency,
        "validity": record.validity,
        "updated_at": now,
        "withdrawn_at": None,
        "withdrawal_reason": "",
    }
    first = {"published_at": now, "published_on": timezone.localdate(now), "year": timezone.localdate(now).year}
    publication, _created = Publication.objects.update_or_create(
        record=record, defaults=values, create_defaults=values | first
    )
    publication.themes.set(keys.themes[code] for code in version.content["themes"])
    place(publication, [keys.columns[slug] for slug in version.content["columns"]])
    return publication


def place(publication: Publication, columns: list[int]) -> None:
    """Let a publication stand in exactly these columns."""
    publication.places.exclude(column__in=columns).delete()
    listed = publication.state == Publication.State.STANDING and publication.audience == Audience.PUBLIC
    PublicationColumn.objects.bulk_create(
        [
            PublicationColumn(
                publication=publication, column_id=column, published_at=publication.published_at, listed=listed
            )
            for column in columns
        ],
        update_conflicts=True,
        unique_fields=["publication", "column"],
        update_fields=["published_at", "listed"],
    )
