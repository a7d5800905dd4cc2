"""What the file is made of: pages and what they draw, and not one entry more."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

import pikepdf
import pypdfium2.raw as pdfium
from pikepdf import Array, Dictionary, Name, Pdf, Stream, String

from yilan.redaction.pdf.checking import Place
from yilan.redaction.pdf.entries import EVERYWHERE, PAGE, PAGE_TREE
from yilan.redaction.pdf.letters import PageText
from yilan.redaction.pdf.opening import page_of

TRAILER = {"/Root", "/Size", "/ID"}
ROOT = {"/Type", "/Pages"}
RESOURCE = re.compile(r"/R\d+")
WITH_TEXT = {"/Registry", "/Ordering"}
ONE_PICTURE = re.compile(rb"\s*q\s+([\d.]+)\s+0\s+0\s+([\d.]+)\s+0\s+0\s+cm\s+/R0\s+Do\s+Q\s*")


def foreign_parts(pdf: Pdf) -> Iterator[Place]:
    """Yield every entry that has no part in drawing pages: metadata, scripts, files, notes, forms, names, structure."""
    for key in set(pdf.trailer.keys()) - TRAILER:
        yield Place("file_structure", 0, key)
    for key in set(pdf.Root.keys()) - ROOT:
        yield Place("file_structure", 0, key)
    for number, page in enumerate(pdf.pages, 1):
        for key in set(page.obj.keys()) - PAGE:
            yield Place("structure", number, key)
    known = {pdf.Root.objgen, *(page.obj.objgen for page in pdf.pages)}
    for one in pdf.objects:
        if isinstance(one, Dictionary | Stream | Array) and one.objgen not in known:
            for key in _foreign(one, top=True):
                yield Place("file_structure", 0, key)


def _foreign(value: Any, *, top: bool = False, named: str = "") -> Iterator[str]:
    if isinstance(value, String):
        if named not in WITH_TEXT:
            yield f"{named} ()"
        return
    if isinstance(value, Array):
        palette = len(value) == 4 and value[0] == Name.Indexed  # noqa: PLR2004 - [/Indexed base last table]
        for one in list(value)[: 3 if palette else None]:
            if not getattr(one, "is_indirect", False):
                yield from _foreign(one, named=named)
        return
    if not isinstance(value, Dictionary | Stream) or (not top and value.is_indirect):
        return
    allowed = PAGE_TREE if value.get("/Type") == Name.Pages else EVERYWHERE
    for key, one in value.items():
        if key not in allowed and not RESOURCE.fullmatch(key):
            yield key
        elif not getattr(one, "is_indirect", False):
            yield from _foreign(one, named=key)


def more_than_a_picture(pdf: Pdf, document: Any, texts: Sequence[PageText], numbers: frozenset[int]) -> Iterator[Place]:
    """Yield blackened pages that hold a text, or anything beside one opaque picture."""
    for number in sorted(numbers):
        if texts[number - 1].letters:
            yield Place("page_text", number, "")
        page = page_of(document, number)
        kinds = [one.type for one in page.get_objects(max_depth=8)]
        page.close()
        if kinds != [pdfium.FPDF_PAGEOBJ_IMAGE] or not _is_picture(pdf.pages[number - 1].obj):
            yield Place("page_parts", number, "")


def _is_picture(page: Any) -> bool:
    try:
        resources = page.Resources
        picture = resources.XObject.R0
        return bool(
            list(resources.keys()) == ["/XObject"]
            and list(resources.XObject.keys()) == ["/R0"]
            and ONE_PICTURE.fullmatch(page.Contents.read_bytes())
            and picture.Subtype == Name.Image
            and not {"/SMask", "/Mask", "/ImageMask", "/Decode"} & set(picture.keys())
        )
    except (AttributeError, KeyError, pikepdf.PdfError):
        return False
