"""The tables with their numbers, as pages, CSV and workbooks show them."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from yilan.access.figures.cells import Cell
from yilan.access.figures.shapes import Shape, ShapeRow, Words, shapes
from yilan.access.figures.years import YearFigures

Open = Callable[[Cell], str]
SheetLine = list[str | int | Decimal]


@dataclass(frozen=True, slots=True)
class ShownCell:
    """A number, and where its list opens; no address where nobody is to open it."""

    cell: Cell
    value: int | Decimal
    address: str = ""


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A row with its cells; a heading has none."""

    shape: ShapeRow
    cells: tuple[ShownCell, ...]


@dataclass(frozen=True, slots=True)
class ShownTable:
    """A table with its rows."""

    shape: Shape
    rows: tuple[ShownRow, ...]


def nowhere(_cell: Cell) -> str:
    """Open no list."""
    return ""


def all_tables(figures: YearFigures, address: Open = nowhere) -> list[ShownTable]:
    """Return every table of a year; `address` is asked for each cell that counts anything."""
    return [
        ShownTable(
            shape,
            tuple(ShownRow(row, tuple(_cells(figures, shape, row, address))) for row in shape.rows),
        )
        for shape in shapes()
    ]


def place_of(cell: Cell) -> tuple[Words, Words, Words]:
    """Return the words of a cell's table, row and column; `LookupError` for a cell that no table has."""
    found = {shape.code: shape for shape in shapes()}[cell.table]
    rows = {row.key: row.words for row in found.rows if not row.heading}
    return found.title, rows[cell.row], found.columns[cell.column]


def as_rows(table: ShownTable) -> Iterator[SheetLine]:
    """Yield a table line by line, its head first, as spreadsheets take it."""
    yield [str(table.shape.title), *map(str, table.shape.columns.values())]
    for row in table.rows:
        yield ["　" * (row.shape.level - 1) + str(row.shape.words), *(cell.value for cell in row.cells)]


def as_lines(tables: Iterable[ShownTable]) -> Iterator[SheetLine]:
    """Yield tables line by line, one below the other with an empty line between them."""
    for number, table in enumerate(tables):
        if number:
            yield []
        yield from as_rows(table)


def _cells(figures: YearFigures, shape: Shape, row: ShapeRow, address: Open) -> Iterator[ShownCell]:
    for column in () if row.heading else shape.columns:
        cell = Cell(shape.code, row.key, column)
        yield ShownCell(cell, figures.value(cell), address(cell) if figures.entries.get(cell) else "")
