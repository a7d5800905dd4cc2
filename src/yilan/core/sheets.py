"""Tables as files for spreadsheets: CSV and XLSX, from which no cell can act as a formula."""

import csv
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from io import BytesIO

from openpyxl import Workbook
from openpyxl.utils import get_column_letter

CSV = "text/csv; charset=utf-8"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MARK = "\ufeff"  # so that office programs read the Chinese as UTF-8
WIDEST = 60
WIDE = "\u2e80"  # from here on a character takes the place of two Latin letters
FORMULA = ("=", "+", "-", "@", "\t", "\r")

Value = str | int | float | Decimal | date | None
Line = Iterable[Value]


class _Echo:
    """A file that hands back what is written to it."""

    def write(self, text: str) -> str:
        return text


def csv_lines(lines: Iterable[Line]) -> Iterator[str]:
    """Yield lines as CSV one by one, for tables that are longer than memory: a mark first, CRLF at the ends."""
    writer = csv.writer(_Echo())
    yield MARK
    for line in lines:
        yield writer.writerow([harmless(cell) for cell in line])


def as_csv(lines: Iterable[Line]) -> bytes:
    """Return lines as CSV: UTF-8 with a mark, CRLF at the ends."""
    return "".join(csv_lines(lines)).encode()


def as_xlsx(sheets: Mapping[str, Iterable[Line]]) -> bytes:
    """Return a workbook with a sheet for each name, which is cut to the 31 characters that a sheet's may have."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, lines in sheets.items():
        sheet = book.create_sheet(name[:31])
        widths: dict[int, int] = {}
        for number, line in enumerate(lines, 1):
            for place, value in enumerate(line, 1):
                cell = sheet.cell(number, place)
                cell.value = value
                if isinstance(value, str):
                    cell.data_type = "s"  # text, whatever it begins with
                widths[place] = max(widths.get(place, 0), _width(value))
        for place, width in widths.items():
            sheet.column_dimensions[get_column_letter(place)].width = min(width, WIDEST) + 2
        sheet.freeze_panes = "B2"
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def harmless(value: Value) -> Value:
    """Keep a spreadsheet from taking a text for a formula: it gets an apostrophe in front. Numbers stay."""
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value


def _width(value: Value) -> int:
    """Return how many columns of Latin letters a value takes; a Chinese character takes two."""
    return sum(2 if sign >= WIDE else 1 for sign in str("" if value is None else value))
