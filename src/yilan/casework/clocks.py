"""The clock of a case: its events, read under the law of the day on which it was received."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from yilan.casework.clock import Reading, happening_of, read_clock
from yilan.casework.folding import Happened, fold, standing_events
from yilan.casework.procedures import Procedure
from yilan.core.calendar import working_days_between

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
    happenings = [
        happening_of(procedure.events[event.kind], event.on, event.facts)
        for event in events
        if procedure.events[event.kind].clock not in {"", "start"}
    ]
    reading = read_clock(received, procedure.clock, happenings, as_of=day)
    left = working_days_between(day, reading.due) if reading.due else None
    return CaseClock(reading, left, _colour(procedure, reading, left))


def _colour(procedure: Procedure, reading: Reading, left: int | None) -> str:
    if reading.state == "ended":
        return DONE
    if left is None or reading.state == "paused":
        return PAUSED
    if left < 0:
        return RED
    return AMBER if left <= procedure.warnings.amber else GREEN
