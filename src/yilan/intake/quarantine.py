"""Where files lie while they are looked into: in the home, for its owner only, and not for long."""

import hashlib
import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings

LONGEST_STAY = timedelta(hours=1)


@dataclass(frozen=True)
class Held:
    """A file in quarantine: how many bytes and their SHA-256."""

    path: Path
    size: int
    sha256: str


class TooLarge(Exception):
    """More came than may come."""


def folder() -> Path:
    """Return the folder, made when it is missing."""
    place = Path(settings.HOME) / "quarantine"
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    return place


@contextmanager
def emptied_after_failure() -> Iterator[list[Path]]:
    """Yield a list for the paths that are used; when anything goes wrong, nothing of them stays."""
    used: list[Path] = []
    try:
        yield used
    except BaseException:
        for path in used:
            path.unlink(missing_ok=True)
        raise


def new_path() -> Path:
    """Make an empty file under a name of ours and return its path."""
    handle, name = tempfile.mkstemp(dir=folder())  # readable by its owner only
    os.close(handle)
    return Path(name)


def take_in(chunks: Iterable[bytes], path: Path, *, most: int) -> Held:
    """Write what comes, as it comes; `TooLarge` as soon as it is more than `most` bytes."""
    digest = hashlib.sha256()
    size = 0
    with path.open("wb") as file:
        for chunk in chunks:
            size += len(chunk)
            if size > most:
                raise TooLarge
            digest.update(chunk)
            file.write(chunk)
    return Held(path, size, digest.hexdigest())


def weigh(path: Path) -> Held:
    """Return a file that is there already."""
    with path.open("rb") as file:
        return Held(path, path.stat().st_size, hashlib.file_digest(file, "sha256").hexdigest())


def sweep(now: datetime) -> int:
    """Remove what has lain longer than `LONGEST_STAY`, as after a process was killed; returns how many."""
    oldest = (now - LONGEST_STAY).timestamp()
    removed = 0
    for path in folder().iterdir():
        try:
            if path.is_file() and path.stat().st_mtime < oldest:
                path.unlink()
                removed += 1
        except FileNotFoundError:  # another process was quicker
            continue
    return removed
