"""Reads the yearly holiday notices from TOML."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data"
SATURDAY = 5


class CalendarDataError(ValueError):
    """A data file of the calendar contradicts itself; the message names the file and the day."""


@dataclass(frozen=True, slots=True)
class Holiday:
    """One named holiday of one year with all its days off, weekends among them included."""

    code: str
    name: str
    dates: tuple[date, ...]


@dataclass(frozen=True, slots=True)
class YearNotice:
    """What the State Council's notices say about one calendar year. Weekends are implied."""

    year: int
    version: int
    source: str
    holidays: tuple[Holiday, ...]
    makeup_working_days: tuple[date, ...]

    def __post_init__(self) -> None:
        """Refuse days of another year, days named twice and make-up days that are no weekend."""
        holidays = [day for holiday in self.holidays for day in holiday.dates]
        named = [*holidays, *self.makeup_working_days]
        for day in named:
            if day.year != self.year:
                raise CalendarDataError(f"{self.year}.toml: {day} belongs to another year's file")
        if len(set(named)) != len(named):
            raise CalendarDataError(f"{self.year}.toml names a day twice")
        for day in self.makeup_working_days:
            if day.weekday() < SATURDAY:
                raise CalendarDataError(f"{self.year}.toml: make-up day {day} is no Saturday or Sunday")


def notice_from_toml(table: Mapping[str, Any]) -> YearNotice:
    """Build one year from its parsed TOML table; KeyError where a field is missing."""
    return YearNotice(
        year=table["year"],
        version=table["version"],
        source=table["source"],
        holidays=tuple(
            Holiday(code=entry["code"], name=entry["name"], dates=tuple(entry["dates"])) for entry in table["holidays"]
        ),
        makeup_working_days=tuple(table["makeup_working_days"]),
    )


def load_notices(folder: Path = DATA) -> tuple[YearNotice, ...]:
    """Read every YYYY.toml of the folder, oldest first."""
    notices = []
    for path in sorted(folder.glob("*.toml")):
        notice = notice_from_toml(tomllib.loads(path.read_text(encoding="utf-8")))
        if path.stem != str(notice.year):
            raise CalendarDataError(f"{path.name} holds the year {notice.year}")
        notices.append(notice)
    return tuple(notices)
