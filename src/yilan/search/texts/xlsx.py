"""Workbooks: one page for each sheet that is shown, cells as they were last counted."""

from collections.abc import Iterator

from openpyxl import load_workbook

from yilan.search.texts.packages import UNPACKED, TooLarge, opened


def pages(path: str) -> Iterator[str]:
    """Yield the cells of each sheet, one row in a line; a hidden sheet leaves an empty page."""
    with opened(path) as package:
        if sum(part.file_size for part in package.infolist()) > UNPACKED:
            raise TooLarge
    with open(path, "rb") as file:  # noqa: PTH123 - by its path openpyxl would ask for an ending of the name
        for sheet in load_workbook(file, read_only=True, data_only=True).worksheets:
            yield "" if sheet.sheet_state != "visible" else _text(sheet)


def _text(sheet: object) -> str:
    rows = sheet.iter_rows(values_only=True)  # type: ignore[attr-defined]
    lines = ("\t".join(str(cell) for cell in row if cell is not None) for row in rows)
    return "\n".join(filter(None, lines))
