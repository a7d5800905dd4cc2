"""Published files, stored under the SHA-256 of their bytes: what a version shows never changes and is kept once."""

import os
import tempfile
from pathlib import Path
from typing import IO, Any

from django.conf import settings

from yilan.disclosure.models.files import sha256_of


class FileChanged(ValueError):
    """A file's bytes are not those that were reviewed."""


def path_of(sha256: str) -> Path:
    """Return where the bytes with this hex SHA-256 lie; `ValueError` for anything that is no such hash."""
    if len(sha256) != 64 or not set(sha256) <= set("0123456789abcdef"):  # noqa: PLR2004 - hex digits of 256 bits
        raise ValueError(f"{sha256!r} is no SHA-256")
    return Path(settings.HOME) / "files" / sha256[:2] / sha256


def keep(file: Any, sha256: str) -> Path:
    """Copy a Django file into the store unless it is there; `FileChanged` when its bytes do not fit the hash."""
    target = path_of(sha256)
    if target.exists():
        return target
    with file.open("rb") as stream:
        if sha256_of(stream) != sha256:
            raise FileChanged(file.name)
        return _write(stream, target)


def _write(stream: IO[bytes], target: Path) -> Path:
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, aside = tempfile.mkstemp(dir=target.parent, prefix=".new-")
    try:
        with os.fdopen(handle, "wb") as file:
            for chunk in iter(lambda: stream.read(1 << 20), b""):
                file.write(chunk)
            file.flush()
            os.fchmod(file.fileno(), 0o644)  # published: the web server may read it, whoever it runs as
            os.fsync(file.fileno())
        Path(aside).replace(target)
    except BaseException:
        Path(aside).unlink(missing_ok=True)
        raise
    return target
