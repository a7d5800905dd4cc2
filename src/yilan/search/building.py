"""The whole index from nothing, aside, and into place at once; what happens meanwhile is caught up."""

from collections.abc import Callable, Iterator
from typing import TypeVar

from yilan.core.events.marks import last_committed, settle
from yilan.core.events.models import Event
from yilan.core.jobs.faults import fault_point
from yilan.core.side_by_side import side_by_side
from yilan.search.engines.chosen import engine
from yilan.search.engines.entries import entry_of
from yilan.search.engines.interface import Engine, Entry
from yilan.search.kinds import NOTE, documents_of, events, kinds, touched_by
from yilan.search.updating import bring, held

CHUNK = 100  # documents that a process takes at a time
Progress = Callable[[int, int], None]
Made = TypeVar("Made")


def build(*, processes: int = 1, progress: Progress = lambda _done, _all: None) -> int:
    """Build the index and put it in the place of the one that stands; returns how many documents it holds.

    Meanwhile the one that stands answers and is kept up. Another build waits: each removes what is older than its own.
    """
    with held("building"):
        mark = last_committed()
        standing = engine()
        fresh = standing.replacement()
        try:
            count = fresh.fill(made(_entries, processes, progress))
            fault_point("search.built")
            with held():
                _catch_up_into(fresh, mark)
                standing.give_way(fresh)
        except BaseException:
            fresh.throw_away()
            raise
    settle(NOTE, mark)
    return count


def made(
    make: Callable[[list[str]], list[Made]], processes: int, progress: Progress = lambda _done, _all: None
) -> Iterator[Made]:
    """Yield what is made of all documents, by several processes side by side."""
    keys = [f"{kind.name}:{key}" for kind in kinds() for key in kind.all_keys()]
    chunks = [keys[start : start + CHUNK] for start in range(0, len(keys), CHUNK)]
    done = 0
    for chunk, several in zip(chunks, side_by_side(make, chunks, processes), strict=True):
        done += len(chunk)
        progress(done, len(keys))
        yield from several


def _entries(keys: list[str]) -> list[Entry]:
    return [entry_of(document) for document in documents_of(keys)]


def _catch_up_into(fresh: Engine, mark: int) -> None:
    """Bring what has happened while the index was being built."""
    since = Event.objects.filter(pk__gt=mark, name__in=events())
    keys = sorted({key for event in since for key in touched_by(event)})
    for start in range(0, len(keys), CHUNK):
        bring(fresh, keys[start : start + CHUNK])
