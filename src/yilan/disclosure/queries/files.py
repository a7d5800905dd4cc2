"""Where the bytes of a file lie, before and after its publication."""

from typing import IO

from yilan.disclosure.file_store import path_of
from yilan.disclosure.models import RecordFile, RecordImage


def open_file(sha256: str) -> IO[bytes] | None:
    """Open the file with this hex SHA-256: from the store of published files, else from the uploads; None when gone."""
    stored = path_of(sha256)
    if stored.exists():
        return stored.open("rb")
    for model in (RecordImage, RecordFile):
        found = model.objects.filter(sha256=sha256).order_by("-pk").first()
        if found is not None:
            stream: IO[bytes] = found.file.open("rb")
            return stream
    return None
