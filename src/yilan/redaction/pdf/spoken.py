"""A second reading of texts, by the codes in the contents: pdfium passes over what has no extent, others do not."""

from collections.abc import Iterator
from typing import Any

import pikepdf
from fontTools import agl
from pikepdf import Array, Name, Pdf, Stream, String

from yilan.redaction.pdf.keeping.fonts.codes import differences
from yilan.redaction.pdf.keeping.fonts.tables import characters

DEEPEST = 12
SHOWS = {"Tj", "TJ", "'", '"'}
NATIONAL = {"GBK": "gbk", "GB-": "gb2312", "GBpc": "gb2312", "UniGB-UCS2": "utf-16-be", "UniGB-UTF16": "utf-16-be"}


def spoken(pdf: Pdf) -> list[str | None]:
    """Return the text of each page in the order of its contents; None for a page that cannot be read."""
    texts: list[str | None] = []
    fonts: dict[tuple[int, int], dict[int, str]] = {}
    for page in pdf.pages:
        try:
            texts.append("".join(_pieces(page, page.obj.get("/Resources", page.resources), fonts, 0)))
        except Exception:  # noqa: BLE001 - whatever a broken content raises in a library: the page is not read then
            texts.append(None)
    return texts


def _pieces(content: Any, resources: Any, fonts: dict[tuple[int, int], dict[int, str]], depth: int) -> Iterator[str]:
    if depth > DEEPEST:
        raise pikepdf.PdfError("too deep")
    font: Any = None
    for one in pikepdf.parse_content_stream(content):
        if isinstance(one, pikepdf.ContentStreamInlineImage):
            continue
        operator, operands = str(one.operator), list(one.operands)
        if operator == "Tf" and operands:
            font = resources.get("/Font", {}).get(str(operands[0]))
        elif operator in SHOWS and operands and font is not None:
            text = operands[-1]
            shown = text if isinstance(text, Array) else [text]
            yield from (decoded(font, bytes(piece), fonts) for piece in shown if isinstance(piece, String))
        elif operator == "Do":
            form = resources.get("/XObject", {}).get(str(operands[0]))
            if form is not None and form.get("/Subtype") == Name.Form:
                yield from _pieces(form, form.get("/Resources", resources), fonts, depth + 1)


def decoded(font: Any, codes: bytes, fonts: dict[tuple[int, int], dict[int, str]]) -> str:
    """Return the characters that codes of a font stand for, as far as the font tells."""
    composite = font.get("/Subtype") == Name.Type0
    encoding = font.get("/Encoding")
    known = isinstance(font.get("/ToUnicode"), Stream)
    if composite and not known and isinstance(encoding, Name):
        name = str(encoding)[1:]
        national = next((coding for start, coding in NATIONAL.items() if name.startswith(start)), "")
        return codes.decode(national, errors="ignore") if national else ""
    table = fonts.get(font.objgen) if font.is_indirect else None
    if table is None:
        table = _table(font, known=known)
        fonts[font.objgen] = table
    width = 2 if composite else 1
    return "".join(table.get(int.from_bytes(codes[at : at + width]), "") for at in range(0, len(codes), width))


def _table(font: Any, *, known: bool) -> dict[int, str]:
    table: dict[int, str] = {}
    if font.get("/Subtype") != Name.Type0:
        table = {code: bytes([code]).decode("cp1252", errors="ignore") for code in range(32, 256)}
        encoding = font.get("/Encoding")
        if encoding is not None and not isinstance(encoding, Name):
            table |= {code: agl.toUnicode(name[1:]) for code, name in differences(encoding).items()}
    if known:
        told = characters(font.ToUnicode.read_bytes())
        table |= {code: text.decode("utf-16-be", errors="ignore") for code, text in told.items()}
    return table
