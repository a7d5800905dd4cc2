"""Who listens to what. Rooms register in `apps.ready()`; the ground floor knows no room."""

from collections import defaultdict

_EVENTS: set[str] = set()
_CONSUMERS: dict[str, list[str]] = defaultdict(list)


def register_events(*names: str) -> None:
    """Declare events that a room emits (`RecordPublished`); `emit` refuses any other name."""
    _EVENTS.update(names)


def subscribe(event: str, consumer: str) -> None:
    """Let `consumer`, the dotted path of a function `(event: Event) -> None`, receive every `event`.

    Delivery is at least once, so the consumer must be idempotent.
    """
    if consumer not in _CONSUMERS[event]:
        _CONSUMERS[event].append(consumer)


def consumers_of(event: str) -> tuple[str, ...]:
    """Return the consumers of an event in the order in which they subscribed."""
    return tuple(_CONSUMERS[event])


def known_events() -> frozenset[str]:
    """Return the names of all declared events."""
    return frozenset(_EVENTS)
