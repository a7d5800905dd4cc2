from django.utils import timezone

from yilan.core.events import emit_many
from yilan.disclosure.actions.publishing import frozen_files
from yilan.disclosure.facets import plain_facets
from yilan.disclosure.file_store import keep_path
from yilan.disclosure.imports.writing.batch import Batch, Item
from yilan.disclosure.models import Audience, Publication, PublicationColumn, PublishedFile, Release, Version


def write_publications(batch: Batch, items: list[Item], releases: list[Release]) -> None:
    """Write versions (the database's gate checks each), files, public faces and events."""
    versions = Version.objects.bulk_create(
        Version(
            record_id=item.record.pk,
            number=1,
            release=release,
            content=item.content,
            content_hash=item.content_hash,
            published_at=item.row.published_at,
        )
        for item, release in zip(items, releases, strict=True)
    )
    _write_files(items, versions)
    publications = Publication.objects.bulk_create(
        _publication(batch, item, version) for item, version in zip(items, versions, strict=True)
    )
    through = Publication.themes.through
    through.objects.bulk_create(
        through(publication_id=publication.pk, theme_id=batch.keys.themes[code])
        for item, publication in zip(items, publications, strict=True)
        for code in item.content["themes"]
    )
    PublicationColumn.objects.bulk_create(
        PublicationColumn(
            publication=publication,
            column_id=batch.keys.columns[slug],
            published_at=publication.published_at,
            listed=publication.audience == Audience.PUBLIC,
        )
        for item, publication in zip(items, publications, strict=True)
        for slug in item.content["columns"]
    )
    emit_many(
        "RecordPublished",
        [
            (item.record, {"version": version.pk, "number": 1, "index_number": item.index_number})
            for item, version in zip(items, versions, strict=True)
        ],
    )


def _publication(batch: Batch, item: Item, version: Version) -> Publication:
    day = timezone.localdate(item.row.published_at)
    return Publication(
        **plain_facets(item.content, batch.keys),
        record_id=item.record.pk,
        version=version,
        index_number=item.index_number,
        agency=item.agency,
        validity=item.row.validity,
        published_at=item.row.published_at,
        published_on=day,
        year=day.year,
        updated_at=item.row.published_at,
    )


def _write_files(items: list[Item], versions: list[Version]) -> None:
    for item in items:
        uses = [*item.row.attachments]
        uses += [block["value"]["image"] for block in item.row.body if block["type"] == "image"]
        uses += [block["value"]["file"] for block in item.row.body if block["type"] == "video"]
        for use in uses:
            keep_path(use.path, use.sha256)
    PublishedFile.objects.bulk_create(
        [file for version in versions for file in frozen_files(version)], ignore_conflicts=True
    )
