"""The periods of a case: the one that began with its receipt, and one for each new beginning."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from django.utils.functional import Promise

from yilan.casework.clock import words
from yilan.casework.clock.counting import Counted, count
from yilan.casework.clock.happenings import Effect, Happening
from yilan.casework.clock.pauses import Pause
from yilan.core.calendar import WorkingCalendar
from yilan.core.regimes import Limit


@dataclass(frozen=True, slots=True)
class Ignored:
    """A happening that moved nothing, and why; `day` is named by the reason where it names one."""

    happening: Happening
    reason: str | Promise
    day: date | None = None


@dataclass(slots=True)
class Period:
    """One count. `begun_by` is the new beginning, None for the period of the receipt."""

    start: date
    days: int
    begun_by: Happening | None = None
    ended_by: Happening | None = None
    extended_by: Happening | None = None
    extension: int = 0
    capped: bool = False
    delayed_to: date | None = None
    delays: list[Happening] = field(default_factory=list)

    def counted(self, pauses: Sequence[Pause], calendar: WorkingCalendar) -> Counted:
        """Return the count with its extension, without regard to a delayed date."""
        return count(self.start, self.days + self.extension, pauses, calendar)

    def due(self, pauses: Sequence[Pause], calendar: WorkingCalendar) -> date | None:
        """Return the last day for the answer; None while nobody can say."""
        last = self.counted(pauses, calendar).last
        return last if last is None or self.delayed_to is None else max(last, self.delayed_to)


class Periods:
    """Reads happenings, which come in their order, into periods. What it ignores stands in `ignored`."""

    def __init__(
        self, received: date, answer: Limit, extension: Limit | None, pauses: Sequence[Pause], calendar: WorkingCalendar
    ) -> None:
        self.extension = extension
        self.pauses = pauses
        self.calendar = calendar
        self.days = answer.working_days
        self.found = [Period(received, self.days)]
        self.ignored: list[Ignored] = []

    def read(self, kept: Sequence[Happening]) -> None:
        """Read all happenings; stops and their answers are in the pauses already."""
        readers = {
            Effect.RESTART: self._restart,
            Effect.EXTEND: self._extend,
            Effect.DELAY: self._delay,
            Effect.END: self._end,
        }
        for one in kept:
            if one.effect in readers:
                readers[one.effect](one)

    def _end(self, one: Happening) -> None:
        self.found[-1].ended_by = one

    def _ignore(self, one: Happening, reason: str | Promise, day: date | None = None) -> None:
        self.ignored.append(Ignored(one, reason, day))

    def _run_out(self, one: Happening) -> date | None:
        """Return the day on which the period had run out before a happening, None while it runs or stands."""
        due = self.found[-1].due(self.pauses, self.calendar)
        return due if due is not None and due < one.on else None

    def _restart(self, one: Happening) -> None:
        # What it answers stood until then, whatever limit was set: a correction that was waited for and came.
        opened = [replace(pause, until=None, ender=None) if pause.ender == one else pause for pause in self.pauses]
        period = self.found[-1]
        due = period.due(opened, self.calendar)
        if period.ended_by is None and due is not None and due < one.on:
            self._ignore(one, words.RUN_OUT, due)
            return
        self.found.append(Period(one.on, self.days, begun_by=one))

    def _extend(self, one: Happening) -> None:
        period, limit = self.found[-1], self.extension
        run_out = self._run_out(one)
        if limit is None:
            self._ignore(one, words.NO_EXTENSION)
        elif one.days is not None and one.days < 1:
            self._ignore(one, words.NO_DAYS)
        elif run_out:
            self._ignore(one, words.RUN_OUT, run_out)
        elif period.extended_by is not None:
            self._ignore(one, words.ONE_EXTENSION)
        else:
            period.extended_by = one
            period.extension = min(one.days or limit.working_days, limit.working_days)
            period.capped = one.days is not None and one.days > limit.working_days

    def _delay(self, one: Happening) -> None:
        period = self.found[-1]
        run_out = self._run_out(one)
        if one.until is None:
            self._ignore(one, words.NO_DATE)
        elif run_out:
            self._ignore(one, words.RUN_OUT, run_out)
        else:
            day = self.calendar.next_working_day(one.until)
            due = period.due(self.pauses, self.calendar)
            if due is not None and day <= due:
                self._ignore(one, words.NOT_LATER)
            else:
                period.delayed_to = max(day, period.delayed_to or day)
                period.delays.append(one)
