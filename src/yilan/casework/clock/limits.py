"""Limits beside that of the answer: to tell what is to be corrected, to pay, to answer a letter."""

from dataclasses import dataclass
from datetime import date

from yilan.casework.clock.rules import ClockRule
from yilan.core.calendar import CalendarRangeError, WorkingCalendar, default_calendar
from yilan.core.regimes import Limit


@dataclass(frozen=True, slots=True)
class LastDay:
    """The last day of a limit; `provisional` while the holidays of its year are not announced."""

    day: date
    provisional: bool
    limit: Limit


def last_day(code: str, start: date, *, received: date, calendar: WorkingCalendar | None = None) -> LastDay | None:
    """Return the last day of a limit that begins on a day, in a case received on another.

    The start is not counted: for `correction_notice` the day of receipt, for `payment`, `third_party` and
    `joint_maker` the day on which the notice or letter arrived. None where the case's law sets no such limit.
    `ValueError` for a limit that is not counted in working days.
    """
    calendar = calendar or default_calendar()
    limit = ClockRule().terms(received).limit(code, start)
    if limit is None:
        return None
    try:
        day = calendar.add_working_days(start, limit.working_days)
    except CalendarRangeError:
        return None
    return LastDay(day, calendar.is_provisional(day), limit)
