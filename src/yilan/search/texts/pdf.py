"""PDF, through the library that Chromium reads them with."""

from collections.abc import Iterator

import pypdfium2
from pypdfium2.raw import FPDF_ERR_PASSWORD

from yilan.search.texts.packages import Locked


def pages(path: str) -> Iterator[str]:
    """Yield the text of each page."""
    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        if error.err_code == FPDF_ERR_PASSWORD:
            raise Locked from error
        raise
    for page in document:
        yield page.get_textpage().get_text_bounded()
        page.close()
