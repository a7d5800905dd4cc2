"""A paper's paragraphs and tables as HTML."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import Any

from lxml import etree
from lxml.builder import E

from yilan.papers.layout.measures import PITCH, name_size, signature_indent
from yilan.papers.layout.styles import STYLES, Form, Part, Style
from yilan.papers.word.reading import PAGE_BREAK, Cell, Paragraph, Run, Table

NO_BREAK_SPACE = "\u00a0"
SIGNATURE = "signature"  # the place that is looked up when the pages are made


def page(blocks: Sequence[Paragraph | Table], form: Form, *, on: date) -> str:
    """Return the HTML document of a paper."""
    author = "".join([*_words(blocks, form, Part.SIGNATURE), *_words(blocks, form, Part.ORGAN)][:1])
    told = {"author": author, "dcterms.created": on.isoformat(), "dcterms.modified": on.isoformat()}
    head = E.head(
        E.meta(charset="utf-8"),
        E.title("".join(_words(blocks, form, Part.TITLE)[:1])),
        *(E.meta(name=name, content=content) for name, content in told.items()),
    )
    root = E.html(head, E.body(*_body(blocks, form)), lang="zh-CN")
    written: str = etree.tostring(root, method="html", encoding="unicode", doctype="<!DOCTYPE html>")
    return written


def _words(blocks: Iterable[Paragraph | Table], form: Form, part: str) -> list[str]:
    return [
        block.text.replace("\n", "")
        for block in blocks
        if isinstance(block, Paragraph) and STYLES[form][block.style].part == part
    ]


def _body(blocks: Sequence[Paragraph | Table], form: Form) -> Iterator[Any]:
    if form == Form.LETTER:  # its two red double lines
        yield E.div({"class": "letter-line letter-line--head"})
        yield E.div({"class": "letter-line letter-line--foot"})
    days = _words(blocks, form, Part.DAY)
    named = False
    for held, group in groupby(_held(blocks, form), key=itemgetter(0)):
        inner = [element for _held, block in group for element in _block(block, form, days)]
        for element in inner:
            if element.get("class") == Part.SIGNATURE and not named:
                element.set("id", SIGNATURE)
                named = True
        yield from [E.div({"class": held}, *inner)] if held else inner


def _held(blocks: Iterable[Paragraph | Table], form: Form) -> Iterator[tuple[str, Paragraph | Table]]:
    """Return the blocks with what holds them together: the imprint at the foot, a reply slip on one page."""
    held = ""
    for block in blocks:
        part = STYLES[form][block.style].part if isinstance(block, Paragraph) else ""
        if part == Part.IMPRINT:
            yield "imprint-foot", block
        else:
            held = "slip-part" if part == Part.SLIP else held
            yield held, block


def _block(block: Paragraph | Table, form: Form, days: list[str]) -> Iterator[Any]:
    if isinstance(block, Table):
        yield _table(block, form)
    else:
        yield from _paragraph(block, form, days)


def _paragraph(block: Paragraph, form: Form, days: list[str]) -> Iterator[Any]:
    """Return the elements of a paragraph: one, and one more for each page break in it."""
    style = STYLES[form][block.style]
    own = _own(block, style, form, days)
    before, *parts = _pages(block.runs)
    yield _element(before, style, own)
    for part in parts:
        yield _element(part, style, [*own, "break-before: page"])


def _own(block: Paragraph, style: Style, form: Form, days: list[str]) -> list[str]:
    """Return what only this paragraph has: what its words ask for, and what it says itself."""
    own = []
    if style.part == Part.ORGAN:
        own.append(f"font-size: {name_size(block.text, letter=form == Form.LETTER)}pt")
    elif style.part == Part.SIGNATURE and days:
        own.append(f"margin-right: {signature_indent(block.text, days[-1]) * PITCH:.3f}mm")
    elif block.align and style.part in (Part.BODY, Part.CELL, Part.TITLE):
        own.append(f"text-align: {block.align}")
        if block.align != "left":
            own.append("text-indent: 0")
    if block.page_before:
        own.append("break-before: page")
    return own


def _element(runs: list[Run], style: Style, own: list[str]) -> Any:
    # a heading without words would be one more entry for whoever reads by headings
    is_empty = not any(run.text.strip() for run in runs)
    element = etree.Element("p" if is_empty else style.tag, {"class": style.part})
    if own:
        element.set("style", "; ".join(own))
    element.extend(_run(run) for run in runs if run.text)
    if is_empty:
        element.append(E.span(NO_BREAK_SPACE))  # an empty paragraph is an empty line
    return element


def _pages(runs: Iterable[Run]) -> list[list[Run]]:
    """Return the runs before each page break and after the last."""
    parts: list[list[Run]] = [[]]
    for run in runs:
        first, *more = run.text.split(PAGE_BREAK)
        parts[-1].append(replace(run, text=first))
        parts.extend([replace(run, text=text)] for text in more)
    return parts


def _run(run: Run) -> Any:
    first, *more = run.text.split("\n")
    inner: list[Any] = [first]
    for line in more:
        inner += [E.br(), line]
    element = E.span(*inner)
    raised = {"superscript": "sup", "subscript": "sub"}.get(run.raised, "")
    for wanted, tag in ((run.bold, "b"), (run.underlined, "u"), (bool(raised), raised)):
        if wanted:
            element = E(tag, element)
    return element


def _table(table: Table, form: Form) -> Any:
    columns = [E.col(style=f"width: {share * 100:.2f}%") for share in table.shares]
    head = [_row(row, form, "th") for row in table.rows[: table.heads]]
    body = [_row(row, form, "td") for row in table.rows[table.heads :]]
    return E.table(E.colgroup(*columns), *([E.thead(*head)] if head else []), E.tbody(*body))


def _row(row: Iterable[Cell], form: Form, tag: str) -> Any:
    return E.tr(*(_cell(cell, form, tag) for cell in row))


def _cell(cell: Cell, form: Form, tag: str) -> Any:
    element = E(tag, *(one for paragraph in cell.paragraphs for one in _paragraph(paragraph, form, [])))
    if tag == "th":
        element.set("scope", "col")
    for name, number in (("colspan", cell.columns), ("rowspan", cell.rows)):
        if number > 1:
            element.set(name, str(number))
    return element
