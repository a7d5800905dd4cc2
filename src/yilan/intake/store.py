"""The sealed store: `cases/files/` in the home, each file encrypted and bound to its UUID."""

import os
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings

from yilan.core.jobs.faults import fault_point
from yilan.core.sealing import SealBroken, seal_bytes, unseal_bytes
from yilan.core.sealing.tokens import LONGEST_HEAD, Head, head_of_bytes

ASIDE = ".new-"


def folder() -> Path:
    """Return the store's folder."""
    return Path(settings.HOME) / "cases" / "files"


def path_of(key: UUID) -> Path:
    """Return where the file with a key lies."""
    return folder() / key.hex[:2] / str(key)


def put(key: UUID, data: bytes) -> None:
    """Seal bytes and write them whole: aside, to the disk, into place."""
    _write(path_of(key), seal_bytes(data, place=_place(key)))


def get(key: UUID) -> bytes:
    """Return the clear bytes; `SealBroken` when they were changed, moved or are not there."""
    try:
        sealed = path_of(key).read_bytes()
    except FileNotFoundError:
        raise SealBroken(f"The file {key} is not in the store") from None
    return unseal_bytes(sealed, place=_place(key))


def remove(key: UUID) -> None:
    """Remove a file; one that is not there is removed already."""
    path_of(key).unlink(missing_ok=True)


def all_keys() -> Iterator[UUID]:
    """Yield the keys of all files that lie in the store."""
    for path in _paths():
        yield UUID(path.name)


class SealedFiles:
    """The store as a holder of sealed things, for the rotation of keys."""

    name = "intake.files"

    def heads(self) -> Iterator[tuple[Any, Head | None]]:
        """Yield keys with heads."""
        for path in _paths():
            with path.open("rb") as file:
                yield UUID(path.name), head_of_bytes(file.read(LONGEST_HEAD))

    def seal_anew(self, things: Sequence[Any]) -> int:
        """Seal each file with the newest key."""
        broken = 0
        for key in things:
            try:
                sealed = seal_bytes(get(key), place=_place(key))
            except SealBroken:
                broken += path_of(key).exists()  # else it was removed meanwhile
                continue
            fault_point("keys.file")
            _write(path_of(key), sealed, only_over=True)
        return broken


def _paths() -> Iterator[Path]:
    for shelf in sorted(folder().glob("??")):
        yield from sorted(path for path in shelf.iterdir() if not path.name.startswith(ASIDE))


def _place(key: UUID) -> str:
    return f"intake.storedfile:{key}"


def _write(target: Path, data: bytes, *, only_over: bool = False) -> None:
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, aside = tempfile.mkstemp(dir=target.parent, prefix=ASIDE)  # readable by its owner only
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if only_over and not target.exists():  # it was removed while it was sealed anew, and stays so
            return
        Path(aside).replace(target)
        _settle(target.parent)
    finally:
        Path(aside).unlink(missing_ok=True)


def _settle(shelf: Path) -> None:
    handle = os.open(shelf, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
