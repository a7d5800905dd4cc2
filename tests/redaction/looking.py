"""Looks into results with means of its own."""

import io
import re

import pikepdf
import pypdfium2
from PIL import Image

from yilan.redaction.folding import fold
from yilan.redaction.pdf.spoken import spoken


def text(data: bytes) -> list[str]:
    """Return the text of each page, folded."""
    document = pypdfium2.PdfDocument(data)
    found = [fold(page.get_textpage().get_text_bounded()).text for page in document]
    document.close()
    return found


def everything(data: bytes) -> bytes:
    """Return every byte that is in a PDF, unpacked, with the texts that its codes tell."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        told = "\n".join(map(str, spoken(pdf))).encode()
        unpacked = io.BytesIO()
        pdf.save(
            unpacked,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
            stream_decode_level=pikepdf.StreamDecodeLevel.specialized,
            qdf=True,
        )
    return unpacked.getvalue() + told


def holds(data: bytes, word: str) -> bool:
    """Tell whether a word is in a PDF in any coding."""
    haystack = everything(data)
    forms = [word.encode("utf-8"), word.encode("utf-16-be"), word.encode("utf-16-be").hex().encode()]
    return any(form in haystack or form.upper() in haystack for form in forms) or any(
        fold(word).text in page for page in text(data)
    )


def seen(data: bytes, number: int = 1, scale: float = 2) -> Image.Image:
    """Return a page as it is seen, in RGB."""
    document = pypdfium2.PdfDocument(data)
    document.init_forms()
    picture = document[number - 1].render(scale=scale, may_draw_forms=True).to_pil().convert("RGB")
    document.close()
    return picture


def darkest(picture: Image.Image) -> int:
    """Return the lowest value of any point."""
    return min(low for low, _ in picture.getextrema())


def brightest(picture: Image.Image) -> int:
    """Return the highest value of any point."""
    return max(high for _, high in picture.getextrema())


def keys(data: bytes) -> set[str]:
    """Return all names that a PDF uses, as entries or as values."""
    return set(re.findall(r"/[A-Za-z]\w*", everything(data).decode("latin-1")))
