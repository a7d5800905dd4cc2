"""The plain text from which a shipped template is made, so that its words can be read and reviewed.

One line is one paragraph; `[标题]` at its start names its style, without one it is text. Lines between bars are a
table; a line of dashes below the first row makes that row its head, the number of dashes is the columns' width, and a
colon at their end sets a column to the right.
Placeholders are those of docxtpl: `{{ name }}`, `{% if name %}…{% endif %}` within a paragraph, `{%p if name %}` as a
paragraph of its own, `{%tr for one in many %}` as a row of its own.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from yilan.papers.layout.styles import BODY

STYLED = re.compile(r"\[(?P<style>\w+)\]\s*(?P<text>.*)")
RULE = re.compile(r"[\s|:-]+")


@dataclass(frozen=True)
class Line:
    """A paragraph and the name of its style."""

    style: str
    text: str


@dataclass(frozen=True)
class Grid:
    """A table: its rows of texts, the share and alignment of each column, whether the first row is its head."""

    rows: tuple[tuple[str, ...], ...]
    shares: tuple[int, ...]
    head: bool
    aligns: tuple[str, ...] = ()


def blocks(text: str) -> Iterator[Line | Grid]:
    """Return paragraphs and tables in their order; empty lines only part what stands between them."""
    lines = [line.strip() for line in text.splitlines()]
    for in_table, group in groupby((line for line in lines if line), key=lambda line: line.startswith("|")):
        if in_table:
            yield _grid(list(group))
        else:
            yield from map(_line, group)


def _line(line: str) -> Line:
    found = STYLED.fullmatch(line)
    return Line(found["style"], found["text"]) if found else Line(BODY.name, line)


def _grid(lines: list[str]) -> Grid:
    head = len(lines) > 1 and RULE.fullmatch(lines[1]) is not None
    shares = tuple(cell.count("-") for cell in _cells(lines[1])) if head else (1,) * len(_cells(lines[0]))
    aligns = tuple("right" if cell.endswith(":") else "left" for cell in _cells(lines[1])) if head else ()
    kept = [lines[0], *lines[2:]] if head else lines
    return Grid(tuple(tuple(_cells(line)) for line in kept), shares, head, aligns or ("left",) * len(shares))


def _cells(line: str) -> list[str]:
    """Return the texts between bars; a bar within a placeholder belongs to it."""
    return [cell.strip() for cell in re.split(r"\|(?![^{]*\}\})", line.strip().strip("|"))]
