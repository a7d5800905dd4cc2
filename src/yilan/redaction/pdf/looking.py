"""What a person needs for drawing: sizes, previews, texts, places of terms."""

import io
from collections.abc import Collection, Iterable, Sequence
from typing import Any

import pypdfium2.raw as pdfium

from yilan.redaction.folding import fold
from yilan.redaction.limits import PAGE_PIXELS
from yilan.redaction.pdf.drawing import draw
from yilan.redaction.pdf.finding import boxes, count, find
from yilan.redaction.pdf.letters import PageText, is_seen, read_page
from yilan.redaction.pdf.opening import page_of, parsed, seen, sizes
from yilan.redaction.pdf.spoken import spoken
from yilan.redaction.plans import check_terms
from yilan.redaction.results import Found, PageImage

SMALL = 8.0  # points: smaller pictures are dots and lines


def pages(data: bytes, width: int, numbers: Collection[int] | None) -> list[PageImage]:
    """Return every page; those of `numbers`, all when it is None, with a PNG of a width in pixels."""
    with parsed(data), seen(data) as document:
        found = []
        for number, size in enumerate(sizes(document), 1):
            png = b""
            if numbers is None or number in numbers:
                page = page_of(document, number)
                png = _png(page, min(width / size[0], (PAGE_PIXELS / size[0] / size[1]) ** 0.5))
                page.close()
            found.append(PageImage(number, *size, png))
    return found


def texts(data: bytes) -> list[str]:
    """Return the text of each page, hidden text too."""
    with parsed(data), seen(data) as document:
        return ["".join(letter.sign for letter in page.letters) for page in read(document)[0]]


def find_terms(data: bytes, terms: Collection[str]) -> Found:
    """Return the places of terms that are seen, and the pages that hold more than can be searched."""
    check_terms(terms)
    with parsed(data) as pdf, seen(data) as document:
        found, unsearchable = read(document)
        unsearchable = sorted({*unsearchable, *differently_read(found, spoken(pdf), terms)})
    places = [box for hit in find([page.letters for page in found], terms) for box in boxes(hit)]
    shown = [box for box in places if _on_page(box.rectangle, found[box.page - 1].view.size)]
    shown.sort(key=lambda box: (box.page, box.top, box.left))
    return Found(tuple(dict.fromkeys(shown)), tuple(unsearchable))


def read(document: Any) -> tuple[list[PageText], list[int]]:
    """Return the texts of all pages, and the numbers of those on which a text may stand that no program reads."""
    found, unsearchable = [], []
    for number in range(1, len(document) + 1):
        page = page_of(document, number)
        found.append(read_page(page, number))
        if found[-1].unknown or _has_pictures(page, found[-1]):
            unsearchable.append(number)
        page.close()
    return found, unsearchable


def differently_read(found: Sequence[PageText], told: Sequence[str | None], terms: Iterable[str]) -> list[int]:
    """Return the pages where the codes of the contents tell a term more often than it has places."""
    pages = []
    for number, (page, other) in enumerate(zip(found, told, strict=True), 1):
        placed = fold("".join(letter.sign for letter in page.letters)).text
        read_anew = fold(other or "").text
        if other is None or any(count(read_anew, term) > count(placed, term) for term in terms):
            pages.append(number)
    return pages


def _has_pictures(page: Any, text: PageText) -> bool:
    objects = list(page.get_objects(max_depth=8))
    if objects and not any(letter.sign.strip() and is_seen(letter, text.view.size) for letter in text.letters):
        return True  # curves that may be letters
    return any(one.type == pdfium.FPDF_PAGEOBJ_IMAGE and _is_large(one) for one in objects)


def _is_large(picture: Any) -> bool:
    matrix = picture.get_matrix()
    return bool(max(abs(matrix.a), abs(matrix.c)) > SMALL and max(abs(matrix.b), abs(matrix.d)) > SMALL)


def _on_page(rectangle: tuple[float, float, float, float], size: tuple[float, float]) -> bool:
    left, top, right, bottom = rectangle
    return right > 0 and bottom > 0 and left < size[0] and top < size[1]


def _png(page: Any, scale: float) -> bytes:
    data = io.BytesIO()
    draw(page, scale).save(data, "PNG", compress_level=3)
    return data.getvalue()
