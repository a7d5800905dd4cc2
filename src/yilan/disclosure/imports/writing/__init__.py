"""Writes checked rows in bulk: the tree, the records, their import reviews, versions and public faces."""

from collections.abc import Callable

from yilan.disclosure.imports.files import Library
from yilan.disclosure.imports.prepared import Prepared
from yilan.disclosure.imports.writing.batch import Batch
from yilan.disclosure.imports.writing.numbers import give_index_numbers
from yilan.disclosure.imports.writing.publications import write_publications
from yilan.disclosure.imports.writing.records import write_pages, write_relations
from yilan.disclosure.imports.writing.releases import write_releases
from yilan.disclosure.models import ImportRun

SLICE = 500


def write_records(run: ImportRun, rows: list[Prepared], progress: Callable[[int], None]) -> None:
    """Write all rows in the caller's transaction. `progress` hears how many records are through."""
    batch = Batch.begin(run, rows, Library(run.actor))
    give_index_numbers(batch)
    write_pages(batch)
    write_relations(batch)
    for start in range(0, len(rows), SLICE):
        part = batch.items[start : start + SLICE]
        releases = write_releases(batch, part)
        write_publications(batch, part, releases)
        progress(min(start + SLICE, len(rows)))
