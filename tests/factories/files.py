"""Files for tests, made here so that nothing binary lies in the repository."""

from collections.abc import Sequence
from io import BytesIO

import pypdfium2
from lxml import etree
from lxml.builder import E
from PIL import Image

from yilan.papers.pdf.setting import pdf_of

SHEET = "@page { size: A4; margin: 25mm } body { font-family: 'Noto Serif CJK SC', serif; font-size: 14pt }"


def pdf_with(pages: Sequence[str]) -> bytes:
    """Return a PDF with these texts, one a page."""
    parts = [E.p(text, style="break-after: page") for text in pages[:-1]] + [E.p(pages[-1])]
    page = E.html(E.head(E.meta(charset="utf-8"), E.title("文件")), E.body(*parts), lang="zh-CN")
    return pdf_of(etree.tostring(page, method="html", encoding="unicode", doctype="<!DOCTYPE html>"), SHEET)


def text_of_pdf(data: bytes) -> str:
    """Return all text that can be extracted from a PDF."""
    document = pypdfium2.PdfDocument(data)
    try:
        return "\n".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()


def picture(width: int = 400, height: int = 300, kind: str = "PNG") -> bytes:
    """Return a plain picture."""
    data = BytesIO()
    Image.new("RGB", (width, height), "#e8e0d0").save(data, kind)
    return data.getvalue()
