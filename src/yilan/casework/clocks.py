"""The clock of a case: its events, read under the law of the day on which it was received."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.utils import timezone

from yilan.casework.clock import Happening, Reading, happening_of, read_clock
from yilan.casework.folding import Happened, fold, standing_events
from yilan.casework.procedures import Procedure
from yilan.core.calendar import working_days_between

UNTOLD = {"", "start", "reach"}  # of events that are no happening of their own
GREEN, AMBER, RED, DONE, PAUSED = "green", "amber", "red", "done", "paused"


@dataclass(frozen=True, slots=True)
class CaseClock:
    """The reading of a case's clock on a day, with what colour a list gives it.

    `left`: working days from that day until the due date; negative when it is overdue; None without a due date.
    """

    reading: Reading | None
    left: int | None
    colour: str

    @property
    def due(self) -> date | None:
        """The day by which an answer is due; None where nothing has been received or the clock stands."""
        return self.reading.due if self.reading else None


def clock_of(procedure: Procedure, events: Iterable[Happened], *, on: date | None = None) -> CaseClock:
    """Return the clock of a case from its events, as it stands on a day (today when none is given)."""
    day = on or timezone.localdate()
    events = standing_events(events)
    received = fold(procedure, events).received_on
    if received is None:
        return CaseClock(None, None, GREEN)
    happenings = list(_happenings(procedure, events))
    reading = read_clock(received, procedure.clock, happenings, as_of=day)
    left = working_days_between(day, reading.due) if reading.due else None
    return CaseClock(reading, left, _colour(procedure, reading, left))


def _happenings(procedure: Procedure, events: Sequence[Happened]) -> Iterator[Happening]:
    """Yield what happened to the clock; a stop knows the day on which its letter arrived, told by a later event."""
    for place, event in enumerate(events):
        kind = procedure.events[event.kind]
        if kind.clock in UNTOLD:
            continue
        reached = _arrival(procedure, event, events[place + 1 :]) if kind.clock == "stop" else None
        happening = happening_of(kind, event.on, event.facts)
        yield replace(happening, reached=reached) if reached else happening


def _arrival(procedure: Procedure, stop: Happened, later: Sequence[Happened]) -> date | None:
    """Return the day on which the letter of a stop arrived; None while that is not known."""
    tie = (procedure.events[stop.kind].stop, stop.facts.get("party"))
    for event in later:
        kind = procedure.events[event.kind]
        if kind.clock in {"reach", "stop"} and (kind.stop, event.facts.get("party")) == tie:
            return event.on if kind.clock == "reach" else None  # asked anew before the first letter arrived
    return None


def _colour(procedure: Procedure, reading: Reading, left: int | None) -> str:
    if reading.state == "ended":
        return DONE
    if left is None or reading.state == "paused":
        return PAUSED
    if left < 0:
        return RED
    return AMBER if left <= procedure.warnings.amber else GREEN
