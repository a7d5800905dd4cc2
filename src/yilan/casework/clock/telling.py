"""Writes the trace of a clock from all that it was told."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from django.utils.functional import Promise

from yilan.casework.clock import words
from yilan.casework.clock.counting import Counted
from yilan.casework.clock.happenings import Effect, Happening
from yilan.casework.clock.pauses import Pause
from yilan.casework.clock.periods import Period
from yilan.casework.clock.telling_days import Days, label_of
from yilan.casework.clock.told import Told
from yilan.casework.clock.trace import DAYS, Kind, TraceLine, said

# On one day: the day itself, what began on it, what happened on it, that it is the last, how it ended, remarks.
RANKS = {Kind.RECEIVED: 1, Kind.RESTARTED: 1, Kind.DUE: 3, Kind.ENDED: 4, Kind.NOTE: 5} | dict.fromkeys(DAYS, 0)
HAPPENS = 2


def trace_of(told: Told) -> tuple[TraceLine, ...]:
    """Return the lines in the order of their days, each with the count so far."""
    lines = sorted(_Teller(told).lines(), key=lambda line: (line.first, RANKS.get(line.kind, HAPPENS)))
    count = 0
    found = []
    for line in lines:
        if line.kind in DAYS or line.kind in {Kind.RECEIVED, Kind.RESTARTED}:
            count = line.count
        found.append(replace(line, count=count))
    return tuple(found)


class _Teller:
    def __init__(self, told: Told) -> None:
        self.told = told
        self.counts = [period.counted(told.pauses, told.calendar) for period in told.periods]

    def lines(self) -> Iterator[TraceLine]:
        for number, (period, counted) in enumerate(zip(self.told.periods, self.counts, strict=True)):
            yield from self._period(number, period, counted)
        for one in self.told.kept:
            yield from self._happened(one) if self.told.periods else self._undue(one)
        for ignored in self.told.ignored:
            yield self._ignored(ignored.happening, ignored.reason, ignored.day)
        last = max(line_day for line_day in (self._due(-1), self.told.received) if line_day)
        for note in self.told.notes:
            yield TraceLine(last, last, Kind.NOTE, note.words, note.values)

    def _due(self, number: int) -> date | None:
        if not self.told.periods:
            return None
        return self.told.periods[number].due(self.told.pauses, self.told.calendar)

    # ---- a period: its beginning, its days, its last day, its end

    def _period(self, number: int, period: Period, counted: Counted) -> Iterator[TraceLine]:
        following = self.told.periods[number + 1 : number + 2]
        due = self._due(number)
        yield self._beginning(number, period)
        cut_off = following[0].start if following else None
        if cut_off and period.ended_by is not None and due is not None and due < cut_off:
            cut_off = None  # it had run its course before the case was opened again
        yield from Days(period, counted, self.told.calendar).lines(cut_off)
        if due is not None and cut_off is None:
            yield TraceLine(due, due, Kind.DUE, words.DUE, article=self._answer_article())
        if period.ended_by is not None:
            yield self._ending(period.ended_by, due)

    def _beginning(self, number: int, period: Period) -> TraceLine:
        begun = period.begun_by
        if begun is None:
            values = {"limit": period.days}
            day = self.told.received
            return TraceLine(day, day, Kind.RECEIVED, words.RECEIVED, values, article=self._answer_article())
        reopened = self.told.periods[number - 1].ended_by is not None
        return _line(begun, Kind.RESTARTED, words.REOPENED if reopened else words.RESTARTED)

    def _ending(self, end: Happening, due: date | None) -> TraceLine:
        calendar = self.told.calendar
        if due is None:
            return _line(end, Kind.ENDED, words.ENDED_UNDUE)
        if end.on <= due:
            return _line(end, Kind.ENDED, words.ENDED)
        days = calendar.working_days_between(due, calendar.next_working_day(end.on))
        return _line(end, Kind.ENDED, words.ENDED_LATE, {"days": days})

    def _answer_article(self) -> str:
        answer = self.told.terms.answer
        return answer.article if answer else ""

    # ---- single happenings

    def _undue(self, one: Happening) -> Iterator[TraceLine]:
        """Yield a happening of a case in which nothing can be due; the notes say why."""
        for note in self.told.notes:
            yield self._ignored(one, note.words, None)

    def _happened(self, one: Happening) -> Iterator[TraceLine]:
        if one.effect is Effect.STOP:
            yield self._stopped(one)
        elif one.effect is Effect.RESUME:
            yield self._resumed(one)
        elif one.effect is Effect.EXTEND:
            yield from self._extended(one)
        elif one.effect is Effect.DELAY and any(one in period.delays for period in self.told.periods):
            until = self.told.calendar.next_working_day(one.until or one.on)
            yield _line(one, Kind.HAPPENED, words.DELAYED_TO, {"until": until})

    def _heeded(self) -> Iterator[Pause]:
        for counted in self.counts:
            yield from counted.pauses

    def _stopped(self, one: Happening) -> TraceLine:
        running = self.told.terms.running(one.limit) if one.limit else None
        if running:
            return self._ignored(one, words.RUNS_ON, None, running.article)
        pause = next((pause for pause in self._heeded() if pause.stop == one), None)
        if pause is None:
            return self._ignored(one, words.RUN_OUT, self._ran_out(one))
        limit = self.told.terms.limit(one.limit, one.on) if one.limit else None
        article = limit.article if limit else ""
        if pause.until is None:
            return _line(one, Kind.HAPPENED, words.STOPPED, article=article)
        said_so = words.STOPPED_OR_LAPSES if one.lapses else words.STOPPED_UNTIL
        return _line(one, Kind.HAPPENED, said_so, {"until": pause.until}, article)

    def _ran_out(self, one: Happening) -> date | None:
        """Return the last day counted in the period in which something happened."""
        numbers = [number for number, period in enumerate(self.told.periods) if period.start <= one.on]
        return self.counts[numbers[-1]].last if numbers else None

    def _resumed(self, one: Happening) -> TraceLine:
        ended = [pause for pause in self._heeded() if pause.ender == one]
        if not ended:
            return self._ignored(one, words.NO_STOP, None)
        if all(pause.is_late for pause in ended):
            until = max(pause.until for pause in ended if pause.until)
            return _line(one, Kind.HAPPENED, words.RESUMED_LATE, {"until": until})
        return _line(one, Kind.HAPPENED, words.RESUMED)

    def _extended(self, one: Happening) -> Iterator[TraceLine]:
        for period in self.told.periods:
            if period.extended_by == one and self.told.terms.extension:
                text = words.EXTENDED_AT_MOST if period.capped else words.EXTENDED
                yield _line(one, Kind.HAPPENED, text, {"days": period.extension}, self.told.terms.extension.article)

    def _ignored(self, one: Happening, reason: str | Promise, day: date | None, article: str = "") -> TraceLine:
        values = {"label": label_of(one), "reason": _Said(reason, {"day": day} if day else {})}
        return TraceLine(one.on, one.on, Kind.IGNORED, words.IGNORED, values, article=article)


class _Said:
    """Words with their values, to stand within others; they are said when these are."""

    def __init__(self, text: str | Promise, values: dict[str, Any]) -> None:
        self.text = text
        self.values = values

    def __str__(self) -> str:
        return said(self.text, self.values)


def _line(
    one: Happening, kind: Kind, text: str | Promise, values: dict[str, Any] | None = None, article: str = ""
) -> TraceLine:
    return TraceLine(
        one.on, one.on, kind, text, {"label": label_of(one), **(values or {})}, article=one.article or article
    )
