"""A DOCX read for the PDF: paragraphs with the names of their styles, runs, tables."""

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import docx

from yilan.papers.layout.styles import BODY, CELL, STYLES, Form
from yilan.papers.word.xml import q

PAGE_BREAK = "\f"
OFF = {"0", "false", "off", "none"}


@dataclass(frozen=True)
class Run:
    """Some text that is set in one way, with line feeds for its line breaks and form feeds for page breaks."""

    text: str
    bold: bool = False
    underlined: bool = False
    raised: str = ""  # superscript, subscript


@dataclass(frozen=True)
class Paragraph:
    """A paragraph; `align` only where the paragraph itself says it."""

    style: str
    runs: tuple[Run, ...]
    align: str = ""
    page_before: bool = False

    @property
    def text(self) -> str:
        """Return the words alone."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True)
class Cell:
    """A cell with its paragraphs, and how many columns and rows it takes."""

    paragraphs: tuple[Paragraph, ...]
    columns: int = 1
    rows: int = 1


@dataclass(frozen=True)
class Table:
    """A table: rows of cells, shares of the columns, how many rows are its head."""

    rows: tuple[tuple[Cell, ...], ...]
    shares: tuple[float, ...] = ()
    heads: int = 0


@dataclass
class _Styles:
    names: dict[str, str] = field(default_factory=dict)  # by id
    above: dict[str, str] = field(default_factory=dict)

    def known(self, key: str, form: Form, fallback: str) -> str:
        """Return the style of the layout that a style is, or descends from."""
        for _step in range(20):  # a broken file may go round in circles
            name = self.names.get(key, "")
            if name in STYLES[form]:
                return name
            key = self.above.get(key, "")
        return fallback


def read(data: bytes, form: Form) -> list[Paragraph | Table]:
    """Return what a DOCX holds, in its order. Styles that the layout does not know count as text."""
    document = docx.Document(io.BytesIO(data))
    styles = _Styles()
    for style in document.styles.element.findall(q("style")):
        key = style.get(q("styleId"), "")
        styles.names[key] = _value(style, "name")
        styles.above[key] = _value(style, "basedOn")
    return list(_blocks(document.element.body, styles, form))


def _blocks(parent: Any, styles: _Styles, form: Form) -> Iterator[Paragraph | Table]:
    for child in parent:
        if child.tag == q("p"):
            yield _paragraph(child, styles, form, BODY.name)
        elif child.tag == q("tbl"):
            yield _table(child, styles, form)


def _paragraph(element: Any, styles: _Styles, form: Form, fallback: str) -> Paragraph:
    properties = element.find(q("pPr"))
    runs = tuple(run for run in map(_run, element.iter(q("r"))) if run.text)
    if properties is None:
        return Paragraph(fallback, runs)
    style = styles.known(_value(properties, "pStyle"), form, fallback)
    align = {"center": "center", "right": "right", "end": "right", "left": "left"}.get(_value(properties, "jc"), "")
    return Paragraph(style, runs, align, _is_on(properties, "pageBreakBefore"))


def _run(element: Any) -> Run:
    told = ""
    for child in element:
        if child.tag == q("t"):
            told += child.text or ""
        elif child.tag == q("tab"):
            told += "\u3000\u3000"
        elif child.tag == q("noBreakHyphen"):
            told += "-"
        elif child.tag in (q("br"), q("cr")):
            told += PAGE_BREAK if child.get(q("type")) == "page" else "\n"
    properties = element.find(q("rPr"))
    if properties is None:
        return Run(told)
    underlined = properties.find(q("u")) is not None and _value(properties, "u") not in OFF
    return Run(told, _is_on(properties, "b"), underlined, _value(properties, "vertAlign"))


def _table(element: Any, styles: _Styles, form: Form) -> Table:
    grid = element.find(q("tblGrid"))
    columns = [] if grid is None else grid.findall(q("gridCol"))
    widths = [float(column.get(q("w"), "0")) for column in columns]
    rows = [_row(row, styles, form) for row in element.findall(q("tr"))]
    heads = 0
    for row in element.findall(q("tr")):
        properties = row.find(q("trPr"))
        if properties is None or not _is_on(properties, "tblHeader"):
            break
        heads += 1
    shares = tuple(width / sum(widths) for width in widths) if sum(widths) else ()
    return Table(tuple(_joined(rows)), shares, heads)


def _row(element: Any, styles: _Styles, form: Form) -> list[tuple[int, str, Cell]]:
    """Return the cells of a row with their first column, and whether they begin or go on with a joined one."""
    found, column = [], 0
    for cell in element.findall(q("tc")):
        properties = cell.find(q("tcPr"))
        span = 1 if properties is None else int(_value(properties, "gridSpan") or 1)
        joined = None if properties is None else properties.find(q("vMerge"))
        state = "" if joined is None else joined.get(q("val"), "continue")
        paragraphs = tuple(_paragraph(one, styles, form, CELL.name) for one in cell.findall(q("p")))
        found.append((column, state, Cell(paragraphs, span)))
        column += span
    return found


def _joined(rows: list[list[tuple[int, str, Cell]]]) -> Iterator[tuple[Cell, ...]]:
    """Return the rows with cells that go over several of them counted once."""
    for number, row in enumerate(rows):
        kept = []
        for column, state, cell in row:
            if state == "continue":
                continue
            below = 0
            if state == "restart":
                for later in rows[number + 1 :]:
                    if not any(place == column and other == "continue" for place, other, _cell in later):
                        break
                    below += 1
            kept.append(Cell(cell.paragraphs, cell.columns, 1 + below))
        yield tuple(kept)


def _value(element: Any, name: str) -> str:
    child = element.find(q(name))
    return "" if child is None else child.get(q("val"), "")


def _is_on(element: Any, name: str) -> bool:
    child = element.find(q(name))
    return child is not None and child.get(q("val"), "1") not in OFF
