"""The cells of a year's tables, each with the requests that it counts."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple
from uuid import UUID


class Cell(NamedTuple):
    """A cell by its table, row and column, as addresses and JSON name them."""

    table: str
    row: str
    column: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the list behind a cell: the request, and what makes it count there.

    `on`: the day of what is counted. `amount`: yuan, in the table of fees. `days`: working days that the answer took.
    A request with two reviews has two lines behind the cell that counts reviews.
    """

    case: UUID
    agency: int
    kind: str
    received_on: date | None
    ended_on: date | None
    outcome: str
    on: date
    amount: Decimal = Decimal(0)
    days: int | None = None


Places = Iterator[tuple[Cell, Entry]]
