"""Brings the index after what has happened: outdated documents are indexed anew, a batch at a time."""

import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from fcntl import LOCK_EX, flock

from django.db import transaction
from django.db.models import Count, Min

from yilan.core.jobs.faults import fault_point
from yilan.search.engines.chosen import engine
from yilan.search.engines.entries import entry_of
from yilan.search.engines.interface import Engine
from yilan.search.engines.places import search_folder
from yilan.search.kinds import documents_of
from yilan.search.models import OutdatedDocument

BATCH = 200


def note(keys: Iterable[str]) -> int:
    """Note that documents may have changed; returns how many."""
    stamp = secrets.token_hex(8)
    rows = [OutdatedDocument(key=key, stamp=stamp) for key in sorted(set(keys))]
    OutdatedDocument.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["key"], update_fields=["stamp"], batch_size=400
    )
    return len(rows)


def update() -> int:
    """Index every outdated document anew; returns how many. A kill at any point leaves rows for whoever comes next."""
    done = 0
    while batch := list(OutdatedDocument.objects.order_by("pk")[:BATCH]):
        with held():
            bring(engine(), [row.key for row in batch])
        fault_point("search.before-rows")
        with transaction.atomic():
            for row in batch:
                OutdatedDocument.objects.filter(pk=row.pk, stamp=row.stamp).delete()
        done += len(batch)
    return done


def bring(into: Engine, keys: list[str]) -> None:
    """Bring an index to what the database says of some documents now; those that are gone are removed."""
    entries = [entry_of(document) for document in documents_of(keys)]
    into.put(entries, removed=set(keys) - {entry.key for entry in entries})


@contextmanager
def held() -> Iterator[None]:
    """Hold the index: whoever changes it reads the database under this lock, so the last one is right."""
    search_folder().mkdir(parents=True, exist_ok=True)
    with (search_folder() / ".updating").open("a") as file:
        flock(file, LOCK_EX)
        yield


@dataclass(frozen=True)
class Waiting:
    """How many documents wait to be indexed, and since when the oldest waits."""

    waiting: int
    oldest: datetime | None


def waiting() -> Waiting:
    """Return how the indexing stands: one query."""
    return Waiting(**OutdatedDocument.objects.aggregate(waiting=Count("pk"), oldest=Min("since")))
