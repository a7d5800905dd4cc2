"""A step that somebody is about to take."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from yilan.casework.clock import Reading
from yilan.casework.clocks import clock_of
from yilan.casework.folding import fold
from yilan.casework.models import Case, CaseEvent
from yilan.casework.procedures import EventKind

Facts = dict[str, Any]


@dataclass(frozen=True)
class Attempt:
    """The step: its kind, the facts as they were read, its day, and the events of the case before it."""

    case: Case
    kind: EventKind
    facts: Mapping[str, Any]
    day: date
    events: Sequence[CaseEvent]

    @property
    def received_on(self) -> date:
        """The day of receipt, whose law holds; before there is one the day of the step."""
        return fold(self.case.procedure, self.events).received_on or self.day

    @property
    def reading(self) -> Reading:
        """The clock of a case that was received, as it stands on the day of the step."""
        reading = clock_of(self.case.procedure, self.events, on=self.day).reading
        if reading is None:
            raise LookupError(f"{self.case} has not been received")
        return reading
