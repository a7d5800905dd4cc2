"""Spans during which a clock stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from yilan.casework.clock.happenings import Effect, Happening
from yilan.casework.clock.rules import Terms
from yilan.core.calendar import WorkingCalendar


@dataclass(frozen=True, slots=True)
class Pause:
    """A stop with its end.

    The days after `since` up to and including `last` do not count; `last` None: nobody knows when it ends. `until` is
    the last day of the limit, if there is one. `ender` is the answer or new beginning that ended it.
    """

    stop: Happening
    until: date | None = None
    ender: Happening | None = None

    @property
    def since(self) -> date:
        """The day of the stop, which still counts."""
        return self.stop.on

    @property
    def is_open(self) -> bool:
        """Whether nothing has ended it yet."""
        return self.ender is None

    @property
    def is_late(self) -> bool:
        """Whether its answer came after the limit, so that the clock had gone on before."""
        return self.ender is not None and self.until is not None and self.ender.on > self.until and not self.lapses

    @property
    def lapses(self) -> bool:
        """Whether its limit ends the request, and not the stop."""
        return self.stop.lapses

    @property
    def last(self) -> date | None:
        """The last day that does not count."""
        if self.ender is None:
            return None if self.lapses else self.until
        return self.until if self.is_late else self.ender.on

    def covers(self, day: date) -> bool:
        """Tell whether the day is one of those that do not count."""
        return self.since < day and (self.last is None or day <= self.last)

    def stands_on(self, day: date) -> bool:
        """Tell whether it is waited for on a day: from that of the stop on, until the answer or the limit's end."""
        if day < self.since:
            return False
        if self.ender is not None and day >= self.ender.on:
            return False
        return self.last is None or day <= self.last


def pauses_of(kept: Sequence[Happening], terms: Terms, calendar: WorkingCalendar) -> list[Pause]:
    """Return a pause for each stop, by day. What began it and what ended it may have any order in between."""
    stops = [one for one in kept if one.effect is Effect.STOP and not (one.limit and terms.running(one.limit))]
    return [_pause(stop, kept, terms, calendar) for stop in stops]


def _pause(stop: Happening, kept: Sequence[Happening], terms: Terms, calendar: WorkingCalendar) -> Pause:
    ender = next((one for one in kept if _ends(one, stop)), None)
    return Pause(stop, _until(stop, terms, calendar), ender)


def _ends(one: Happening, stop: Happening) -> bool:
    """Tell whether a happening ends a stop: its answer, or a new beginning. One without a name ends all before it."""
    if one.effect is Effect.RESUME:
        return one.on >= stop.on and one.ties_to(stop.name)
    if one.effect is not Effect.RESTART:
        return False
    return (one.on >= stop.on and one.ties_to(stop.name)) if one.name else one.on > stop.on


def _until(stop: Happening, terms: Terms, calendar: WorkingCalendar) -> date | None:
    """Return the last day of the stop's limit; a set date that is no working day moves on, as all limits do."""
    if stop.until is not None:
        return calendar.next_working_day(max(stop.until, stop.on))
    begins = max(stop.reached or stop.on, stop.on)
    limit = terms.limit(stop.limit, begins) if stop.limit else None
    if limit is None:
        return None
    return calendar.add_working_days(begins, limit.working_days)
