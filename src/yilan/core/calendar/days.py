"""Answers which days are working days, and counts along them."""

import hashlib
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from datetime import date
from functools import cache, cached_property

from yilan.core.calendar.notices import YearNotice, load_notices

FIRST_DAY = date(1990, 1, 1).toordinal()
LAST_DAY = date(2099, 12, 31).toordinal()
WORKING_WEEKDAYS = 5
# Years without a notice: the days that 全国年节及纪念日放假办法 fixes by the solar calendar in every version since
# 1999. The moveable feasts and the two-day Labour Day of 2025 wait for the notice.
FIXED_HOLIDAYS = {
    (1, 1): ("new_years_day", "元旦"),
    (5, 1): ("labour_day", "劳动节"),
    (10, 1): ("national_day", "国庆节"),
    (10, 2): ("national_day", "国庆节"),
    (10, 3): ("national_day", "国庆节"),
}


class CalendarRangeError(ValueError):
    """The count starts or ends outside 1990 to 2099, the span for which days are laid out."""


class WorkingCalendar:
    """Working days built from yearly notices; immutable, so one instance may be shared by threads."""

    def __init__(self, notices: Sequence[YearNotice]) -> None:
        self.notices = tuple(notices)
        self._years = frozenset(notice.year for notice in notices)
        self._holidays = {
            day.toordinal(): (holiday.code, holiday.name)
            for notice in notices
            for holiday in notice.holidays
            for day in holiday.dates
        }
        self._makeup = frozenset(day.toordinal() for notice in notices for day in notice.makeup_working_days)

    @cached_property
    def version(self) -> str:
        """Name of the data's exact state, kept with every computed date: 'cn-<last year>-<12 hex digits>'."""
        lines = [f"{ordinal} {code}" for ordinal, (code, _name) in sorted(self._holidays.items())]
        lines += [f"{ordinal} makeup" for ordinal in sorted(self._makeup)]
        lines += [f"year {year}" for year in sorted(self._years)]
        digest = hashlib.sha256("\n".join(lines).encode()).hexdigest()
        return f"cn-{max(self._years, default=0)}-{digest[:12]}"

    def is_provisional(self, day: date) -> bool:
        """Tell whether no notice for the day's year is known, so that the answer may still change."""
        return day.year not in self._years

    def _holiday(self, day: date) -> tuple[str, str] | None:
        """Return code and name of the holiday that takes the day off."""
        if day.year in self._years:
            return self._holidays.get(day.toordinal())
        return FIXED_HOLIDAYS.get((day.month, day.day))

    def holiday_name(self, day: date) -> str | None:
        """Return the Chinese name of the holiday, or None on any other day."""
        holiday = self._holiday(day)
        return holiday[1] if holiday else None

    def is_working_day(self, day: date) -> bool:
        """Tell whether offices work: a weekday that is no holiday, or a weekend day made up for one."""
        if self._holiday(day):
            return False
        return day.weekday() < WORKING_WEEKDAYS or day.toordinal() in self._makeup

    def explain(self, day: date) -> str:
        """Return the reason as a short code.

        'working_day', 'makeup_day', 'weekend' or 'holiday:<code>'; 'provisional:' stands in front where no
        notice for the year is known.
        """
        holiday = self._holiday(day)
        if holiday:
            reason = f"holiday:{holiday[0]}"
        elif day.toordinal() in self._makeup:
            reason = "makeup_day"
        else:
            reason = "working_day" if day.weekday() < WORKING_WEEKDAYS else "weekend"
        return f"provisional:{reason}" if self.is_provisional(day) else reason

    @cached_property
    def _working(self) -> list[int]:
        """All working days of the span as sorted ordinals: counting is then two bisections."""
        days = (date.fromordinal(ordinal) for ordinal in range(FIRST_DAY, LAST_DAY + 1))
        return [day.toordinal() for day in days if self.is_working_day(day)]

    def _place(self, day: date) -> int:
        """Return how many working days of the span are not after the day."""
        ordinal = day.toordinal()
        if not FIRST_DAY <= ordinal <= LAST_DAY:
            raise CalendarRangeError(f"{day} lies outside the calendar (1990 to 2099); check the year")
        return bisect_right(self._working, ordinal)

    def add_working_days(self, start: date, n: int) -> date:
        """Return the n-th working day after the start.

        The start itself is day 0 and never counted; n = 0 gives the start back, whether it works or not.
        Raises ValueError for a negative n and CalendarRangeError outside 1990 to 2099.
        """
        if n < 0:
            raise ValueError(f"n counts working days forward and cannot be {n}")
        place = self._place(start)
        if n == 0:
            return date.fromordinal(start.toordinal())
        if place + n > len(self._working):
            raise CalendarRangeError(f"{n} working days after {start} lie beyond 2099")
        return date.fromordinal(self._working[place + n - 1])

    def working_days_between(self, a: date, b: date) -> int:
        """Count the working days after a up to and including b; negative when b lies before a."""
        return self._place(b) - self._place(a)

    def next_working_day(self, day: date) -> date:
        """Return the day itself when offices work on it, else the first working day after it."""
        self._place(day)
        place = bisect_left(self._working, day.toordinal())
        if place == len(self._working):
            raise CalendarRangeError(f"no working day of the calendar follows {day}")
        return date.fromordinal(self._working[place])


@cache
def default_calendar() -> WorkingCalendar:
    """Return the calendar of the notices shipped with the platform, read once."""
    return WorkingCalendar(load_notices())


def is_working_day(day: date) -> bool:
    """Tell whether offices work on the day."""
    return default_calendar().is_working_day(day)


def add_working_days(start: date, n: int) -> date:
    """Return the n-th working day after the start, which is day 0 (see `WorkingCalendar`)."""
    return default_calendar().add_working_days(start, n)


def working_days_between(a: date, b: date) -> int:
    """Count the working days after a up to and including b; negative when b lies before a."""
    return default_calendar().working_days_between(a, b)


def next_working_day(day: date) -> date:
    """Return the day itself when offices work on it, else the first working day after it."""
    return default_calendar().next_working_day(day)


def is_provisional(day: date) -> bool:
    """Tell whether no notice for the day's year is known, so that the answer may still change."""
    return default_calendar().is_provisional(day)


def holiday_name(day: date) -> str | None:
    """Return the Chinese name of the holiday, or None on any other day."""
    return default_calendar().holiday_name(day)


def explain(day: date) -> str:
    """Return why the day works or not, as a short code (see `WorkingCalendar.explain`)."""
    return default_calendar().explain(day)


def calendar_version() -> str:
    """Name the exact state of the calendar's data, to be kept with every computed date."""
    return default_calendar().version
