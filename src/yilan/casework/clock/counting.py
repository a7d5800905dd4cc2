"""Counting a period along the calendar, and over pauses."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from yilan.casework.clock.pauses import Pause
from yilan.core.calendar import WorkingCalendar


@dataclass(frozen=True, slots=True)
class Counted:
    """A period counted to its end: the last day, or None while a pause without an end stands in it.

    `pauses` are those that moved the end. What stops a clock after the period has run out moves nothing.
    """

    last: date | None
    pauses: tuple[Pause, ...]


def count(start: date, days: int, pauses: Iterable[Pause], calendar: WorkingCalendar) -> Counted:
    """Return the period of so many working days after the start, those of the pauses not counted.

    A stop on the period's last day still moves its end: the clock stands before that day is over.
    """
    last = calendar.add_working_days(start, days)
    reached = start
    endless = False
    heeded = []
    for pause in sorted(pauses, key=lambda one: (one.since, one.last or date.max)):
        if (pause.since > last and not endless) or (pause.last is not None and pause.last <= start):
            continue
        heeded.append(pause)
        begins = max(pause.since, reached)
        if pause.last is None:
            endless = True
        elif pause.last > begins and not endless:
            last = calendar.add_working_days(last, calendar.working_days_between(begins, pause.last))
            reached = pause.last
    return Counted(None if endless else last, tuple(heeded))


def excluded_between(first: date, last: date, pauses: Sequence[Pause], calendar: WorkingCalendar) -> int:
    """Count the working days after the first day, up to the last, that pauses leave out; each once."""
    found, reached = 0, first
    for pause in sorted(pauses, key=lambda one: one.since):
        begins, ends = max(pause.since, reached), min(pause.last or last, last)
        if ends > begins:
            found += calendar.working_days_between(begins, ends)
            reached = ends
    return found
