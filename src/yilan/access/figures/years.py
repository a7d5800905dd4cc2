"""The figures of a year, counted from the histories of all requests."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from yilan.access.figures import clearance as speed
from yilan.access.figures.cells import Cell, Entry, Places
from yilan.access.figures.clearance import Clearance, clearance_of
from yilan.access.figures.fees import COLUMNS, ROWS, Fees, charged_fees
from yilan.access.figures.histories import History
from yilan.access.figures.remedies import counted_remedies
from yilan.access.figures.requests import CountedRequest, answer_of, counted_request, dropped_before_receipt
from yilan.access.law.tables import (
    CountedCase,
    CountedRemedy,
    Violation,
    build_table3,
    build_table4,
    check_table,
    table_definition,
)
from yilan.access.law.tables.counting import Table

BESIDE = ("reopened", "dropped")


@dataclass
class YearFigures:
    """The figures of a year. `entries` are the lists behind the cells; what a cell shows is counted from them.

    `counted` and `remedies` are what the tables of the law are built from.
    """

    year: int
    counted: list[CountedCase] = field(default_factory=list)
    remedies: list[CountedRemedy] = field(default_factory=list)
    entries: dict[Cell, list[Entry]] = field(default_factory=lambda: defaultdict(list))

    @property
    def table3(self) -> Table:
        """Table 3: table[row][column]."""
        return build_table3(self.counted, self.year)

    @property
    def table4(self) -> Table:
        """Table 4: table[route][column]."""
        return build_table4(self.remedies, self.year)

    @property
    def fees(self) -> Fees:
        """Fees: how many, and how much in yuan, by what became of them."""
        return {row: {column: self.value(Cell("fees", row, column)) for column in COLUMNS} for row in ROWS}

    @property
    def clearance(self) -> Clearance:
        """How long the answers took."""
        answers = self.listed(Cell("clearance", "answered", speed.COLUMN))
        in_time = self.value(Cell("clearance", "in_time", speed.COLUMN))
        return clearance_of([one.days for one in answers if one.days is not None], int(in_time))

    def listed(self, cell: Cell) -> list[Entry]:
        """Return what a cell counts, the oldest first; empty for a cell that counts nothing."""
        found = self.entries.get(cell, [])
        return sorted(found, key=lambda one: (one.on, str(one.case)))

    def value(self, cell: Cell) -> int | Decimal:
        """Return what a cell shows: how many it counts, or what they come to in yuan."""
        found = self.entries.get(cell, [])
        return sum((one.amount for one in found), Decimal(0)) if cell.column == "amount" else len(found)

    def violations(self, previous: "YearFigures | None" = None) -> list[Violation]:
        """Return every break of the tables' rules, with last year's figures where they are at hand."""
        broken = check_table(table_definition("table3"), self.table3, previous=previous.table3 if previous else None)
        return [*broken, *check_table(table_definition("table4"), self.table4)]


def year_figures(
    histories: Iterable[History], year: int, *, only: Callable[[History], bool] = lambda _history: True
) -> YearFigures:
    """Return the figures of a year: those of all requests, or `only` of some."""
    found = YearFigures(year)
    for history in histories:
        if not only(history):
            continue
        request = counted_request(history)
        if request is not None and request.counted.rows_in(year):
            found.counted.append(request.counted)
        remedies = counted_remedies(history)
        found.remedies += [one for one in remedies if one.column_in(year)]
        for cell, entry in _places(history, request, remedies, year):
            found.entries[cell].append(entry)
    return found


def first_year(histories: Iterable[History]) -> int | None:
    """Return the first year in which a request came in; None without any."""
    return min((event.on.year for history in histories for event in history.events), default=None)


def _places(history: History, request: CountedRequest | None, remedies: list[CountedRemedy], year: int) -> Places:
    def line(on: date, amount: Decimal = Decimal(0), days: int | None = None) -> Entry:
        return _entry(history, request, on, amount, days)

    if request is not None:
        yield from _places_of_request(request, line, year)
    for remedy in remedies:
        for row, column in remedy.places_in(year):
            yield Cell("table4", row, column), line(remedy.begun_on)
    for fee in charged_fees(history):
        for row in fee.rows_in(year):
            on = fee.notified_on if row in {"brought_in", "notified", "pending"} else fee.settled_on
            for column in COLUMNS:
                yield Cell("fees", row, column), line(on or fee.notified_on, fee.amount)
    if request is None and (day := dropped_before_receipt(history)) and day.year == year:
        yield Cell("beside", "dropped", "total"), line(day)


def _places_of_request(request: CountedRequest, line: Callable[..., Entry], year: int) -> Iterator[tuple[Cell, Entry]]:
    counted = request.counted
    decided = counted.decided_on if counted.decided_on and counted.decided_on.year == year else None
    answer = answer_of(request) if decided else None
    entry = line(decided or counted.received_on, days=answer.days if answer else None)
    for row, column in counted.places_in(year):
        yield Cell("table3", row, column), entry
    if answer:
        for row in speed.rows_of(answer):
            yield Cell("clearance", row, speed.COLUMN), entry
    for day in request.reopened_on:
        if day.year == year:
            yield Cell("beside", "reopened", "total"), line(day)


def _entry(history: History, request: CountedRequest | None, on: date, amount: Decimal, days: int | None) -> Entry:
    counted = request.counted if request else None
    return Entry(
        case=history.case,
        agency=history.agency,
        kind=history.kind,
        received_on=counted.received_on if counted else None,
        ended_on=counted.decided_on if counted else None,
        outcome=request.outcome if request else "",
        on=on,
        amount=amount,
        days=days,
    )
