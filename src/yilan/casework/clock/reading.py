"""What a clock says."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property

from yilan.casework.clock.pauses import Pause
from yilan.casework.clock.telling import trace_of
from yilan.casework.clock.told import Told
from yilan.casework.clock.trace import TraceLine, compacted


class State(StrEnum):
    """How a clock stands."""

    RUNNING = "running"
    PAUSED = "paused"
    ENDED = "ended"


@dataclass(frozen=True)
class Reading:
    """A clock as it stands on a day, or after all that is known when no day was given (`as_of` None).

    `due` is the last day for the answer, None while nobody can say. `provisional`: it may still change without anybody
    doing anything wrong, as holidays are announced or an answer comes before its limit. `days_left` counts the working
    days after `as_of` up to `due` that will count; 0 on the last day, None without `as_of` or `due` and after the end.
    `late_by` counts the working days after `due` until the end, or until `as_of` while there is none; 0 in time.
    """

    received: date
    due: date | None
    provisional: bool
    state: State
    paused_by: tuple[Pause, ...]
    regime: str
    calendar_version: str
    started: date
    limit: int
    extended_by: int
    ended_on: date | None
    as_of: date | None
    days_left: int | None
    late_by: int
    _told: Told = field(repr=False, compare=False)

    @property
    def is_late(self) -> bool:
        """Whether the last day has passed without an answer, or the answer came after it."""
        return self.late_by > 0

    @property
    def lapsed(self) -> tuple[Pause, ...]:
        """What was waited for until a day that has passed, so that the request may be ended as abandoned."""
        if self.as_of is None:
            return ()
        return tuple(one for one in self.paused_by if one.lapses and one.until is not None and one.until < self.as_of)

    @cached_property
    def trace(self) -> tuple[TraceLine, ...]:
        """How the clock came to its due day: a line for every working day and happening."""
        return trace_of(self._told)

    @cached_property
    def summary(self) -> tuple[TraceLine, ...]:
        """The trace in few lines: runs of working days together, weekends left out."""
        return compacted(self.trace)
