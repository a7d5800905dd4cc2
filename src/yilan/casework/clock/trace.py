"""Lines of a trace, which says in words how a clock came to its due day."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any, cast

from django.utils.functional import Promise

from yilan.casework.clock import words


class Kind(StrEnum):
    """What a line of a trace tells. The first six are days, each of which is told once; the others happen on a day."""

    COUNTED = "counted"
    MAKEUP = "makeup"
    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    PAUSED = "paused"
    DELAYED = "delayed"
    RECEIVED = "received"
    HAPPENED = "happened"
    RESTARTED = "restarted"
    IGNORED = "ignored"
    DUE = "due"
    ENDED = "ended"
    NOTE = "note"


DAYS = frozenset({Kind.COUNTED, Kind.MAKEUP, Kind.WEEKEND, Kind.HOLIDAY, Kind.PAUSED, Kind.DELAYED})


@dataclass(frozen=True, slots=True)
class TraceLine:
    """One line: the days from `first` to `last` (None: nobody knows until when), and what is to be said of them.

    `count`: the working days of the period counted so far. `days`: the working days among those of the line. `article`
    is what it rests on, empty for what the calendar says.
    """

    first: date
    last: date | None
    kind: Kind
    words: str | Promise
    values: Mapping[str, Any] = field(default_factory=dict)
    count: int = 0
    days: int = 0
    article: str = ""

    @property
    def text(self) -> str:
        """The line in the language of the reader, without its days."""
        return said(self.words, self.values)


def said(text: str | Promise, values: Mapping[str, Any]) -> str:
    """Return words with their values, among them dates, words of their own, and several of these."""
    return str(cast("Any", text) % {name: _told(value) for name, value in values.items()})


def _told(value: Any) -> Any:
    if isinstance(value, tuple):
        return str(words.SEPARATOR).join(str(one) for one in value)
    return value.isoformat() if isinstance(value, date) else value


def compacted(lines: Iterable[TraceLine]) -> tuple[TraceLine, ...]:
    """Return a trace in few lines: without weekends, and with working days that follow each other in one."""
    found: list[TraceLine] = []
    for line in lines:
        if line.kind is Kind.WEEKEND:
            continue
        if line.kind is Kind.COUNTED and found and found[-1].kind is Kind.COUNTED:
            found[-1] = _run(found[-1], line)
        else:
            found.append(line)
    return tuple(found)


def _run(run: TraceLine, line: TraceLine) -> TraceLine:
    days = run.days + line.days
    values = {"first": line.count - days + 1, "number": line.count}
    return TraceLine(run.first, line.last, Kind.COUNTED, words.COUNTED_RUN, values, line.count, days)
