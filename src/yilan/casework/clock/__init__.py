"""The clock of a case: a pure reading of what happened, under the law of the day of receipt."""

from yilan.casework.clock.folding import read_clock
from yilan.casework.clock.happenings import Effect, Happening
from yilan.casework.clock.kinds import KindOfEvent, happening_of
from yilan.casework.clock.limits import LastDay, last_day
from yilan.casework.clock.pauses import Pause
from yilan.casework.clock.reading import Reading, State
from yilan.casework.clock.rules import ClockRule
from yilan.casework.clock.trace import Kind, TraceLine

__all__ = [
    "ClockRule",
    "Effect",
    "Happening",
    "Kind",
    "KindOfEvent",
    "LastDay",
    "Pause",
    "Reading",
    "State",
    "TraceLine",
    "happening_of",
    "last_day",
    "read_clock",
]
