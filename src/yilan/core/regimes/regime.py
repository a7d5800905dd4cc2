"""Reads the regimes of `data/` and answers which holds on a day.

Code asks for a limit by what it is for (`answer`, `extension`, …) and never names a number of days or an article.
"""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from yilan.core.calendar import add_working_days

DATA = Path(__file__).parent / "data"
MEASURES = DATA / "measures"
WORKING_DAYS = "working_days"
DAY_OF_NEXT_YEAR = "day_of_next_year"


class RegimeDataError(ValueError):
    """A data file contradicts itself or another; the message names the file."""


class NoRegime(LookupError):
    """No Regulation was in force on the day."""


class NoLimit(LookupError):
    """The Regulation in force sets no such limit."""


@dataclass(frozen=True, slots=True)
class Limit:
    """A limit of law. `amount` is a number of working days, or the month and day of the next year ("03-31")."""

    code: str
    amount: int | str
    unit: str
    article: str
    meaning: str
    source: str

    def __post_init__(self) -> None:
        """Refuse amounts that do not fit their unit."""
        if self.unit == WORKING_DAYS and isinstance(self.amount, int) and self.amount > 0:
            return
        if self.unit == DAY_OF_NEXT_YEAR and isinstance(self.amount, str):
            date.fromisoformat(f"2001-{self.amount}")
            return
        raise RegimeDataError(f"{self.source} {self.code}: {self.amount!r} is no amount of {self.unit}")

    @property
    def working_days(self) -> int:
        """The amount of a limit in working days; `ValueError` for one of another unit."""
        if isinstance(self.amount, int):
            return self.amount
        raise ValueError(f"{self.source} {self.code} is no number of working days")

    def due(self, start: date) -> date:
        """Return the last day of the limit. The day of the start is day 0 and does not count."""
        if self.unit == WORKING_DAYS:
            return add_working_days(start, self.working_days)
        return date.fromisoformat(f"{start.year + 1}-{self.amount}")


@dataclass(frozen=True, slots=True)
class Running:
    """Why a period runs on while something is waited for."""

    article: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Regime:
    """A Regulation with the days between which it holds; `valid_to` None while it does.

    `running` names consultations, by the limit that a later Regulation sets them, whose time this one does count.
    """

    code: str
    name: str
    source: str
    valid_from: date
    valid_to: date | None
    limits: dict[str, Limit]
    running: dict[str, Running] = field(default_factory=dict)

    def limit(self, code: str) -> Limit:
        """Return a limit, or raise `NoLimit`."""
        try:
            return self.limits[code]
        except KeyError as error:
            raise NoLimit(f"{self.name} sets no limit for {code}") from error

    def holds_on(self, day: date) -> bool:
        """Tell whether it is in force on a day."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


def regime_from_toml(table: dict[str, Any]) -> Regime:
    """Build one regime from its parsed table; KeyError where a field is missing, TypeError for one too many."""
    return Regime(
        code=table["code"],
        name=table["name"],
        source=table["source"],
        valid_from=table["valid_from"],
        valid_to=table.get("valid_to"),
        limits={
            code: Limit(code=code, source=table["source"], **entry) for code, entry in table.get("limit", {}).items()
        },
        running={code: Running(**entry) for code, entry in table.get("running", {}).items()},
    )


def load_measures(folder: Path = MEASURES) -> tuple[Regime, ...]:
    """Read the measures (办法) that stand beside the Regulations; each holds on days of its own."""
    tables = [tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.toml"))]
    return tuple(regime_from_toml(table) for table in tables)


def load_regimes(folder: Path = DATA) -> tuple[Regime, ...]:
    """Read every file of the folder, the oldest regime first; refuse days on which two or none would hold."""
    tables = [tomllib.loads(path.read_text(encoding="utf-8")) for path in folder.glob("*.toml")]
    found = sorted((regime_from_toml(table) for table in tables), key=lambda one: one.valid_from)
    _refuse_gaps(found)
    return tuple(found)


def _refuse_gaps(found: Sequence[Regime]) -> None:
    for earlier, later in pairwise(found):
        if earlier.valid_to is None or (later.valid_from - earlier.valid_to).days != 1:
            raise RegimeDataError(f"{later.name} does not begin on the day after {earlier.name} ends")


@cache
def regimes() -> tuple[Regime, ...]:
    """Return all regimes, the oldest first."""
    return load_regimes()


def regime_on(day: date) -> Regime:
    """Return the regime in force on a day, or raise `NoRegime`."""
    for regime in regimes():
        if regime.holds_on(day):
            return regime
    raise NoRegime(f"No Regulation was in force on {day}")


@cache
def measures() -> tuple[Regime, ...]:
    """Return the measures that set limits beside the Regulations, such as that on fees."""
    return load_measures()


def limit_of(regime: Regime, code: str, day: date) -> Limit:
    """Return a regime's limit, or that of a measure in force on the day when the limit begins; or raise `NoLimit`."""
    for measure in measures():
        if code in measure.limits and measure.holds_on(day):
            return measure.limits[code]
    return regime.limit(code)


def limit_on(code: str, day: date) -> Limit:
    """Return a limit as it was on a day; raise `NoRegime` or `NoLimit`."""
    return limit_of(regime_on(day), code, day)


def due_day(code: str, start: date) -> date:
    """Return the last day of a limit that began on a day, under the law of that day."""
    return limit_on(code, start).due(start)
