"""The whole index from nothing, aside, and into place at once; what happens meanwhile is caught up."""

import os
import threading
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from itertools import islice
from multiprocessing import get_context, parent_process
from typing import TypeVar

from django.db import connections

from yilan.core.events.marks import last_committed
from yilan.core.events.models import Event
from yilan.core.jobs.faults import fault_point
from yilan.search.engines.chosen import engine
from yilan.search.engines.entries import entry_of
from yilan.search.engines.interface import Engine, Entry
from yilan.search.kinds import documents_of, events, kinds, touched_by
from yilan.search.updating import bring, held

CHUNK = 100  # documents that a process takes at a time
Progress = Callable[[int, int], None]
Made = TypeVar("Made")


def build(*, processes: int = 1, progress: Progress = lambda _done, _all: None) -> int:
    """Build the index and put it in the place of the one that stands; returns how many documents it holds."""
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
    return count


def made(
    make: Callable[[list[str]], list[Made]], processes: int, progress: Progress = lambda _done, _all: None
) -> Iterator[Made]:
    """Yield what is made of all documents, by several processes side by side."""
    keys = [f"{kind.name}:{key}" for kind in kinds() for key in kind.all_keys()]
    chunks = [keys[start : start + CHUNK] for start in range(0, len(keys), CHUNK)]
    done = 0
    for chunk, several in zip(chunks, _worked(make, chunks, processes), strict=True):
        done += len(chunk)
        progress(done, len(keys))
        yield from several


def _entries(keys: list[str]) -> list[Entry]:
    return [entry_of(document) for document in documents_of(keys)]


def _worked(make: Callable[[list[str]], list[Made]], chunks: list[list[str]], processes: int) -> Iterator[list[Made]]:
    if processes == 1 or len(chunks) == 1:
        yield from map(make, chunks)
        return
    connections.close_all()  # a connection does not survive the fork
    with ProcessPoolExecutor(processes, get_context("fork"), _end_with_parent) as pool:
        waiting = iter(chunks)
        # A few chunks ahead only: what is made waits in memory until it is taken.
        running = deque(pool.submit(make, chunk) for chunk in islice(waiting, 2 * processes))
        while running:
            yield running.popleft().result()
            running.extend(pool.submit(make, chunk) for chunk in islice(waiting, 1))


def _end_with_parent() -> None:
    """Let a process of the pool end when the build is killed; it would wait for work for ever."""

    def watch() -> None:
        if (parent := parent_process()) is not None:
            parent.join()
            os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def _catch_up_into(fresh: Engine, mark: int) -> None:
    """Bring what has happened while the index was being built."""
    since = Event.objects.filter(pk__gt=mark, name__in=events())
    keys = sorted({key for event in since for key in touched_by(event)})
    for start in range(0, len(keys), CHUNK):
        bring(fresh, keys[start : start + CHUNK])
