"""Whether the site that was written step by step is the one that would be built from nothing."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from yilan.publishing.building import PASSPORT, Progress, build_into, new_folder
from yilan.publishing.models import TouchedAddress
from yilan.publishing.places import file_of, site_folder
from yilan.publishing.writing import ASIDE, held


@dataclass(frozen=True)
class Difference:
    """A file of the site that is not as it would be built: `missing`, `left over`, or `other` than it should be."""

    file: str
    kind: str


def verify(*, processes: int = 1, progress: Progress = lambda _done, _all: None) -> list[Difference]:
    """Build the site aside and return every file that differs. Pages that wait to be written do not count."""
    folder = new_folder()
    try:
        build_into(folder, processes=processes, progress=progress)
        with held(site_folder()):
            waiting = set(_waiting())
            return [one for one in compare(site_folder().resolve(), folder) if _plain(one.file) not in waiting]
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def compare(standing: Path, wanted: Path) -> Iterator[Difference]:
    """Yield the differences of two site folders in the order of their names."""
    here, there = _files(standing), _files(wanted)
    for name in sorted(here.keys() | there.keys()):
        if name not in here:
            yield Difference(name, "missing")
        elif name not in there:
            yield Difference(name, "left over")
        elif here[name].read_bytes() != there[name].read_bytes():
            yield Difference(name, "other")


def _files(folder: Path) -> dict[str, Path]:
    found = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    return {name: path for name, path in found.items() if name != PASSPORT and not path.name.startswith(ASIDE)}


def _waiting() -> Iterator[str]:
    for path in TouchedAddress.objects.values_list("path", flat=True):
        name = file_of(path)
        if name is not None:
            yield _plain(name)


def _plain(name: str) -> str:
    """Return a page's name without what tells its variants apart."""
    return name.removesuffix(".gz").removesuffix(".br").replace("gone.html", "index.html")
