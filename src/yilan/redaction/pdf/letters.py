"""The characters of a page, hidden ones too, with the places where they are seen."""

from ctypes import c_double
from typing import Any, NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

from yilan.redaction.errors import failure
from yilan.redaction.geometry import Rectangle, View, area, around, common

FIRST_HIGH, FIRST_LOW, LAST_LOW = 0xD800, 0xDC00, 0xDFFF  # halves of characters beyond the first 65,536


class Letter(NamedTuple):
    """A character: its page, the rectangle of its ink, and that of its whole body (line height, advance)."""

    sign: str
    page: int
    ink: Rectangle
    body: Rectangle


class PageText(NamedTuple):
    """The characters of a page in the order of the file, how it is seen, and whether some could not be told."""

    letters: list[Letter]
    view: View
    unknown: bool


def view_of(page: Any) -> View:
    """Return how a page is seen."""
    left, bottom, right, top = page.get_bbox()
    return View(left, bottom, right, top, page.get_rotation())


def read_page(page: Any, number: int) -> PageText:
    """Return the characters of a page of pdfium's. Line ends that pdfium adds are among them."""
    view = view_of(page)
    try:
        text = page.get_textpage()
    except pypdfium2.PdfiumError as error:
        raise failure("broken") from error
    letters: list[Letter] = []
    unknown = False
    for index in range(text.count_chars()):
        code = pdfium.FPDFText_GetUnicode(text.raw, index)
        if pdfium.FPDFText_IsGenerated(text.raw, index) == 1:
            letters.append(Letter(chr(code or 32), number, _NOWHERE, _NOWHERE))
            continue
        unknown = unknown or not code or pdfium.FPDFText_HasUnicodeMapError(text.raw, index) == 1
        ink = view.visible(*_box(text.raw, index))
        body = view.visible(*_loose_box(text.raw, index))
        if area(ink) <= 0:
            ink = body
        if FIRST_LOW <= code <= LAST_LOW and letters and FIRST_HIGH <= ord(letters[-1].sign) < FIRST_LOW:
            code = 0x10000 + (ord(letters.pop().sign) - FIRST_HIGH) * 0x400 + code - FIRST_LOW
        letters.append(Letter(chr(code), number, ink, around((ink, body))))
    text.close()
    return PageText(letters, view, unknown)


def is_seen(letter: Letter, size: tuple[float, float]) -> bool:
    """Tell whether a character lies on the page, at least in part."""
    return letter.body is _NOWHERE or area(common(letter.body, (0.0, 0.0, *size))) > 0


_NOWHERE: Rectangle = (0.0, 0.0, 0.0, 0.0)


def has_place(letter: Letter) -> bool:
    """Tell whether a character stands in the file, and was not added by the reader as a space between words."""
    return letter.body is not _NOWHERE


def _box(text: Any, index: int) -> Rectangle:
    left, right, bottom, top = c_double(), c_double(), c_double(), c_double()
    pdfium.FPDFText_GetCharBox(text, index, left, right, bottom, top)
    return left.value, bottom.value, right.value, top.value


def _loose_box(text: Any, index: int) -> Rectangle:
    box = pdfium.FS_RECTF()
    pdfium.FPDFText_GetLooseCharBox(text, index, box)
    return box.left, box.bottom, box.right, box.top
