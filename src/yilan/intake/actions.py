"""Keeping and discarding. Whoever keeps a file does it inside a verb of their own, which writes the audit row."""

import hashlib
from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import partial
from uuid import UUID, uuid4

from django.db import transaction

from yilan.intake import store
from yilan.intake.models import StoredFile
from yilan.intake.names import clean_name
from yilan.intake.receiving import Received

ORPHANED = timedelta(days=7)  # after which a file without its row is removed: a rolled-back change left it


def keep(received: Received) -> StoredFile:
    """Move a received file from quarantine into the sealed store.

    `FileNotFoundError` when it lay in quarantine for too long, and `ValueError` when its bytes are no longer those
    that were looked into.
    """
    data = received.path.read_bytes()
    if hashlib.sha256(data).hexdigest() != received.sha256:
        raise ValueError(f"{received.path.name} is not what was received")
    stored = _keep(data, received.name, received.media_type)
    transaction.on_commit(received.discard)  # a change that is rolled back and tried again finds it there
    return stored


def keep_bytes(data: bytes, name: str, media_type: str) -> StoredFile:
    """Keep a file that we made ourselves, such as a notice. It is not looked into."""
    return _keep(data, clean_name(name), media_type)


@transaction.atomic
def discard(stored: StoredFile) -> None:
    """Delete a kept file and its row; the bytes go after the commit."""
    key = stored.pk
    stored.delete()
    transaction.on_commit(partial(store.remove, key))


def remove_orphans(now: datetime) -> int:
    """Remove files of the store that have had no row for a week; returns how many."""
    removed = 0
    for key in store.all_keys():
        path = store.path_of(key)
        old = path.exists() and path.stat().st_mtime < (now - ORPHANED).timestamp()
        if old and not StoredFile.objects.filter(pk=key).exists():
            store.remove(key)
            removed += 1
    return removed


def forget_rolled_back(keys: Iterable[UUID]) -> None:
    """Remove kept files of which no row is left, because the change that kept them was taken back on purpose."""
    keys = list(keys)
    standing = set(StoredFile.objects.filter(pk__in=keys).values_list("pk", flat=True))
    for key in keys:
        if key not in standing:
            store.remove(key)


def _keep(data: bytes, name: str, media_type: str) -> StoredFile:
    key = uuid4()
    store.put(key, data)  # before the row: a row always has its file
    with transaction.atomic():
        return StoredFile.objects.create(
            pk=key, name=name, media_type=media_type, size=len(data), sha256=hashlib.sha256(data).hexdigest()
        )
