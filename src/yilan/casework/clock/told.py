"""All that a clock was told, in order and sorted out: what a reading is taken from, and its trace written from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.functional import Promise

from yilan.casework.clock.happenings import Happening
from yilan.casework.clock.pauses import Pause
from yilan.casework.clock.periods import Ignored, Period
from yilan.casework.clock.rules import Terms
from yilan.core.calendar import WorkingCalendar


@dataclass(frozen=True, slots=True)
class Note:
    """A remark on the whole reading; `words` with their `values`."""

    words: str | Promise
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True, eq=False)
class Told:
    """The happenings that count (`kept`) and those that do not, with the periods and pauses that they come to."""

    received: date
    terms: Terms
    kept: Sequence[Happening]
    ignored: Sequence[Ignored]
    pauses: Sequence[Pause]
    periods: Sequence[Period]
    notes: Sequence[Note]
    calendar: WorkingCalendar
