"""From a file to rows of raw values, in whatever kind of file they come."""

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import load_workbook

from yilan.disclosure.imports.fields import field_of

Row = tuple[int, dict[str, Any]]


class Unreadable(ValueError):
    """The file as a whole cannot be read; the message says why and where."""


def read_rows(path: Path) -> list[Row]:
    """Return the numbered rows of an import file; raises `Unreadable`."""
    readers = {".jsonl": _json_lines, ".csv": _csv, ".xlsx": _xlsx}
    reader = readers.get(path.suffix.lower())
    if reader is None:
        raise Unreadable(_("Only .jsonl, .csv and .xlsx files can be imported."))
    rows = list(reader(path))
    if not rows:
        raise Unreadable(_("The file holds no rows."))
    return rows


def _json_lines(path: Path) -> Iterator[Row]:
    for number, line in enumerate(_text(path).split("\n"), start=1):  # not splitlines: a text may hold U+2028
        if not line.strip():
            continue
        try:
            values = json.loads(line)
        except json.JSONDecodeError as error:
            raise Unreadable(
                _("Line %(number)d is not JSON: %(error)s") % {"number": number, "error": error}
            ) from error
        if not isinstance(values, dict):
            raise Unreadable(_("Line %(number)d is not a JSON object.") % {"number": number})
        yield number, values


def _csv(path: Path) -> Iterator[Row]:
    yield from _table(csv.reader(io.StringIO(_text(path), newline="")))


def _xlsx(path: Path) -> Iterator[Row]:
    try:
        book = load_workbook(path, read_only=True, data_only=True)
    except Exception as error:
        raise Unreadable(_("This is not an XLSX workbook.")) from error
    yield from _table(book.worksheets[0].iter_rows(values_only=True))


def _table(lines: Any) -> Iterator[Row]:
    lines = iter(lines)
    names = [field_of(str(cell or "")) for cell in next(lines, [])]
    for number, line in enumerate(lines, start=2):
        cells = {name: cell for name, cell in zip(names, line, strict=False) if name and cell not in (None, "")}
        if cells:
            yield number, cells


def _text(path: Path) -> str:
    data = path.read_bytes()
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Unreadable(_("The file is neither UTF-8 nor GB18030 text."))
