"""Work on many pieces by several processes of one machine."""

import os
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import islice
from multiprocessing import get_context, parent_process
from typing import TypeVar

from django.db import connections

Piece = TypeVar("Piece")
Made = TypeVar("Made")


def side_by_side(make: Callable[[Piece], Made], pieces: Sequence[Piece], processes: int) -> Iterator[Made]:
    """Yield what is made of each piece, in their order. `make` is a function of a module; errors in it are raised here.

    Raises `BrokenProcessPool` when a process is killed, as by a machine out of memory, where a `Pool` waits for ever.
    """
    if processes == 1 or len(pieces) <= 1:
        yield from map(make, pieces)
        return
    connections.close_all()  # a connection does not survive the fork
    with ProcessPoolExecutor(processes, get_context("fork"), _end_with_parent) as pool:
        waiting = iter(pieces)
        # A few ahead only: what is made waits in memory until it is taken.
        running = deque(pool.submit(make, piece) for piece in islice(waiting, 2 * processes))
        while running:
            yield running.popleft().result()
            running.extend(pool.submit(make, piece) for piece in islice(waiting, 1))


def _end_with_parent() -> None:
    """Let a process of the pool end when its parent is killed; it would wait for work for ever."""

    def watch() -> None:
        if (parent := parent_process()) is not None:
            parent.join()
            os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
