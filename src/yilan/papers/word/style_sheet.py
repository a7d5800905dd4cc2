"""The styles of a paper as `word/styles.xml`, and the section with the grid of GB/T 9704."""

from typing import Any

from yilan.papers.layout.faces import CHAINS
from yilan.papers.layout.measures import (
    BOTTOM,
    CHARACTERS,
    HEAD_LINE_GAP,
    HEAD_NAME_TOP,
    LEFT,
    LETTER_LINE_BOTTOM,
    LETTER_LINE_GAP,
    LETTER_LINE_WIDTH,
    LETTER_NAME_TOP,
    LINE,
    PAGE,
    PAGE_NUMBER_GAP,
    PITCH,
    POINT,
    SIZE_3,
    TOP,
    TYPE_AREA,
    twips,
)
from yilan.papers.layout.styles import BODY, STYLES, Form, Part, Style
from yilan.papers.word.xml import el

LINE_PITCH = twips(LINE)  # rounded down: one twip more, and only 21 lines would go into the type area
# The characters are brought to 28 in a line by their own spacing, not by the grid: LibreOffice gives a character of 16
# points two cells of a grid of 15.8 (measured with 7.4), and so shows 14 to a line.
SPACING = -4  # twentieths of a point between characters of 三号
# The last character of a line is measured without its spacing: twips of the type area, 0.2 mm wider than 156.
TEXT_WIDTH = CHARACTERS * (round(SIZE_3 * 20) + SPACING) - SPACING + 4
ALIGN = {"both": "both", "left": "left", "center": "center", "right": "right"}
NAME_ROOM = 2  # points above and below the characters of the organ's name
RED = "E60012"


def fonts(word: str) -> Any:
    """Return a face for every script: left to themselves, quotes, dashes and figures would fall into a Latin face."""
    return el("rFonts", ascii=word, hAnsi=word, eastAsia=word, cs=word, hint="eastAsia")


def style_id(style: Style) -> str:
    """Return the name by which paragraphs refer to a style."""
    return f"yilan-{style.part}"


def styles(form: Form) -> Any:
    """Return all styles of a form. What a style leaves out comes from Normal, on whose size the grid is reckoned."""
    kind = {"type": "paragraph", "default": 1, "styleId": "Normal"}
    normal = el("style", el("name", val="Normal"), el("qFormat"), _paragraph_basics(), _basic(), **kind)
    defaults = el("docDefaults", el("rPrDefault", _basic()), el("pPrDefault", _paragraph_basics()))
    return el("styles", defaults, normal, *(_style(style, form) for style in STYLES[form].values()))


def _basic() -> Any:
    tracking = el("spacing", val=SPACING)
    return el("rPr", fonts(CHAINS[BODY.face].word), tracking, el("kern", val=0), *_size(BODY.size), _language())


def _paragraph_basics() -> Any:
    """Return what keeps text on the grid: no line held back for company, no space slipped in beside figures."""
    off = (el(name, val=0) for name in ("widowControl", "autoSpaceDE", "autoSpaceDN"))
    return el("pPr", *off, el("spacing", after=0))


def section(form: Form) -> Any:
    """Return the section: page, type area, footers, grid."""
    margins = {
        "top": twips(TOP),
        "right": _page_size()[0] - twips(LEFT) - TEXT_WIDTH,
        "bottom": twips(BOTTOM),
        "left": twips(LEFT),
        "header": 851,
        "footer": twips(LETTER_LINE_BOTTOM),  # where a letter has its lower line; `number_place` lifts the number
        "gutter": 0,
    }
    return el(
        "sectPr",
        *footer_references(form),
        el("pgSz", w=_page_size()[0], h=_page_size()[1]),
        el("pgMar", **margins),
        el("titlePg") if form == Form.LETTER else None,
        el("docGrid", type="lines", linePitch=LINE_PITCH),
    )


def footer_references(form: Form) -> list[Any]:
    """Return which footer belongs to which pages: odd, even and, in a letter, first."""
    from yilan.papers.word.xml import R

    kinds = {"default": "rIdOdd", "even": "rIdEven"} | ({"first": "rIdFirst"} if form == Form.LETTER else {})
    references = []
    for kind, relation in kinds.items():
        reference = el("footerReference", type=kind)
        reference.set(f"{{{R}}}id", relation)
        references.append(reference)
    return references


def number_place(side: str) -> Any:
    """Return where the page number stands: 7 mm below the type area, one character in from an edge (7.5)."""
    line = 20 * POINT  # its own height, the dash in its middle
    after = BOTTOM - PAGE_NUMBER_GAP - line / 2 - LETTER_LINE_BOTTOM
    return el(
        "pPr",
        el("snapToGrid", val=0),
        el("spacing", after=twips(after), line=twips(line), lineRule="exact"),
        el("ind", **{f"{side}Chars": 100, side: twips(PITCH)}),
        el("jc", val=side),
    )


def _page_size() -> tuple[int, int]:
    return round(PAGE[0] / POINT * 20), round(PAGE[1] / POINT * 20)


def _size(points: float) -> tuple[Any, Any]:
    return el("sz", val=round(points * 2)), el("szCs", val=round(points * 2))


def _language() -> Any:
    return el("lang", val="zh-CN", eastAsia="zh-CN")


def _style(style: Style, form: Form) -> Any:
    chain = CHAINS[style.face]
    colour = el("color", val=RED) if style.red else None
    tracking = el("spacing", val=0) if style.size != SIZE_3 else None
    run = el("rPr", fonts(chain.word), colour, tracking, *_size(style.size))
    return el(
        "style",
        el("name", val=style.name),
        el("basedOn", val="Normal"),
        el("qFormat"),
        _paragraph(style, form),
        run,
        type="paragraph",
        customStyle=1,
        styleId=style_id(style),
    )


def _paragraph(style: Style, form: Form) -> Any:
    return el(
        "pPr",
        el("keepNext") if style.keep else None,
        frame(style, form),
        _borders(style, form),
        el("snapToGrid", val=0) if style.is_cell or style.part in (Part.ORGAN, Part.TITLE) else None,
        _spacing(style, form),
        _indents(style),
        el("contextualSpacing") if style.before else None,
        el("jc", val=ALIGN[style.align]),
        el("outlineLvl", val=int(style.tag[1]) - 1) if style.tag != "p" else None,
    )


def _indents(style: Style) -> Any:
    """Return indents in characters, and in twips for programs that do not count characters."""
    told: dict[str, int] = {}
    first = "firstLine" if style.first > 0 else "hanging"
    for name, characters in (("left", style.left), ("right", style.right), (first, abs(style.first))):
        if characters:
            told |= {f"{name}Chars": round(characters * 100), name: twips(characters * PITCH)}
    return el("ind", **told) if told else None


def _spacing(style: Style, form: Form) -> Any:
    if style.is_cell:
        return el("spacing", line=320, lineRule="atLeast")
    exact: dict[str, Any] = {}
    before = round(style.before * LINE_PITCH)
    if style.part == Part.ORGAN:  # a line of its own height, the characters in its middle
        exact = {"line": round((style.size + 2 * NAME_ROOM) * 20), "lineRule": "exact"}
        before = twips(HEAD_NAME_TOP - NAME_ROOM * POINT) if form == Form.RED_HEAD else 0
    elif style.part == Part.TITLE:  # at 22 points many faces would take two lines of the grid
        exact = {"line": LINE_PITCH, "lineRule": "exact"}
    elif style.part == Part.NUMBER and form == Form.LETTER:
        before = 0  # the frame of the name keeps it away from the red line
    told = ({"before": before} if before else {}) | exact
    return el("spacing", **told) if told else None


def frame(style: Style, form: Form) -> Any:
    """Hold in its place, whatever the text does: the name of a letter at the top, the imprint at the last foot."""
    if style.part == Part.IMPRINT:
        width = twips(TYPE_AREA[0])
        return el(
            "framePr", w=width, wrap="notBeside", vAnchor="margin", hAnchor="margin", xAlign="left", yAlign="bottom"
        )
    if style.part != Part.ORGAN or form != Form.LETTER:
        return None
    return el(
        "framePr",
        w=twips(LETTER_LINE_WIDTH),
        vSpace=twips(SIZE_3 * POINT * 7 / 8 - (LINE - SIZE_3 * POINT) / 2),  # 7/8 of a character below the red line
        wrap="notBeside",
        vAnchor="page",
        hAnchor="page",
        x=twips((PAGE[0] - LETTER_LINE_WIDTH) / 2),
        y=twips(LETTER_NAME_TOP - NAME_ROOM * POINT),
    )


def _borders(style: Style, form: Form) -> Any:
    gap = round(LETTER_LINE_GAP / POINT - NAME_ROOM)
    if style.part == Part.ORGAN and form == Form.LETTER:
        return el("pBdr", el("bottom", val="thickThinSmallGap", sz=24, space=gap, color=RED))
    if style.part == Part.NUMBER and form == Form.RED_HEAD:
        # the border's distance counts from the line of the grid, the standard's from the characters in its middle
        space = round((HEAD_LINE_GAP - (LINE - SIZE_3 * POINT) / 2) / POINT)
        return el("pBdr", el("bottom", val="single", sz=9, space=space, color=RED))
    if style.part == Part.IMPRINT and form == Form.RED_HEAD:
        thick, thin = {"val": "single", "sz": 8, "space": 1, "color": "000000"}, {"val": "single", "sz": 6, "space": 1}
        return el("pBdr", el("top", **thick), el("bottom", **thick), el("between", **thin, color="000000"))
    if style.part == Part.SLIP:
        return el("pBdr", el("top", val="dashed", sz=6, space=6, color="000000"))
    return None
