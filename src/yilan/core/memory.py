"""What is read once for pages that are made together.

A page that is asked for alone reads what it needs. Whoever makes many pages in a row opens a memory around them, and
a read that is marked `remembered` then asks the database once for each of its arguments. The memory is as old as its
opening: open it only where an older state does no harm, and never around what changes something.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import update_wrapper
from typing import Any, Generic, ParamSpec, TypeVar

Asked = ParamSpec("Asked")
Answer = TypeVar("Answer")

_memory: ContextVar[dict[Any, Any] | None] = ContextVar("memory", default=None)


@contextmanager
def remembering() -> Iterator[None]:
    """Open an empty memory; where one is open already, it goes on."""
    before = _memory.set({} if _memory.get() is None else _memory.get())
    try:
        yield
    finally:
        _memory.reset(before)


def recall(key: Any, make: Callable[[], Answer]) -> Answer:
    """Return what the memory has under a key, made once; made each time without a memory."""
    memory = _memory.get()
    if memory is None:
        return make()
    if key not in memory:
        memory[key] = make()
    return memory[key]


class remembered(Generic[Asked, Answer]):  # noqa: N801 - a decorator
    """A read that asks once in a memory. Its arguments are hashable, its answer is changed by nobody."""

    def __init__(self, read: Callable[Asked, Answer]) -> None:
        self.read = read
        update_wrapper(self, read)

    def __call__(self, *args: Asked.args, **kwargs: Asked.kwargs) -> Answer:
        """Return what the memory has, or read."""
        return recall((self.read, args, tuple(kwargs.items())), lambda: self.read(*args, **kwargs))

    def keep(self, answer: Answer, *args: Asked.args, **kwargs: Asked.kwargs) -> None:
        """Put an answer that was read with others into the memory; without a memory it is forgotten."""
        memory = _memory.get()
        if memory is not None:
            memory[self.read, args, tuple(kwargs.items())] = answer
