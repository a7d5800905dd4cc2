"""The site that stands in a bucket."""

import json
import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Self

from yilan.core.jobs.faults import fault_point
from yilan.publishing.kinds import FILES, is_variant
from yilan.publishing.shelves.bucket.bucket import Bucket
from yilan.publishing.shelves.bucket.objects import Listed
from yilan.publishing.shelves.bucket.writer import BucketWriter, all_at_once, delete
from yilan.publishing.shelves.folder import files_of
from yilan.publishing.shelves.shelf import PASSPORT
from yilan.settings.buckets import BucketPlace

PROBE = ".probe"


class BucketShelf:
    """A site that web servers of any number of machines can send; one of them writes at a time."""

    def __init__(self, bucket: Bucket) -> None:
        self.bucket = bucket

    @classmethod
    def at(cls, place: BucketPlace) -> Self:
        """Return the shelf in a bucket."""
        return cls(Bucket(place))

    def writer(self) -> BucketWriter:
        """Return a writer for pages of the site."""
        return BucketWriter(self.bucket)

    def passport(self) -> bytes | None:
        """Read the passport, the object that every build puts last."""
        return self.bucket.whole(PASSPORT)

    def take(self, folder: Path) -> None:
        """Delete what is left over, put what differs, and let the passport say so at the end.

        A reader sees each page whole all the while, some old and some new; a list that leads to a page before it is
        there leads to the application. Whoever is killed or refused leaves the old passport, and the next build ends
        what was begun. Where no build has stood, pages must be kept up from the first on: a passport of none is put
        before them, so that what happens from then on touches them.
        """
        passport = (folder / PASSPORT).read_bytes()
        if self.passport() is None:
            nothing = {"pages": 0, "files": 0, "bytes": 0, "fingerprint": ""}
            self.bucket.put(PASSPORT, json.dumps(json.loads(passport) | nothing).encode())
        standing, wanted = self._names(), files_of(folder)
        new = [name for name, path in wanted.items() if name not in standing or not standing[name].has(path)]
        pages = [name for name in new if not is_variant(name) and not name.startswith(FILES)]

        def put(name: str) -> None:
            self.bucket.put(name, wanted[name])
            fault_point("site.put")

        delete(self.bucket, standing.keys() - wanted.keys())
        all_at_once(put, sorted(set(new) - set(pages)))
        all_at_once(put, pages)
        fault_point("site.before-passport")
        self.bucket.put(PASSPORT, passport)
        shutil.rmtree(folder, ignore_errors=True)

    def files(self) -> dict[str, Callable[[Path], bool]]:
        """Return all files of the site."""
        return {name: partial(self._same, name, listed) for name, listed in self._names().items()}

    def probe(self) -> None:
        """Put an object, list it, and take it away again."""
        self.bucket.put(PROBE, b"")
        self.bucket.names(PROBE)
        self.bucket.whole(PASSPORT)
        self.bucket.delete(PROBE)

    def _names(self) -> dict[str, Listed]:
        return {name: listed for name, listed in self.bucket.names().items() if name not in {PASSPORT, PROBE}}

    def _same(self, name: str, listed: Listed, path: Path) -> bool:
        """Tell whether an object has the bytes of a file; where the bucket encrypts, only its bytes can say."""
        if listed.has(path):
            return True
        return listed.size == path.stat().st_size and self.bucket.whole(name) == path.read_bytes()
