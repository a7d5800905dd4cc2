from collections.abc import Iterator

from django.utils import timezone

from yilan.core.events import emit_many
from yilan.disclosure.actions.publishing import frozen_files
from yilan.disclosure.facets import plain_facets
from yilan.disclosure.file_store import keep
from yilan.disclosure.imports.writing.batch import Batch, Item
from yilan.disclosure.models import (
    Audience,
    Publication,
    PublicationColumn,
    PublishedFile,
    RecordFile,
    RecordImage,
    Release,
    Version,
)


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
    _write_files(batch, items, versions)
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


def _write_files(batch: Batch, items: list[Item], versions: list[Version]) -> None:
    kept: set[str] = set()
    for item in items:
        for file in _files_of(batch, item):
            if file.sha256 not in kept:
                keep(file.file, file.sha256)
                kept.add(file.sha256)
    PublishedFile.objects.bulk_create(
        [file for version in versions for file in frozen_files(version)], ignore_conflicts=True
    )


def _files_of(batch: Batch, item: Item) -> Iterator[RecordFile | RecordImage]:
    yield from (batch.library.file(use) for use in item.row.attachments)
    for block in item.row.body:
        if block["type"] == "image":
            yield batch.library.image(block["value"]["image"], block["value"]["alt"])
        elif block["type"] == "video":
            yield batch.library.file(block["value"]["file"])
