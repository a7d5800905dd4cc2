"""The whole site from nothing, into a new folder, and from there into the place of the one that stands."""

import hashlib
import json
import os
from collections.abc import Callable
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from yilan.core.events.marks import last_committed, settle
from yilan.core.events.models import Event
from yilan.core.jobs.faults import fault_point
from yilan.core.memory import remembering
from yilan.core.side_by_side import side_by_side
from yilan.publishing.addresses import everything
from yilan.publishing.builds import clear_away, new_folder
from yilan.publishing.places import site_folder
from yilan.publishing.rendering import foresee, render
from yilan.publishing.shelves import shelf
from yilan.publishing.shelves.shelf import PASSPORT
from yilan.publishing.touching import CONSUMER, TOUCHES, addresses_of
from yilan.publishing.writing import Writer, held

CHUNK = 40  # pages that a process takes at a time
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
    shelf().probe()
    mark = last_committed()
    with new_folder() as folder:
        built = build_into(folder, processes=processes, progress=progress, mark=mark)
        with held(site_folder()):
            _catch_up(folder, mark)
            shelf().take(folder)
    settle(CONSUMER, mark)
    clear_away()
    return built


def build_into(
    folder: Path, *, processes: int = 1, progress: Progress = lambda _done, _all: None, mark: int = 0
) -> Built:
    """Write every page into an empty folder and leave the build's passport there."""
    paths = list(everything())
    files = size = done = 0
    chunks = [(folder, paths[start : start + CHUNK]) for start in range(0, len(paths), CHUNK)]
    for pages, written, count in side_by_side(_write, chunks, processes):
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


def standing() -> Built | None:
    """Return what is known of the build that stands, None when there is none. OSError when it cannot be asked."""
    passport = shelf().passport()
    return Built(**json.loads(passport)) if passport is not None else None


def keep_address() -> None:
    """Let pages name the address under which the standing site was built, where the environment names none."""
    built = standing()
    if built is not None and not os.environ.get("YILAN_ADDRESS"):
        settings.WAGTAILADMIN_BASE_URL = built.address


def fingerprint() -> str:
    """Return a hash of all that makes pages besides the records: code, words, styles, the site's own settings."""
    whole = hashlib.sha256(_code().encode())
    own = {"address": settings.WAGTAILADMIN_BASE_URL, "site": settings.YILAN_SITE, "debug": settings.DEBUG}
    demo = (Path(settings.HOME) / "demo.json").exists()
    whole.update(json.dumps({**own, "demo": demo}, sort_keys=True).encode())
    return whole.hexdigest()


@cache
def _code() -> str:
    """Return a hash of the package, read once: a process runs the code with which it began, whatever lies there now."""
    whole = hashlib.sha256()
    package = Path(__file__).resolve().parents[1]
    for path in sorted(package.rglob("*")):
        if path.suffix in {".py", ".html", ".xml", ".mo", ".css", ".js", ".svg", ".toml"}:
            # By bytes: machines that share a site have the same code, and copied it at other times.
            with path.open("rb") as file:
                digest = hashlib.file_digest(file, "sha256").hexdigest()
            whole.update(f"{path.relative_to(package)} {digest}\n".encode())
    return whole.hexdigest()


def _write(chunk: tuple[Path, list[str]]) -> tuple[int, int, int]:
    folder, paths = chunk
    writer = Writer(folder, durable=False)
    with remembering():
        foresee(paths)
        for path in paths:
            writer.put(path, render(path))
    writer.commit()
    return len(paths), writer.files, writer.bytes


def _catch_up(folder: Path, mark: int) -> None:
    """Write what has happened while the site was being built."""
    events = Event.objects.filter(pk__gt=mark, name__in=list(TOUCHES))
    paths = {path for event in events for path in addresses_of(event)}
    _write((folder, sorted(paths)))
