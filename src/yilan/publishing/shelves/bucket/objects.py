"""Objects of a bucket as they are listed and read, and the headers that they are put with."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from yilan.publishing.kinds import FILES, file_kind, page_kind
from yilan.publishing.shelves.bucket.errors import as_failures
from yilan.settings.buckets import BucketPlace

CHUNK = 1 << 16
KEEPING = "public, no-cache"  # for a proxy that sends objects as they are: what is withdrawn goes at once


@dataclass(frozen=True)
class Listed:
    """An object as a list shows it: size, and validator, which is the MD5 of its bytes unless the bucket encrypts."""

    etag: str
    size: int

    def has(self, data: bytes | Path) -> bool:
        """Tell whether it surely has these bytes."""
        if isinstance(data, bytes):
            return len(data) == self.size and _md5(data).hexdigest() == self.etag
        if data.stat().st_size != self.size:
            return False
        with data.open("rb") as file:
            return hashlib.file_digest(file, _md5).hexdigest() == self.etag


@dataclass(frozen=True)
class Read:
    """An object that is being read: validator, size of what comes, last change (seconds since 1970), and its bytes."""

    etag: str
    size: int
    changed: float
    body: Any
    place: BucketPlace

    def whole(self) -> bytes:
        """Read all that comes."""
        return b"".join(self)

    def __iter__(self) -> Iterator[bytes]:
        with as_failures(self.place):
            yield from self.body.iter_chunks(CHUNK)

    def close(self) -> None:
        """Let the connection go."""
        self.body.close()


def headers_of(name: str) -> dict[str, str]:
    """Return the headers with which an object is put, so that a proxy can send it as it is."""
    if name.startswith(FILES):
        kind, disposition = file_kind(name.rpartition("/")[2])
        return {"ContentType": kind, "ContentDisposition": disposition, "CacheControl": KEEPING}
    kind, encoding = page_kind(name)
    return {"ContentType": kind, "CacheControl": KEEPING} | ({"ContentEncoding": encoding} if encoding else {})


def _md5(data: bytes = b"") -> Any:
    return hashlib.md5(data, usedforsecurity=False)  # S3's own validator
