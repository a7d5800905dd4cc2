"""Files appear whole or not at all: written aside, brought to the disk, renamed."""

import errno
import filecmp
import gzip
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from fcntl import LOCK_EX, LOCK_SH, flock
from pathlib import Path, PurePosixPath

import brotli

from yilan.core.jobs.faults import fault_point
from yilan.publishing.between_machines import held_in_database
from yilan.publishing.places import GONE, INDEX, file_of
from yilan.publishing.rendering import Rendered

ASIDE = ".new-"
SMALLEST = 512  # bytes; below it a compressed variant saves nothing
COMPRESSED = {".html", ".json", ".xml", ".atom", ".txt", ".csv"}


@contextmanager
def held(folder: Path, *, alone: bool = True) -> Iterator[None]:
    """Hold the lock of a site: whoever writes pages reads the database under it, so the last one is right."""
    lock = folder.parent / f".{folder.name}.lock"
    with lock.open("a") as file:
        flock(file, LOCK_EX if alone else LOCK_SH)
        with held_in_database(alone=alone):
            yield


class Writer:
    """Gathers pages and puts all of them in place with `commit`; `files` and `bytes` say how much it wrote."""

    def __init__(self, folder: Path, *, durable: bool = True) -> None:
        self.folder = folder
        self.durable = durable  # a build that is not served yet brings all of it to the disk at its end
        self.files = 0
        self.bytes = 0
        self._waiting: list[tuple[Path, Path]] = []
        self._going: list[Path] = []

    def put(self, path: str, rendered: Rendered | None) -> bool:
        """Take the answer of an address; a file that has the same bytes is left alone. Tells whether one will go."""
        name = None
        for name, what in standing_at(path, rendered):
            if isinstance(what, Path):
                self._link(self.folder / name, what)
            else:
                self._place(self.folder / name, what)
        return name is not None and self.folder / name in self._going

    def commit(self) -> None:
        """Bring what was gathered to the disk, then rename it into place."""
        fault_point("site.written")
        for aside, _target in self._waiting if self.durable else ():
            _to_disk(aside)
        fault_point("site.on-disk")
        folders = {target.parent for _aside, target in self._waiting}
        # What goes, goes first: where neither a page nor its notice is, the application answers, and says why.
        for target in self._going:
            target.unlink(missing_ok=True)
            fault_point("site.removed")
        for aside, target in self._waiting:
            _move_on(aside, target)
            aside.replace(target)
            fault_point("site.renamed")
        for folder in folders if self.durable else ():
            _to_disk(folder)
        self._waiting, self._going = [], []

    def forget(self) -> None:
        """Throw away what was gathered and not put in place."""
        for aside, _target in self._waiting:
            aside.unlink(missing_ok=True)
        self._waiting, self._going = [], []

    def _place(self, target: Path, body: bytes | None) -> None:
        for variant, data in variants(target, body):
            if data is None:
                if variant.exists():
                    self._going.append(variant)
            elif not _same(variant, data):
                self._write(variant, data)

    def _write(self, target: Path, data: bytes) -> None:
        target.parent.mkdir(parents=True, exist_ok=True)
        aside = _aside(target)
        self._waiting.append((aside, target))
        aside.write_bytes(data)
        self.files += 1
        self.bytes += len(data)

    def _link(self, target: Path, source: Path) -> None:
        if target.exists() and (target.samefile(source) or filecmp.cmp(target, source, shallow=False)):
            return
        target.parent.mkdir(parents=True, exist_ok=True)
        aside = _aside(target)
        self._waiting.append((aside, target))
        try:
            os.link(source, aside)
        except OSError as error:
            if error.errno != errno.EXDEV:
                raise
            shutil.copyfile(source, aside)  # the store lies on another file system than the builds
        self.files += 1


def standing_at(path: str, rendered: Rendered | None) -> Iterator[tuple[str, bytes | Path | None]]:
    """Yield what is to stand for an address: names with bytes, with a file, or with None for what is not to be there.

    The notice of a withdrawal comes before the page; an address that cannot be a file has nothing.
    """
    name = file_of(path)
    if name is None:
        return
    gone = rendered is not None and rendered.gone
    page = None if rendered is None or gone else rendered.file or rendered.body
    if PurePosixPath(name).name == INDEX:
        yield f"{name.removesuffix(INDEX)}{GONE}", rendered.body if rendered and gone else None
    yield name, page


def variants(target: Path, body: bytes | None) -> Iterator[tuple[Path, bytes | None]]:
    """Yield a file with its compressed variants, each with its bytes, None for one that is not to be there."""
    yield target, body
    worth = body is not None and target.suffix in COMPRESSED and len(body) >= SMALLEST
    yield target.with_name(f"{target.name}.gz"), gzip.compress(body or b"", 6, mtime=0) if worth else None
    yield target.with_name(f"{target.name}.br"), brotli.compress(body or b"", quality=5) if worth else None


def _move_on(aside: Path, target: Path) -> None:
    """Give what replaces a file of this very second the next one: nginx tells versions apart by seconds and size."""
    try:
        before = int(target.stat().st_mtime)
    except FileNotFoundError:
        return
    about = aside.stat()
    if int(about.st_mtime) <= before and about.st_nlink == 1:
        os.utime(aside, (before + 1, before + 1))


def _aside(target: Path) -> Path:
    return target.with_name(f"{ASIDE}{os.getpid()}-{secrets.token_hex(4)}")


def _same(path: Path, data: bytes) -> bool:
    try:
        return path.stat().st_size == len(data) and path.read_bytes() == data
    except FileNotFoundError:
        return False


def _to_disk(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
