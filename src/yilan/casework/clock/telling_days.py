"""The days of a period, told one by one."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from yilan.casework.clock import words
from yilan.casework.clock.counting import Counted
from yilan.casework.clock.happenings import Happening
from yilan.casework.clock.pauses import Pause
from yilan.casework.clock.periods import Period
from yilan.casework.clock.trace import Kind, TraceLine
from yilan.core.calendar import WorkingCalendar

ONE_DAY = timedelta(days=1)


def label_of(happening: Happening) -> Any:
    """Return what a happening is called, by its effect when it has no name of its own."""
    return happening.label or words.FALLBACKS[happening.effect]


class Days:
    """Tells the days of one period, up to its due day, or to the new beginning that cut it off."""

    def __init__(self, period: Period, counted: Counted, calendar: WorkingCalendar) -> None:
        self.period = period
        self.pauses = counted.pauses
        self.counted_to = counted.last
        self.calendar = calendar
        self.count = 0

    def lines(self, cut_off: date | None) -> Iterator[TraceLine]:
        """Yield the lines of the days after the start; `cut_off` is the day of the next period's beginning."""
        end = self.period.ended_by
        if self.counted_to is None and cut_off is None and end is not None:
            cut_off = end.on
        last = self.counted_to or cut_off
        if last is not None:
            yield from self._told(self.period.start + ONE_DAY, min(last, cut_off or last))
            if cut_off is None:
                yield from self._delayed(last)
        else:
            yield from self._standing()

    def _standing(self) -> Iterator[TraceLine]:
        """Yield the days until a pause that nobody knows the end of, and that."""
        endless = [pause for pause in self.pauses if pause.last is None]
        last = max(self.period.start, min(pause.since for pause in endless))
        yield from self._told(self.period.start + ONE_DAY, last)
        why = tuple(dict.fromkeys(label_of(pause.stop) for pause in endless))
        yield TraceLine(last + ONE_DAY, None, Kind.PAUSED, words.PAUSED_OPEN, {"why": why}, self.count)

    def _delayed(self, last: date) -> Iterator[TraceLine]:
        """Yield the days from the end of the count to the delayed date."""
        until = self.period.delayed_to
        if until is not None and until > last:
            days = self.calendar.working_days_between(last, until)
            yield TraceLine(last + ONE_DAY, until, Kind.DELAYED, words.DELAYED, {}, self.count, days)

    def _told(self, first: date, last: date) -> Iterator[TraceLine]:
        days = (first + timedelta(days=number) for number in range((last - first).days + 1))
        for (kind, standing, _own), group in groupby(days, key=self._sort_of):
            run = list(group)
            if kind is Kind.PAUSED:
                yield self._paused(run, standing)
            elif kind is Kind.HOLIDAY:
                yield self._holiday(run)
            elif kind is Kind.WEEKEND:
                yield TraceLine(run[0], run[-1], kind, words.WEEKEND, {}, self.count)
            else:
                self.count += 1
                said = words.MAKEUP if kind is Kind.MAKEUP else words.COUNTED
                yield TraceLine(run[0], run[0], kind, said, {"number": self.count}, self.count, 1)

    def _sort_of(self, day: date) -> tuple[Kind, Sequence[Pause], date | None]:
        """Return what days have in common that share a line; a day that counts shares with none."""
        standing = tuple(pause for pause in self.pauses if pause.covers(day))
        if standing:
            return Kind.PAUSED, standing, None
        reason = self.calendar.explain(day).removeprefix("provisional:")
        if reason == "working_day":
            return Kind.COUNTED, (), day
        if reason == "makeup_day":
            return Kind.MAKEUP, (), day
        return (Kind.WEEKEND if reason == "weekend" else Kind.HOLIDAY), (), None

    def _paused(self, run: Sequence[date], standing: Sequence[Pause]) -> TraceLine:
        days = sum(map(self.calendar.is_working_day, run))
        why = tuple(dict.fromkeys(label_of(pause.stop) for pause in standing))
        article = next((pause.stop.article for pause in standing if pause.stop.article), "")
        values = {"days": days, "why": why}
        return TraceLine(run[0], run[-1], Kind.PAUSED, words.PAUSED, values, self.count, days, article)

    def _holiday(self, run: Sequence[date]) -> TraceLine:
        codes = dict.fromkeys(self.calendar.explain(day).rpartition(":")[2] for day in run)
        names = {code: self._holiday_name(code, run) for code in codes}
        return TraceLine(run[0], run[-1], Kind.HOLIDAY, words.HOLIDAY, {"holiday": tuple(names.values())}, self.count)

    def _holiday_name(self, code: str, run: Sequence[date]) -> Any:
        if code in words.HOLIDAYS:
            return words.HOLIDAYS[code]
        named = (day for day in run if self.calendar.explain(day).endswith(f":{code}"))
        return self.calendar.holiday_name(next(named)) or code
