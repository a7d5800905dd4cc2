"""The whole site from nothing, into a new folder, and into place by one rename."""

import hashlib
import json
import os
import secrets
import shutil
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import asdict, dataclass
from multiprocessing import get_context, parent_process
from pathlib import Path

from django.conf import settings
from django.db import connections
from django.utils import timezone

from yilan.core.events.marks import last_committed
from yilan.core.events.models import Event
from yilan.core.jobs.faults import fault_point
from yilan.publishing.addresses import everything
from yilan.publishing.places import site_folder
from yilan.publishing.rendering import render
from yilan.publishing.touching import TOUCHES, addresses_of
from yilan.publishing.writing import Writer, held

PASSPORT = ".built.json"
CHUNK = 40  # pages that a process takes at a time
KEPT = 2  # builds: the one that stands and the one before it
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Built:
    """What a build holds: all events up to the key `mark`. `fingerprint` is of the code and settings that made it."""

    pages: int
    files: int
    bytes: int
    at: str
    mark: int
    address: str
    fingerprint: str


def build(*, processes: int = 1, progress: Progress = lambda _done, _all: None) -> Built:
    """Build the site and put it in the place of the one that stands; what is published meanwhile is caught up."""
    mark = last_committed()
    folder = new_folder()
    try:
        built = build_into(folder, processes=processes, progress=progress, mark=mark)
        with held(site_folder()):
            _catch_up(folder, mark)
            os.sync()
            swap(folder)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    _clear_away()
    return built


def build_into(
    folder: Path, *, processes: int = 1, progress: Progress = lambda _done, _all: None, mark: int = 0
) -> Built:
    """Write every page into an empty folder and leave the build's passport there."""
    paths = list(everything())
    files = size = done = 0
    for pages, written, count in _worked(folder, paths, processes):
        files, size, done = files + written, size + count, done + pages
        progress(done, len(paths))
        fault_point("site.chunk")
    built = Built(
        pages=len(paths),
        files=files,
        bytes=size,
        at=timezone.now().isoformat(),
        mark=mark,
        address=settings.WAGTAILADMIN_BASE_URL,
        fingerprint=fingerprint(),
    )
    (folder / PASSPORT).write_text(json.dumps(asdict(built)), encoding="ascii")
    return built


def new_folder() -> Path:
    """Make an empty folder for a build below the home."""
    folder = builds_folder() / f"{timezone.now():%Y%m%dT%H%M%S%f}-{secrets.token_hex(3)}"
    folder.mkdir(parents=True)
    return folder


def builds_folder() -> Path:
    """Return where builds lie."""
    return Path(settings.HOME) / "builds"


def swap(folder: Path) -> None:
    """Let the site be this build, by one rename."""
    aside = site_folder().with_name(f".site-{secrets.token_hex(3)}")
    aside.symlink_to(folder.relative_to(aside.parent))
    aside.replace(site_folder())


def standing() -> Built | None:
    """Return what is known of the build that stands, None when there is none."""
    passport = site_folder() / PASSPORT
    return Built(**json.loads(passport.read_text(encoding="ascii"))) if passport.exists() else None


def keep_address() -> None:
    """Let pages name the address under which the standing site was built, where the environment names none."""
    built = standing()
    if built is not None and not os.environ.get("YILAN_ADDRESS"):
        settings.WAGTAILADMIN_BASE_URL = built.address


def fingerprint() -> str:
    """Return a hash of all that makes pages besides the records: code, words, styles, the site's own settings."""
    whole = hashlib.sha256()
    package = Path(__file__).resolve().parents[1]
    for path in sorted(package.rglob("*")):
        if path.suffix in {".py", ".html", ".xml", ".mo", ".css", ".js", ".svg", ".toml"}:
            about = path.stat()
            whole.update(f"{path.relative_to(package)} {about.st_size} {about.st_mtime_ns}\n".encode())
    own = {"address": settings.WAGTAILADMIN_BASE_URL, "site": settings.YILAN_SITE, "debug": settings.DEBUG}
    demo = (Path(settings.HOME) / "demo.json").exists()
    whole.update(json.dumps({**own, "demo": demo}, sort_keys=True).encode())
    return whole.hexdigest()


def _worked(folder: Path, paths: list[str], processes: int) -> Iterator[tuple[int, int, int]]:
    chunks = [(folder, paths[start : start + CHUNK]) for start in range(0, len(paths), CHUNK)]
    if processes == 1:
        yield from map(_write, chunks)
        return
    connections.close_all()  # a connection does not survive the fork
    # Unlike a Pool, which waits for ever, it fails when one of its processes is killed, as by a machine out of memory.
    with ProcessPoolExecutor(processes, get_context("fork"), _end_with_parent) as pool:
        for future in as_completed([pool.submit(_write, chunk) for chunk in chunks]):
            yield future.result()


def _end_with_parent() -> None:
    """Let a process of the pool end when the build is killed; it would wait for work for ever."""

    def watch() -> None:
        if (parent := parent_process()) is not None:
            parent.join()
            os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def _write(chunk: tuple[Path, list[str]]) -> tuple[int, int, int]:
    folder, paths = chunk
    writer = Writer(folder, durable=False)
    for path in paths:
        writer.put(path, render(path))
    writer.commit()
    return len(paths), writer.files, writer.bytes


def _catch_up(folder: Path, mark: int) -> None:
    """Write what has happened while the site was being built."""
    events = Event.objects.filter(pk__gt=mark, name__in=list(TOUCHES))
    paths = {path for event in events for path in addresses_of(event)}
    _write((folder, sorted(paths)))


def _clear_away() -> None:
    """Leave the build that stands and the one before it; half ones go too, which killed builds have left."""
    stands = site_folder().resolve()
    older = sorted(folder for folder in builds_folder().iterdir() if folder.is_dir() and folder.name < stands.name)
    whole = [folder for folder in older if (folder / PASSPORT).exists()]
    for folder in set(older) - set(whole[-(KEPT - 1) :]):
        shutil.rmtree(folder, ignore_errors=True)
