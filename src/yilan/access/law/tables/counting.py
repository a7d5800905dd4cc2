"""Counts cases into the yearly tables, so that their sums hold by construction."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from yilan.access.law.tables.definition import Cells, TableDefinition, table_definition

Table = dict[str, dict[str, int]]
Place = tuple[str, str]  # row, column


@dataclass(frozen=True, slots=True)
class CountedCase:
    """What the table asks of a case: kind of applicant, day of receipt, and once it has ended the day and the row."""

    kind: str
    received_on: date
    decided_on: date | None = None
    row: str | None = None

    def __post_init__(self) -> None:
        """Refuse a case that ended before it was received, or ended without a row."""
        if (self.decided_on is None) != (self.row is None):
            raise ValueError("a case has both a day of decision and a row, or neither")
        if self.decided_on is not None and self.decided_on < self.received_on:
            raise ValueError(f"decided on {self.decided_on}, before it was received on {self.received_on}")

    def rows_in(self, year: int) -> tuple[str, ...]:
        """Return the rows in which it counts in a year: how it came in, how it went out, and the total of results."""
        if self.received_on.year > year or (self.decided_on is not None and self.decided_on.year < year):
            return ()
        came = "new" if self.received_on.year == year else "carried_in"
        if self.row and self.decided_on and self.decided_on.year == year:
            return came, self.row, "total"
        return came, "carried_out"

    def places_in(self, year: int) -> Iterator[Place]:
        """Yield every cell in which it counts in a year, as row and column."""
        for row in self.rows_in(year):
            yield row, self.kind
            yield row, "total"


@dataclass(frozen=True, slots=True)
class CountedRemedy:
    """A review or lawsuit: by which way, when it began, and once it has ended the day and the result."""

    route: str
    begun_on: date
    ended_on: date | None = None
    result: str | None = None

    def __post_init__(self) -> None:
        """Refuse what ended before it began, or ended without a result."""
        if (self.ended_on is None) != (self.result is None):
            raise ValueError("a remedy has both a day of its end and a result, or neither")
        if self.ended_on is not None and self.ended_on < self.begun_on:
            raise ValueError(f"ended on {self.ended_on}, before it began on {self.begun_on}")

    def column_in(self, year: int) -> str | None:
        """Return the column in which it counts in a year; None where it was not under way in it."""
        if self.begun_on.year > year or (self.ended_on is not None and self.ended_on.year < year):
            return None
        ended = self.result and self.ended_on and self.ended_on.year == year
        return self.result if ended else "pending"

    def places_in(self, year: int) -> Iterator[Place]:
        """Yield every cell in which it counts in a year, as row and column."""
        if (column := self.column_in(year)) is not None:
            yield self.route, column
            yield self.route, "total"


def empty_table(definition: TableDefinition) -> Table:
    """Return the table with 0 in every cell."""
    return {row: dict.fromkeys(definition.columns, 0) for row in definition.keys}


def build_table3(cases: Iterable[CountedCase], year: int) -> Table:
    """Count cases into table 3 of a year: table[row][column], always with all 25 rows.

    Whatever came in also went out or was carried over, so T3-a to T3-d hold. KeyError for unknown kinds and rows.
    """
    return _filled(empty_table(table_definition("table3")), cases, year)


def build_table4(remedies: Iterable[CountedRemedy], year: int) -> Table:
    """Count reviews and lawsuits into table 4 of a year: table[route][column]. What is open at its end is pending."""
    return _filled(empty_table(table_definition("table4")), remedies, year)


def _filled(table: Table, counted: Iterable[CountedCase] | Iterable[CountedRemedy], year: int) -> Table:
    for one in counted:
        for row, column in one.places_in(year):
            table[row][column] += 1
    return table


def as_printed(definition: TableDefinition, cells: Cells, year: int) -> Table:
    """Return a table with the rows that reports on a year print; rows of today's form are folded into theirs."""
    form = definition.form_of(year)
    folds = form.folds if form else {}
    printed: Table = {key: dict.fromkeys(definition.columns, 0) for key in definition.keys if key not in folds}
    for row in definition.keys:
        for column in definition.columns:
            printed[folds.get(row, row)][column] += cells[row][column] or 0
    return printed
