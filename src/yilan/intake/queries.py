import hashlib
from collections.abc import Iterator
from io import BytesIO

from yilan.core.sealing import SealBroken
from yilan.intake import store
from yilan.intake.models import StoredFile


def open_kept(stored: StoredFile) -> BytesIO:
    """Return a kept file, open at its beginning; `SealBroken` when it is not what was kept, or not there."""
    data = store.get(stored.pk)
    if hashlib.sha256(data).hexdigest() != stored.sha256:
        raise SealBroken(f"The file {stored.pk} is not the one of its row")
    return BytesIO(data)


def broken_files() -> Iterator[tuple[StoredFile, str]]:
    """Read every kept file and yield those that do not open as they should, with the reason."""
    for stored in StoredFile.objects.iterator():
        try:
            open_kept(stored)
        except SealBroken as broken:
            yield stored, str(broken)
