"""From what happened to what the clock says."""

from collections.abc import Iterable, Sequence
from datetime import date

from yilan.casework.clock import words
from yilan.casework.clock.counting import excluded_between
from yilan.casework.clock.happenings import Effect, Happening, in_order
from yilan.casework.clock.pauses import Pause, pauses_of
from yilan.casework.clock.periods import Ignored, Periods
from yilan.casework.clock.reading import Reading, State
from yilan.casework.clock.rules import ClockRule
from yilan.casework.clock.told import Note, Told
from yilan.core.calendar import CalendarRangeError, WorkingCalendar, default_calendar

# Make-up days for New Year have lain on 29 to 31 December (2005, 2006, 2007, 2011): these wait for the next notice.
UNSETTLED_FROM = (12, 29)


def read_clock(
    received: date,
    rule: ClockRule,
    happenings: Iterable[Happening],
    *,
    calendar: WorkingCalendar | None = None,
    as_of: date | None = None,
) -> Reading:
    """Read a clock: when the answer to what was received on a day is due after all that has happened.

    Pure, and total over days and happenings: what cannot be is left out and explained in the trace, in whatever order
    and however often it is told. With `as_of`, what lies after that day is not known yet. Raises `NoLimit` for a rule
    with a code that the law of the day does not know.
    """
    calendar = calendar or default_calendar()
    terms = rule.terms(received)
    kept, ignored = _sifted(received, in_order(happenings), as_of)
    if terms.answer is None:
        return _undue(Told(received, terms, kept, ignored, (), (), (Note(words.NO_LAW, {}),), calendar), as_of)
    try:
        pauses = pauses_of(kept, terms, calendar)
        periods = Periods(received, terms.answer, terms.extension, pauses, calendar)
        periods.read(kept)
        told = Told(received, terms, kept, [*ignored, *periods.ignored], pauses, periods.found, (), calendar)
        return _reading(told, as_of)
    except CalendarRangeError:
        return _undue(Told(received, terms, kept, ignored, (), (), (Note(words.OUT_OF_RANGE, {}),), calendar), as_of)


def _sifted(
    received: date, happenings: Sequence[Happening], as_of: date | None
) -> tuple[list[Happening], list[Ignored]]:
    """Part what can count from what lies outside the case: before its receipt, after its end, not known yet."""
    kept: list[Happening] = []
    ignored: list[Ignored] = []
    ended: date | None = None
    for one in happenings:
        if one.on < received:
            ignored.append(Ignored(one, words.BEFORE_RECEIPT))
        elif as_of is not None and one.on > as_of:
            ignored.append(Ignored(one, words.AFTER_READING))
        elif ended is not None and one.effect is not Effect.RESTART:
            ignored.append(Ignored(one, words.AFTER_END, ended))
        else:
            ended = one.on if one.effect is Effect.END else None
            kept.append(one)
    return kept, ignored


def _reading(told: Told, as_of: date | None) -> Reading:
    calendar, period = told.calendar, told.periods[-1]
    counted = period.counted(told.pauses, calendar)
    due = period.due(told.pauses, calendar)
    ended = period.ended_by
    open_pauses = () if ended else tuple(one for one in counted.pauses if _is_waited_for(one, as_of))
    notes = _notes(told, due, open_pauses)
    return Reading(
        received=told.received,
        due=due,
        provisional=bool(notes),
        state=State.ENDED if ended else State.PAUSED if open_pauses else State.RUNNING,
        paused_by=open_pauses,
        regime=told.terms.code,
        calendar_version=calendar.version,
        started=period.start,
        limit=period.days,
        extended_by=period.extension,
        ended_on=ended.on if ended else None,
        as_of=as_of,
        days_left=None if ended else _left(due, as_of, counted.pauses, calendar),
        late_by=_late(due, ended.on if ended else as_of, calendar),
        _told=Told(told.received, told.terms, told.kept, told.ignored, told.pauses, told.periods, notes, calendar),
    )


def _is_waited_for(pause: Pause, as_of: date | None) -> bool:
    return pause.is_open if as_of is None else pause.stands_on(as_of)


def _notes(told: Told, due: date | None, open_pauses: Sequence[Pause]) -> tuple[Note, ...]:
    """Return why the due day may still change."""
    if due is None:
        return ()
    notes = []
    if any(one.last is not None for one in open_pauses):
        notes.append(Note(words.PROVISIONAL_STOP, {}))
    year = _unsettled_year(told.received, due, told.calendar)
    if year is not None:
        notes.append(Note(words.PROVISIONAL_YEAR, {"year": year}))
    return tuple(notes)


def _unsettled_year(first: date, last: date, calendar: WorkingCalendar) -> int | None:
    """Return the year whose notice is not out and may still move a day of the span."""
    for day in (first, last):
        if calendar.is_provisional(day):
            return day.year
    next_year = last.year + 1
    if (last.month, last.day) >= UNSETTLED_FROM and calendar.is_provisional(date(next_year, 1, 1)):
        return next_year
    return None


def _left(due: date | None, as_of: date | None, pauses: Sequence[Pause], calendar: WorkingCalendar) -> int | None:
    if due is None or as_of is None:
        return None
    if as_of >= due:
        return 0
    return calendar.working_days_between(as_of, due) - excluded_between(as_of, due, pauses, calendar)


def _late(due: date | None, day: date | None, calendar: WorkingCalendar) -> int:
    """Return how many working days a day lies after the due day; what comes at a weekend comes with the next."""
    if due is None or day is None or day <= due:
        return 0
    return calendar.working_days_between(due, calendar.next_working_day(day))


def _undue(told: Told, as_of: date | None) -> Reading:
    """Return a reading that says why nothing can be due."""
    ended = next((one.on for one in told.kept if one.effect is Effect.END), None)
    return Reading(
        received=told.received,
        due=None,
        provisional=False,
        state=State.ENDED if ended else State.RUNNING,
        paused_by=(),
        regime=told.terms.code,
        calendar_version=told.calendar.version,
        started=told.received,
        limit=0,
        extended_by=0,
        ended_on=ended,
        as_of=as_of,
        days_left=None,
        late_by=0,
        _told=told,
    )
