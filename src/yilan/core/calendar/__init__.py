"""The Chinese working-day calendar, on which every statutory limit runs."""

from yilan.core.calendar.days import (
    CalendarRangeError,
    WorkingCalendar,
    add_working_days,
    calendar_version,
    default_calendar,
    explain,
    holiday_name,
    is_provisional,
    is_working_day,
    next_working_day,
    working_days_between,
)
from yilan.core.calendar.notices import CalendarDataError, Holiday, YearNotice, load_notices

__all__ = [
    "CalendarDataError",
    "CalendarRangeError",
    "Holiday",
    "WorkingCalendar",
    "YearNotice",
    "add_working_days",
    "calendar_version",
    "default_calendar",
    "explain",
    "holiday_name",
    "is_provisional",
    "is_working_day",
    "load_notices",
    "next_working_day",
    "working_days_between",
]
