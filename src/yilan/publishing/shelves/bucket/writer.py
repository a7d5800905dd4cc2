"""Pages into a bucket: what goes first, then compressed variants, then the pages in their order."""

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from yilan.core.jobs.faults import fault_point
from yilan.publishing.kinds import is_variant
from yilan.publishing.rendering import Rendered
from yilan.publishing.shelves.bucket.bucket import SIDE_BY_SIDE, Bucket
from yilan.publishing.writing import standing_at, variants


class BucketWriter:
    """Gathers pages and puts them in place with `commit`. An error or a kill leaves some old pages and some new ones.

    A page stands only when its variants do, and goes before they go: a page that is the same has its variants, and
    whoever writes it again after a kill finds what is left to do.
    """

    def __init__(self, bucket: Bucket) -> None:
        self.bucket = bucket
        self._waiting: dict[str, bytes | Path] = {}
        self._going: list[str] = []

    def put(self, path: str, rendered: Rendered | None) -> bool:
        """Take the answer of an address; a file that has the same bytes is left alone. Tells whether one will go."""
        name = None
        for name, what in standing_at(path, rendered):
            if isinstance(what, Path):
                self._file(name, what)
            else:
                self._place(name, what)
        return name in self._going

    def commit(self) -> None:
        """Delete what goes, then put what was gathered."""
        fault_point("site.written")
        # As from a folder: where neither a page nor its notice is, the application answers, and says why.
        delete(self.bucket, self._going)
        fault_point("site.removed")
        pages = [name for name in self._waiting if not is_variant(name)]
        all_at_once(self._put, self._waiting.keys() - set(pages))
        fault_point("site.on-disk")
        for name in pages:
            self._put(name)
            fault_point("site.renamed")
        self.forget()

    def forget(self) -> None:
        """Throw away what was gathered and not put in place."""
        self._waiting, self._going = {}, []

    def _put(self, name: str) -> None:
        self.bucket.put(name, self._waiting[name])

    def _place(self, name: str, body: bytes | None) -> None:
        standing = self.bucket.names(name)  # the page and its variants: they begin alike
        for variant, data in variants(Path(name), body):
            stands = standing.get(variant.as_posix())
            if data is not None and not (stands and stands.has(data)):
                self._waiting[variant.as_posix()] = data
            elif data is None and stands:
                self._going.append(variant.as_posix())

    def _file(self, name: str, source: Path) -> None:
        stands = self.bucket.names(name).get(name)
        if stands is None or stands.size != source.stat().st_size:  # its name holds the hash of its bytes
            self._waiting[name] = source


def delete(bucket: Bucket, names: Iterable[str]) -> None:
    """Delete files, every page before its variants."""
    known = set(names)
    all_at_once(bucket.delete, [name for name in known if not is_variant(name)])
    all_at_once(bucket.delete, [name for name in known if is_variant(name)])


def all_at_once(do: Callable[[str], Any], names: Iterable[str]) -> None:
    """Do something for many names at the same time; raises the first error after all have ended."""
    with ThreadPoolExecutor(SIDE_BY_SIDE) as pool:
        list(pool.map(do, names))
