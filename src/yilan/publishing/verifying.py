"""Whether the site that was written step by step is the one that would be built from nothing."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from yilan.publishing.building import Progress, build_into
from yilan.publishing.builds import new_folder
from yilan.publishing.models import TouchedAddress
from yilan.publishing.places import file_of, site_folder
from yilan.publishing.shelves import Shelf, shelf
from yilan.publishing.shelves.folder import files_of
from yilan.publishing.writing import held


@dataclass(frozen=True)
class Difference:
    """A file of the site that is not as it would be built: `missing`, `left over`, or `other` than it should be."""

    file: str
    kind: str


def verify(*, processes: int = 1, progress: Progress = lambda _done, _all: None) -> list[Difference]:
    """Build the site aside and return every file that differs. Pages that wait to be written do not count."""
    with new_folder() as folder:
        build_into(folder, processes=processes, progress=progress)
        with held(site_folder()):
            waiting = set(_waiting())
            found = [one for one in compare(shelf(), folder) if _plain(one.file) not in waiting]
        shutil.rmtree(folder, ignore_errors=True)
    return found


def compare(standing: Shelf, wanted: Path) -> Iterator[Difference]:
    """Yield where a site differs from a build in a folder, in the order of the names."""
    here, there = standing.files(), files_of(wanted)
    for name in sorted(here.keys() | there.keys()):
        if name not in here:
            yield Difference(name, "missing")
        elif name not in there:
            yield Difference(name, "left over")
        elif not here[name](there[name]):
            yield Difference(name, "other")


def _waiting() -> Iterator[str]:
    for path in TouchedAddress.objects.values_list("path", flat=True):
        name = file_of(path)
        if name is not None:
            yield _plain(name)


def _plain(name: str) -> str:
    """Return a page's name without what tells its variants apart."""
    return name.removesuffix(".gz").removesuffix(".br").replace("gone.html", "index.html")
