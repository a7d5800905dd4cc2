"""What only the filled paper knows: the size of the organ's name, the place of the signature, the file's properties."""

import io
from datetime import UTC, date, datetime
from typing import Any

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from yilan.papers.layout.measures import LINE, PITCH, name_size, signature_indent, twips
from yilan.papers.layout.styles import BODY, STYLES, Form, Part
from yilan.papers.word.package import pack, unpack

PRIVATE = ("extended-properties", "custom-properties", "thumbnail")  # what office programs tell about their user


def finish(data: bytes, form: Form, *, on: date) -> bytes:
    """Return a filled DOCX with its names in place and properties of its own; the same input gives the same bytes."""
    document = docx.Document(io.BytesIO(data))
    marked = _by_part(document, form)
    for paragraph in marked.get(Part.ORGAN, []):
        for run in paragraph.runs:
            run.font.size = docx.shared.Pt(name_size(paragraph.text, letter=form == Form.LETTER))
    days = marked.get(Part.DAY, [])
    for paragraph in marked.get(Part.SIGNATURE, []):
        if days:
            _indent(paragraph, signature_indent(paragraph.text, days[-1].text))
    _hold_together(document, form)
    _properties(document, marked, on)
    for key, relation in list(document.part.package.rels.items()):
        if relation.reltype.rsplit("/", 1)[-1] in PRIVATE:
            del document.part.package.rels[key]
    target = io.BytesIO()
    document.save(target)
    return pack(unpack(target.getvalue()))


def _by_part(document: Any, form: Form) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for paragraph in document.paragraphs:
        style = STYLES[form].get(paragraph.style.name)
        if style is not None:
            found.setdefault(style.part, []).append(paragraph)
    return found


def _hold_together(document: Any, form: Form) -> None:
    """Let the last text stay with the signature, and part the title from a text that no addressee precedes."""
    before = None
    for paragraph in document.paragraphs:
        style = STYLES[form].get(paragraph.style.name, BODY)
        if style.part == Part.SIGNATURE and before is not None:
            before[0].paragraph_format.keep_with_next = True
        if style.part in (Part.BODY, "level1") and before is not None and before[1].part == Part.TITLE:
            paragraph.paragraph_format.space_before = docx.shared.Mm(LINE)
        before = (paragraph, style)


def _indent(paragraph: Any, characters: float) -> None:
    properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001 - python-docx has no indent in characters
    for old in properties.findall(docx.oxml.ns.qn("w:ind")):
        properties.remove(old)
    told = f'w:rightChars="{round(characters * 100)}" w:right="{twips(characters * PITCH)}"'
    indent = parse_xml(f"<w:ind {nsdecls('w')} {told}/>")
    properties.insert_element_before(
        indent, "w:contextualSpacing", "w:mirrorIndents", "w:suppressOverlap", "w:jc", "w:textDirection",
        "w:textAlignment", "w:textboxTightWrap", "w:outlineLvl", "w:divId", "w:cnfStyle", "w:rPr", "w:sectPr",
        "w:pPrChange",
    )  # fmt: skip


def _properties(document: Any, marked: dict[str, list[Any]], on: date) -> None:
    def words(*parts: str) -> str:
        found = [one for part in parts for one in marked.get(part, [])]
        return found[0].text.replace("\n", "") if found else ""

    told = document.core_properties
    told.title = words(Part.TITLE)[:255]
    told.author = told.last_modified_by = words(Part.SIGNATURE, Part.ORGAN)[:255]
    told.language = "zh-CN"
    told.created = told.modified = datetime(on.year, on.month, on.day, tzinfo=UTC)
    told.comments = told.keywords = told.subject = told.category = told.identifier = told.version = ""
    told.content_status = ""
    told.revision = 1
