"""What the events of a case come to: pure folds, from which everything that a case repeats of them is written."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol, TypeVar

from yilan.casework.procedures import Procedure

ANNULLED = "annulled"
E = TypeVar("E", bound="Happened")


class Happened(Protocol):
    """What a fold reads of an event."""

    sequence: int
    kind: str
    on: date
    actor_id: int | None

    @property
    def facts(self) -> Mapping[str, Any]:
        """What was stated."""


@dataclass(slots=True)
class Standing:
    """Where a case stands after its events."""

    state: str = ""
    received_on: date | None = None
    ended_on: date | None = None
    outcome: str = ""
    handler: int | None = None
    moved_on: date | None = None
    done_by: dict[str, set[int]] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        """Whether nothing has happened yet."""
        return not self.state


def standing_events(events: Iterable[E]) -> list[E]:
    """Return the events that stand, in their order: without those that were annulled and without the annulments."""
    events = sorted(events, key=lambda event: event.sequence)
    annulled = {event.facts.get("sequence") for event in events if event.kind == ANNULLED}
    return [event for event in events if event.kind != ANNULLED and event.sequence not in annulled]


def fold(procedure: Procedure, events: Iterable[Happened]) -> Standing:
    """Return where a case stands. The answer that is drafted counts as the outcome once it is signed."""
    standing = Standing()
    for _event, standing in unfold(procedure, events):  # noqa: B007 - the last is the answer
        pass
    return standing


def unfold(procedure: Procedure, events: Iterable[E]) -> Iterator[tuple[E, Standing]]:
    """Yield each event that stands, in order, with where the case stands after it: one object, which then moves on."""
    standing = Standing()
    drafted = ""
    for event in standing_events(events):
        kind = procedure.events[event.kind]
        drafted = event.facts.get("outcome", drafted)
        standing.handler = event.facts.get("handler", standing.handler)
        if event.actor_id is not None:
            standing.done_by.setdefault(event.kind, set()).add(event.actor_id)
        if kind.clock == "start" and standing.received_on is None:
            standing.received_on = event.on
        if kind.clock == "end":
            standing.ended_on, standing.outcome = event.on, kind.outcome or drafted
        if kind.to:
            standing.moved_on = event.on
            if procedure.states[kind.to].open:
                standing.ended_on, standing.outcome = None, ""
                if kind.to != standing.state and kind.clock in {"restart", "start"}:
                    standing.done_by = {}
            standing.state = kind.to
        yield event, standing


def has_happened(events: Sequence[Happened], kind: str) -> bool:
    """Tell whether an event of the kind stands."""
    return any(event.kind == kind for event in standing_events(events))
