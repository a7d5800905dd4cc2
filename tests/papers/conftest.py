"""Templates of the test's own, and papers made from them."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pypdfium2
import pytest
from PIL import ImageChops

from yilan.papers import registry
from yilan.papers.layout.styles import Form
from yilan.papers.queries import Standing
from yilan.papers.registry import Fact, Shipped
from yilan.papers.rendering import Paper, docx_of, pdf_from

DAY = date(2025, 3, 5)
MILLIMETRES = 25.4 / 72


@pytest.fixture
def shelf(tmp_path, monkeypatch) -> Path:
    """Return an empty folder of templates, the only one that is registered."""
    monkeypatch.setattr(registry, "_FOLDERS", [tmp_path])
    registry.all_shipped.cache_clear()
    yield tmp_path
    registry.all_shipped.cache_clear()


@pytest.fixture
def paper() -> Callable[..., Paper]:
    """Return what makes a paper from a plain text."""

    def make(text: str, form: Form = Form.LETTER, /, optional: tuple[str, ...] = (), **facts: object) -> Paper:
        declared = tuple(Fact(name, name, "", optional=True) for name in optional)
        chosen = Standing(Shipped("probe", "试样", form, text, "自拟", declared))
        docx = docx_of(chosen, facts, on=DAY)
        pdf, warnings = pdf_from(docx, form, on=DAY)
        return Paper(docx, pdf, "probe", chosen.name, warnings)

    return make


def words_of(pdf: bytes) -> str:
    """Return all characters of a PDF without spaces and page numbers' dashes."""
    return "".join(pages_of(pdf))


def pages_of(pdf: bytes) -> list[str]:
    """Return the characters of each page of a PDF without spaces."""
    return ["".join(page.get_textpage().get_text_range().split()) for page in pypdfium2.PdfDocument(pdf)]


def characters(pdf: bytes, number: int = 0) -> list[tuple[str, float, float]]:
    """Return the characters of a page with their left edges and base lines, in millimetres from the upper left."""
    page = pypdfium2.PdfDocument(pdf)[number]
    text, height = page.get_textpage(), page.get_height()
    found = []
    for index in range(text.count_chars()):
        left, bottom, _right, _top = text.get_charbox(index, loose=True)
        found.append((text.get_text_range(index, 1), left * MILLIMETRES, (height - bottom) * MILLIMETRES))
    return found


def red_rows(pdf: bytes, number: int = 0) -> list[tuple[float, float, float]]:
    """Return the horizontal red lines of a page: their middle from the top, left and right end, in millimetres."""
    image = pypdfium2.PdfDocument(pdf)[number].render(scale=10 * MILLIMETRES).to_pil().convert("RGB")  # ten dots to one
    red, green, blue = (
        channel.point(lambda value, strong=strong: 255 * (value > 150 if strong else value < 120))
        for channel, strong in zip(image.split(), (True, False, False), strict=True)
    )
    mask = ImageChops.darker(ImageChops.darker(red, green), blue).tobytes()
    rows = [mask[y * image.width : (y + 1) * image.width] for y in range(image.height)]
    found: list[list[int]] = []
    for y, row in enumerate(rows):
        if row.count(255) > 1000:
            if found and found[-1][-1] == y - 1:
                found[-1].append(y)
            else:
                found.append([y])
    lines = []
    for together in found:
        row = rows[together[0]]
        lines.append(((together[0] + together[-1] + 1) / 20, row.index(255) / 10, (row.rindex(255) + 1) / 10))
    return lines
