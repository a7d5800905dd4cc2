"""What an office brings as a new version: a DOCX that holds words and nothing that acts, links or hides.

Besides what could harm, this refuses what the PDF would not show (pictures, text boxes, footnotes, tracked changes):
DOCX and PDF always say the same.
"""

import io
import re
import zipfile
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from lxml import etree

from yilan.papers.errors import BadTemplate
from yilan.papers.facts import leftover
from yilan.papers.word.package import unpack
from yilan.papers.word.xml import parse, q

LARGEST = 2 * 1024 * 1024  # bytes of the file
LARGEST_UNPACKED = 20 * 1024 * 1024
MOST_PARTS = 200
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
ACTIVE = ("vba", "macro", "activex", "oleobject", "embeddings", "attachedtoolbars", "altchunk", "afchunk")
LINKS = ("http://", "https://", "mailto:")
FIELDS = {"PAGE", "NUMPAGES", "SECTIONPAGES", "HYPERLINK"}
ONLY_FURNITURE = re.compile(r"[\s\d—–－―-]*")

UNSHOWN: dict[str, str | Promise] = {
    "drawing": gettext_lazy("pictures and text boxes"),
    "pict": gettext_lazy("pictures and text boxes"),
    "object": gettext_lazy("embedded objects"),
    "altChunk": gettext_lazy("embedded objects"),
    "control": gettext_lazy("embedded objects"),
    "footnoteReference": gettext_lazy("footnotes and endnotes"),
    "endnoteReference": gettext_lazy("footnotes and endnotes"),
    "commentReference": gettext_lazy("comments"),
    "ins": gettext_lazy("tracked changes; accept or reject them first"),
    "del": gettext_lazy("tracked changes; accept or reject them first"),
    "moveFrom": gettext_lazy("tracked changes; accept or reject them first"),
    "moveTo": gettext_lazy("tracked changes; accept or reject them first"),
    "sdt": gettext_lazy("content controls"),
    "ruby": gettext_lazy("phonetic guides"),
    "sym": gettext_lazy("symbols of special fonts; type the character instead"),
    "vanish": gettext_lazy("hidden text"),
    "numPr": gettext_lazy("automatic numbering; type the numbers instead"),
}


def check(data: bytes) -> None:
    """Raise `BadTemplate`, in words for the office, unless the bytes are a DOCX that can be a template."""
    parts = _parts(data)
    trees = {name: _tree(name, part) for name, part in parts.items() if name.endswith((".xml", ".rels"))}
    _kind(parts, trees)
    for name, tree in trees.items():
        if name.endswith(".rels"):
            _relations(tree)
        elif name.startswith("word/"):
            _fields(tree)
            if name.startswith(("word/header", "word/footer")):
                _furniture(tree)
    _shown(trees["word/document.xml"])
    _used_styles(trees["word/document.xml"], trees.get("word/styles.xml"))


def _parts(data: bytes) -> dict[str, bytes]:
    if len(data) > LARGEST:
        raise BadTemplate(_("The file is larger than 2 MB. A template holds words only."))
    no_docx = _("This is no DOCX file. Save the paper as “Word document (.docx)” and choose that file.")
    if data[:2] != b"PK":
        raise BadTemplate(no_docx)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            if len(entries) > MOST_PARTS or sum(entry.file_size for entry in entries) > LARGEST_UNPACKED:
                raise BadTemplate(_("The file unpacks to far more than a template holds."))
            if any(entry.flag_bits & 1 for entry in entries):
                raise BadTemplate(_("The file is encrypted. Take the password away and choose it again."))
            broken = archive.testzip()
    except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError) as error:
        raise BadTemplate(no_docx) from error
    if broken is not None:
        raise BadTemplate(no_docx)
    parts = unpack(data)
    if "word/document.xml" not in parts or "[Content_Types].xml" not in parts:
        raise BadTemplate(no_docx)
    return parts


def _tree(name: str, data: bytes) -> Any:
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise BadTemplate(_("The file declares entities, which no office program writes."))
    try:
        return parse(data)
    except etree.XMLSyntaxError as error:
        raise BadTemplate(_("The file is damaged at %(part)s.") % {"part": name}) from error


def _kind(parts: dict[str, bytes], trees: dict[str, Any]) -> None:
    types = trees["[Content_Types].xml"]
    told = {entry.get("PartName", ""): entry.get("ContentType", "") for entry in types}
    everything = " ".join([*parts, *told.values(), *(entry.get("ContentType", "") for entry in types)]).lower()
    if any(word in everything for word in ACTIVE):
        raise BadTemplate(_("The file holds macros or embedded objects. Save it as a document without macros (.docx)."))
    if told.get("/word/document.xml") != MAIN:
        raise BadTemplate(_("This is no DOCX file. Save the paper as “Word document (.docx)” and choose that file."))


def _relations(tree: Any) -> None:
    for relation in tree:
        kind, target = relation.get("Type", "").rsplit("/", 1)[-1], relation.get("Target", "")
        if any(word in kind.lower() for word in ACTIVE):
            raise BadTemplate(
                _("The file holds macros or embedded objects. Save it as a document without macros (.docx).")
            )
        if relation.get("TargetMode") == "External" and not (kind == "hyperlink" and target.startswith(LINKS)):
            raise BadTemplate(_("The file links to something outside itself: %(target)s") % {"target": target[:200]})


def _fields(tree: Any) -> None:
    """Refuse fields that fetch or run something; Word keeps their instructions beside the text."""
    told = ["".join(one.itertext()) for one in tree.iter(q("instrText"))]
    told += [one.get(q("instr"), "") for one in tree.iter(q("fldSimple"))]
    for instruction in told:
        name = (instruction.split() or [""])[0].upper()
        if name and name not in FIELDS:
            raise BadTemplate(_("The file holds a field that a template may not have: %(field)s") % {"field": name})


def _furniture(tree: Any) -> None:
    words = "".join("".join(one.itertext()) for one in tree.iter(q("t")))
    if not ONLY_FURNITURE.fullmatch(words) or list(tree.iter(q("drawing"), q("pict"), q("object"))):
        raise BadTemplate(_("Header and footer hold the page number only; what they say would not be in the PDF."))


def _shown(tree: Any) -> None:
    for element in tree.iter():
        name = etree.QName(element).localname if isinstance(element.tag, str) else ""
        if name in UNSHOWN and not (name in {"ins", "del"} and element.getparent().tag == q("rPr")):
            raise BadTemplate(_("The PDF would not show this: %(what)s") % {"what": UNSHOWN[name]})
    words = "\n".join("".join(one.text or "" for one in p.iter(q("t"))) for p in tree.iter(q("p")))
    found = [one for one in leftover(words) if one.startswith(("((", "（（"))]
    if found:
        raise BadTemplate(_("Words in double brackets wait to be filled in: %(found)s") % {"found": "、".join(found)})


def _used_styles(document: Any, sheet: Any) -> None:
    """Refuse numbering and hidden text that come with a style, and so are not seen in the text itself."""
    styles = {} if sheet is None else {one.get(q("styleId")): one for one in sheet.iter(q("style"))}
    waiting = {one.get(q("val")) for one in document.iter(q("pStyle"), q("rStyle"), q("tblStyle"))}
    seen: set[Any] = set()
    while waiting - seen:
        key = (waiting - seen).pop()
        seen.add(key)
        if key not in styles:
            continue
        waiting |= {one.get(q("val")) for one in styles[key].iter(q("basedOn"))}
        for name in ("numPr", "vanish"):
            if styles[key].find(f".//{q(name)}") is not None:
                raise BadTemplate(_("The PDF would not show this: %(what)s") % {"what": UNSHOWN[name]})
