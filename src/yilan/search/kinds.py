"""Kinds of document that can be found. Rooms register theirs in `apps.ready()`; this room brings records."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.functional import Promise

from yilan.core.events import subscribe
from yilan.core.events.models import Event
from yilan.search.documents import Document

NOTE = "yilan.search.consumers.note_event"


@dataclass(frozen=True)
class Kind:
    """A kind of document.

    `all_keys` yields what the public may find now; `documents` makes those of some keys that it may find now, and
    leaves out the rest, which then goes from the index; `touched_by` names for each event what it may have changed.
    """

    name: str
    label: str | Promise
    all_keys: Callable[[], Iterable[int]]
    documents: Callable[[Sequence[int]], Iterator[Document]]
    touched_by: Mapping[str, Callable[[Event], Iterable[int]]] = field(default_factory=dict)


_KINDS: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    """Let documents of a kind be found, and listen to the events that change them."""
    _KINDS[kind.name] = kind
    for event in kind.touched_by:
        subscribe(event, NOTE)


def kinds() -> tuple[Kind, ...]:
    """Return all kinds."""
    return tuple(_KINDS.values())


def events() -> frozenset[str]:
    """Return the names of all events that change documents."""
    return frozenset(name for kind in kinds() for name in kind.touched_by)


def touched_by(event: Event) -> list[str]:
    """Return the keys of all documents that an event may have changed."""
    return [
        f"{kind.name}:{key}"
        for kind in kinds()
        if event.name in kind.touched_by
        for key in kind.touched_by[event.name](event)
    ]


def documents_of(keys: Iterable[str]) -> Iterator[Document]:
    """Yield the documents of some keys, as far as the public may find them now."""
    wanted: dict[str, list[int]] = {}
    for key in keys:
        name, _colon, number = key.partition(":")
        wanted.setdefault(name, []).append(int(number))
    for name, numbers in wanted.items():
        if name in _KINDS:
            yield from _KINDS[name].documents(numbers)
