"""Opens a PDF with both readers."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pikepdf
import pypdfium2
from pypdfium2.raw import FPDF_ERR_PASSWORD

from yilan.redaction.errors import failure
from yilan.redaction.limits import LARGEST, LONGEST_SIDE, MOST_PAGES


@contextmanager
def seen(data: bytes) -> Iterator[Any]:
    """Open a file with pdfium, forms included. CannotRedact for what cannot be opened or is too much."""
    if len(data) > LARGEST:
        raise failure("large", page=1)
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise failure("locked" if error.err_code == FPDF_ERR_PASSWORD else "broken") from error
    try:
        if not len(document):
            raise failure("broken")
        if len(document) > MOST_PAGES:
            raise failure("pages", pages=len(document), limit=MOST_PAGES)
        document.init_forms()
        yield document
    finally:
        document.close()


@contextmanager
def parsed(data: bytes) -> Iterator[pikepdf.Pdf]:
    """Open a file with pikepdf. CannotRedact for what is damaged or protected."""
    try:
        pdf = pikepdf.open(io.BytesIO(data))
    except pikepdf.PasswordError as error:
        raise failure("locked") from error
    except (pikepdf.PdfError, ValueError, RuntimeError) as error:
        raise failure("broken") from error
    with pdf:
        if pdf.is_encrypted:
            raise failure("locked")
        yield pdf


def page_of(document: Any, number: int) -> Any:
    """Return a page of pdfium's, from 1; CannotRedact for one that cannot be read or is too large."""
    try:
        page = document[number - 1]
    except pypdfium2.PdfiumError as error:
        raise failure("broken") from error
    if max(page.get_size()) > LONGEST_SIDE:
        raise failure("large", page=number)
    if min(page.get_size()) <= 0:
        raise failure("broken")
    return page


def sizes(document: Any) -> list[tuple[float, float]]:
    """Return width and height of every page in points, as it is seen."""
    found = []
    for number in range(1, len(document) + 1):
        page = page_of(document, number)
        found.append(page.get_size())
        page.close()
    return found
