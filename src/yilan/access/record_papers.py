"""A published record as a PDF, so that it can be given away with an answer, wholly or in part."""

from collections.abc import Iterator, Mapping
from html import unescape
from typing import Any

from lxml import etree
from lxml import html as lxml_html
from lxml.builder import E

from yilan.papers.errors import PdfUnavailable
from yilan.papers.layout.css import family
from yilan.papers.layout.faces import Slot
from yilan.papers.pdf.setting import pdf_of

CSS = f"""
@page {{ size: A4; margin: 30mm 26mm; }}
body {{ font-family: {family(Slot.FANG)}; font-size: 15pt; line-height: 1.8; }}
h1 {{ font-family: {family(Slot.TITLE)}; font-size: 20pt; font-weight: normal; text-align: center; }}
h2 {{ font-family: {family(Slot.HEI)}; font-size: 15pt; font-weight: normal; }}
p {{ margin: 0; text-indent: 2em; white-space: pre-line; }}
.about {{ text-align: center; text-indent: 0; font-size: 12pt; }}
.signature {{ text-align: right; }}
table {{ border-collapse: collapse; width: 100%; font-size: 12pt; }}
td {{ border: 0.5pt solid #000; padding: 2pt 4pt; text-indent: 0; }}
"""
WORDS = ("law", "article", "text", "caption", "title", "transcript")


def paper_of_record(content: Mapping[str, Any], index_number: str) -> bytes:
    """Return the text of a published content (`disclosure.content`) as PDF; nothing where no PDF can be made here."""
    about = "　".join(filter(None, (content["document_number"], content["written_on"], index_number)))
    body = E.body(E.h1(content["title"]), E.p({"class": "about"}, about))
    for block in content["body"]:
        body.extend(_block(block["type"], block["value"]))
    page = E.html(E.head(E.meta(charset="utf-8"), E.title(content["title"])), body, lang="zh-CN")
    written = etree.tostring(page, method="html", encoding="unicode", doctype="<!DOCTYPE html>")
    try:
        return pdf_of(written, CSS)
    except PdfUnavailable:
        return b""


def _block(kind: str, value: Any) -> Iterator[Any]:
    if isinstance(value, str):
        whole = lxml_html.fromstring(f"<div>{value}</div>")
        yield from (E.p(piece.text_content()) for piece in list(whole.iter("p", "li")) or [whole])
    elif kind == "heading":
        yield E.h2(value["text"])
    elif kind == "table":
        rows = [[str(cell or "") for cell in row] for row in value.get("data") or []]
        yield E.p(value.get("table_caption") or "")
        yield E.table(*(E.tr(*map(E.td, row)) for row in rows))
    elif kind == "signature":
        yield E.p({"class": "signature"}, "\n".join(str(part) for part in value.values() if part))
    else:
        yield from (E.p(unescape(str(value[name]))) for name in WORDS if value.get(name))
