"""A template's DOCX, made from its plain text: the same text always gives the same bytes."""

from collections.abc import Iterable
from typing import Any

from yilan.papers.errors import BadTemplate
from yilan.papers.layout.faces import CHAINS, Slot
from yilan.papers.layout.measures import LETTER_LINE_WIDTH, PAGE, RIGHT, TYPE_AREA, twips
from yilan.papers.layout.styles import CELL, STYLES, Form
from yilan.papers.markup import Grid, Line, blocks
from yilan.papers.word.package import pack
from yilan.papers.word.style_sheet import RED, fonts, frame, number_place, section, style_id, styles
from yilan.papers.word.xml import RELATIONS, TYPES, el, serialise, text

OFFICE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
FOOTERS = {"rIdOdd": "footer1", "rIdEven": "footer2", "rIdFirst": "footer3"}


def build(words: str, form: Form) -> bytes:
    """Return the DOCX of a plain text (`markup`) in a form. Raises `BadTemplate` for a style that the form lacks."""
    document = el("document", el("body", *_content(blocks(words), form), section(form)))
    footers = FOOTERS if form == Form.LETTER else {key: FOOTERS[key] for key in ("rIdOdd", "rIdEven")}
    parts = {f"word/{name}.xml": _footer(name) for name in footers.values()} | {
        "word/document.xml": serialise(document),
        "word/styles.xml": serialise(styles(form)),
        "word/settings.xml": serialise(_settings()),
        "word/_rels/document.xml.rels": _relations(
            {"rIdStyles": ("styles", "styles.xml"), "rIdSettings": ("settings", "settings.xml")}
            | {key: ("footer", f"{name}.xml") for key, name in footers.items()}
        ),
        "_rels/.rels": _relations({"rIdDocument": ("officeDocument", "word/document.xml")}),
        "[Content_Types].xml": _types(footers.values()),
    }
    return pack(parts)


def _content(found: Iterable[Line | Grid], form: Form) -> Iterable[Any]:
    for block in found:
        if isinstance(block, Line):
            yield _line(block, form)
        else:
            yield _table(block)


def _line(line: Line, form: Form) -> Any:
    style = STYLES[form].get(line.style)
    if style is None:
        raise BadTemplate(f"no style {line.style!r} in {form}; there are {', '.join(STYLES[form])}")
    # a frame that only the style has is lost in LibreOffice
    return el("p", el("pPr", el("pStyle", val=style_id(style)), frame(style, form)), *_runs(line.text))


def _runs(words: str) -> Iterable[Any]:
    """Return a run for each line of a text; ` // ` breaks a line, as titles need it."""
    for number, part in enumerate(words.split(" // ")):
        yield el("r", el("rPr", el("rFonts", hint="eastAsia")), el("br") if number else None, text(part))


def _table(grid: Grid) -> Any:
    room, total = twips(TYPE_AREA[0]), sum(grid.shares)
    widths = [room * share // total for share in grid.shares]
    line = {"val": "single", "sz": 6, "space": 0, "color": "000000"}
    borders = el("tblBorders", *(el(side, **line) for side in ("top", "left", "bottom", "right", "insideH", "insideV")))
    properties = el(
        "tblPr", el("tblW", w=room, type="dxa"), el("jc", val="center"), borders, el("tblLayout", type="fixed")
    )
    rows = [_row(cells, widths, grid.aligns, head=grid.head and number == 0) for number, cells in enumerate(grid.rows)]
    return el("tbl", properties, el("tblGrid", *(el("gridCol", w=width) for width in widths)), *rows)


def _row(cells: tuple[str, ...], widths: list[int], aligns: tuple[str, ...], *, head: bool) -> Any:
    properties = el("trPr", el("cantSplit"), el("tblHeader") if head else None)
    return el("tr", properties, *map(_cell, cells, widths, aligns))


def _cell(words: str, width: int, align: str) -> Any:
    place = el("pPr", el("pStyle", val=style_id(CELL)), el("jc", val=align) if align != "left" else None)
    return el(
        "tc", el("tcPr", el("tcW", w=width, type="dxa"), el("vAlign", val="center")), el("p", place, *_runs(words))
    )


def _footer(name: str) -> bytes:
    if name == FOOTERS["rIdFirst"]:  # no number; the lower red double line, as wide as the upper
        line = el("pBdr", el("bottom", val="thinThickSmallGap", sz=24, space=0, color=RED))
        beyond = (LETTER_LINE_WIDTH - TYPE_AREA[0]) / 2
        right = twips(RIGHT - (PAGE[0] - LETTER_LINE_WIDTH) / 2)
        left = twips(2 * beyond) - right
        place = el(
            "pPr",
            line,
            el("snapToGrid", val=0),
            el("spacing", line=20, lineRule="exact"),
            el("ind", left=-left, right=-right),
        )
        return serialise(el("ftr", el("p", place)))
    side = "right" if name == FOOTERS["rIdOdd"] else "left"
    return serialise(el("ftr", el("p", number_place(side), *_page_number())))


def _page_number() -> Iterable[Any]:
    def run(*children: Any) -> Any:
        size = el("sz", val=28), el("szCs", val=28)  # 四号
        return el("r", el("rPr", fonts(CHAINS[Slot.SONG].word), el("spacing", val=0), *size), *children)

    yield run(text("— "))
    yield run(el("fldChar", fldCharType="begin"))
    instruction = el("instrText", " PAGE ")
    yield run(instruction)
    yield run(el("fldChar", fldCharType="separate"))
    yield run(text("1"))
    yield run(el("fldChar", fldCharType="end"))
    yield run(text(" —"))


def _settings() -> Any:
    return el(
        "settings",
        el("evenAndOddHeaders"),
        el("characterSpacingControl", val="doNotCompress"),
        el(
            "compat",
            el("useFELayout"),
            el("compatSetting", name="compatibilityMode", val=15, uri="http://schemas.microsoft.com/office/word"),
        ),
        el("themeFontLang", val="zh-CN", eastAsia="zh-CN"),
    )


def _relations(found: dict[str, tuple[str, str]]) -> bytes:
    from lxml import etree

    root = etree.Element(f"{{{RELATIONS}}}Relationships", nsmap={None: RELATIONS})
    for key, (kind, target) in found.items():
        etree.SubElement(root, f"{{{RELATIONS}}}Relationship", Id=key, Type=f"{RELATION}/{kind}", Target=target)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _types(footers: Iterable[str]) -> bytes:
    from lxml import etree

    root = etree.Element(f"{{{TYPES}}}Types", nsmap={None: TYPES})
    package = "application/vnd.openxmlformats-package.relationships+xml"
    etree.SubElement(root, f"{{{TYPES}}}Default", Extension="rels", ContentType=package)
    etree.SubElement(root, f"{{{TYPES}}}Default", Extension="xml", ContentType="application/xml")
    kinds = {"document": "document.main", "styles": "styles", "settings": "settings"}
    for name, kind in kinds.items():
        _override(root, name, kind)
    for name in footers:
        _override(root, name, "footer")
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _override(root: Any, name: str, kind: str) -> None:
    from lxml import etree

    etree.SubElement(root, f"{{{TYPES}}}Override", PartName=f"/word/{name}.xml", ContentType=f"{OFFICE}.{kind}+xml")
