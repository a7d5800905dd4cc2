"""Brings the index after what has happened: outdated documents are indexed anew, a batch at a time."""

import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from fcntl import LOCK_EX, flock

from django.db import DatabaseError, transaction
from django.db.models import Count, Min

from yilan.core.jobs.faults import fault_point
from yilan.search.engines.chosen import engine
from yilan.search.engines.entries import entry_of
from yilan.search.engines.interface import Engine, NotBuilt, Unreachable
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


class DocumentsFailed(Exception):
    """Some documents could not be indexed; they wait, all others are in the index."""


def update() -> int:
    """Index every outdated document anew; returns how many. Raises `DocumentsFailed` after all others when one fails.

    A kill at any point leaves rows for whoever comes next.
    """
    done, last = 0, 0
    failed: dict[str, Exception] = {}
    while batch := list(OutdatedDocument.objects.filter(pk__gt=last).order_by("pk")[:BATCH]):
        last = batch[-1].pk
        with held():
            broken = _bring_apart([row.key for row in batch])
        fault_point("search.before-rows")
        with transaction.atomic():
            left = [row.pk for row in batch if row.key not in broken and not _settled(row)]
        failed |= broken
        done += len(batch) - len(broken) - len(left)
        last = min([last, *(pk - 1 for pk in left)])  # changed again meanwhile: back to it
    if failed:
        raise DocumentsFailed(f"not indexed: {', '.join(sorted(failed))}") from next(iter(failed.values()))
    return done


def _settled(row: OutdatedDocument) -> bool:
    """Take a row away whose document is indexed; tells whether it has not changed again."""
    return bool(OutdatedDocument.objects.filter(pk=row.pk, stamp=row.stamp).delete()[0])


def _bring_apart(keys: list[str]) -> dict[str, Exception]:
    """Index documents together, or each alone when one of them fails; returns which failed, and of what."""
    try:
        bring(engine(), keys)
    except (OSError, DatabaseError, NotBuilt, Unreachable):  # nothing of a document's own
        raise
    except Exception as error:  # noqa: BLE001 - one broken text keeps no other from being found
        if len(keys) == 1:
            return {keys[0]: error}
        return {key: one for apart in keys for key, one in _bring_apart([apart]).items()}
    return {}


def bring(into: Engine, keys: list[str]) -> None:
    """Bring an index to what the database says of some documents now; those that are gone are removed."""
    entries = [entry_of(document) for document in documents_of(keys)]
    into.put(entries, removed=set(keys) - {entry.key for entry in entries})


@contextmanager
def held(what: str = "updating") -> Iterator[None]:
    """Hold the index: whoever changes it reads the database under this lock, so the last one is right."""
    search_folder().mkdir(parents=True, exist_ok=True)
    with (search_folder() / f".{what}").open("a") as file:
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
