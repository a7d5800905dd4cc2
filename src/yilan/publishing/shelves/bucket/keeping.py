"""What was read of a bucket a moment ago, so that a page that many ask for is fetched once a second."""

import time
from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock


@dataclass(frozen=True)
class KeptPage:
    """A page with all its bytes, its validator and its last change in seconds since 1970."""

    body: bytes
    etag: str
    changed: int


@dataclass(frozen=True)
class Kept:
    """What stood under a name at a moment (of the machine's own clock): a page or, with None, nothing."""

    page: KeptPage | None
    at: float

    @property
    def weight(self) -> int:
        """Return about how many bytes it takes."""
        return 500 + len(self.page.body if self.page else b"")


class Keeping:
    """Keeps what was used last, up to a number of bytes; threads may share it."""

    def __init__(self, room: int) -> None:
        self.room = room
        self._all: OrderedDict[str, Kept] = OrderedDict()
        self._weight = 0
        self._lock = Lock()

    def find(self, name: str) -> Kept | None:
        """Return what is kept under a name, however old."""
        with self._lock:
            kept = self._all.get(name)
            if kept is not None:
                self._all.move_to_end(name)
            return kept

    def keep(self, name: str, page: KeptPage | None) -> None:
        """Keep what stands under a name now."""
        kept = Kept(page, time.monotonic())
        with self._lock:
            before = self._all.pop(name, None)
            self._weight += kept.weight - (before.weight if before else 0)
            self._all[name] = kept
            while self._weight > self.room:
                self._weight -= self._all.popitem(last=False)[1].weight
