"""The clock of a case as a row of days: which count, which do not, which is the last."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from yilan.casework.clock import Reading
from yilan.casework.clock.trace import DAYS, Kind, TraceLine

WIDTH = 7  # of a day, in units of the drawing
LONGEST = 200  # days that are drawn; a clock that stood for longer is told in words only
TONES = {
    Kind.COUNTED: "counted",
    Kind.MAKEUP: "counted",
    Kind.WEEKEND: "free",
    Kind.HOLIDAY: "free",
    Kind.PAUSED: "paused",
    Kind.DELAYED: "delayed",
}


@dataclass(frozen=True)
class Day:
    """One day of the row: where it is drawn, its tone, and whether it is today or the last one."""

    x: int
    tone: str
    is_today: bool
    is_due: bool


def days_of(reading: Reading, today: date) -> list[Day]:
    """Return the row of days of a clock; empty where it cannot be drawn."""
    tones: dict[date, str] = {}
    for line in reading.trace:
        if line.kind in DAYS:
            tones.update(dict.fromkeys(_days(line), TONES[line.kind]))
    if not tones or len(tones) > LONGEST:
        return []
    first = min(tones)
    return [
        Day((day - first).days * WIDTH, tone, day == today, day == reading.due) for day, tone in sorted(tones.items())
    ]


def _days(line: TraceLine) -> Iterator[date]:
    if line.last is None:
        return
    day = line.first
    while day <= line.last:
        yield day
        day += timedelta(days=1)
