"""The styles of a paper as `word/styles.xml`, and the section with the grid of GB/T 9704."""

from typing import Any

from yilan.papers.layout.faces import CHAINS
from yilan.papers.layout.measures import (
    BOTTOM,
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
    RIGHT,
    SIZE_3,
    TOP,
    twips,
)
from yilan.papers.layout.styles import STYLES, Form, Part, Style
from yilan.papers.word.xml import el

LINE_PITCH = twips(LINE)  # rounded down: one twip more, and only 21 lines would go into the type area
CHARACTER_SPACE = -848  # 4096ths of a point that the grid takes from 16 points; -842 would just do
ALIGN = {"both": "both", "left": "left", "center": "center", "right": "right"}
RED = "E60012"


def fonts(word: str) -> Any:
    """Return a face for every script: left to themselves, quotes, dashes and figures would fall into a Latin face."""
    return el("rFonts", ascii=word, hAnsi=word, eastAsia=word, cs=word, hint="eastAsia")


def style_id(style: Style) -> str:
    """Return the name by which paragraphs refer to a style."""
    return f"yilan-{style.part}"


def styles(form: Form) -> Any:
    """Return all styles of a form. What a style leaves out comes from the document's defaults: 三号仿宋 on the grid."""
    body = el("rPr", fonts(CHAINS[STYLES[form]["公文正文"].face].word), el("kern", val=0), *_size(SIZE_3), _language())
    normal = el("style", el("name", val="Normal"), el("qFormat"), type="paragraph", default=1, styleId="Normal")
    return el(
        "styles",
        el("docDefaults", el("rPrDefault", body), el("pPrDefault", el("pPr", el("spacing", after=0)))),
        normal,
        *(_style(style, form) for style in STYLES[form].values()),
    )


def section(form: Form) -> Any:
    """Return the section: page, type area, footers, grid."""
    letter = form == Form.LETTER
    margins = {
        "top": twips(TOP),
        "right": twips(RIGHT),
        "bottom": twips(BOTTOM),
        "left": twips(LEFT),
        "header": 851,
        "footer": twips(LETTER_LINE_BOTTOM if letter else BOTTOM - PAGE_NUMBER_GAP - 5),
        "gutter": 0,
    }
    return el(
        "sectPr",
        *footer_references(form),
        _size_of_page(),
        el("pgMar", **margins),
        el("titlePg") if letter else None,
        el("docGrid", type="linesAndChars", linePitch=LINE_PITCH, charSpace=CHARACTER_SPACE),
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


def _size_of_page() -> Any:
    return el("pgSz", w=round(PAGE[0] / POINT * 20), h=round(PAGE[1] / POINT * 20))


def _size(points: float) -> tuple[Any, Any]:
    return el("sz", val=round(points * 2)), el("szCs", val=round(points * 2))


def _language() -> Any:
    return el("lang", val="zh-CN", eastAsia="zh-CN")


def _style(style: Style, form: Form) -> Any:
    chain = CHAINS[style.face]
    run = el("rPr", fonts(chain.word), el("color", val=RED) if style.red else None, *_size(style.size))
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
        _frame(style, form),
        _borders(style, form),
        el("snapToGrid", val=0) if style.is_cell else None,
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
    if style.part == Part.ORGAN:
        return el("spacing", before=twips(HEAD_NAME_TOP)) if form == Form.RED_HEAD else None
    if style.part == Part.NUMBER and form == Form.LETTER:
        return None  # its distance from the red line is that of the frame above
    if not style.before:
        return None
    return el("spacing", before=round(style.before * LINE_PITCH), beforeLines=round(style.before * 100))


def _frame(style: Style, form: Form) -> Any:
    """Hold the name of a letter in a frame at its place on the page, whatever the type area below does."""
    if style.part != Part.ORGAN or form != Form.LETTER:
        return None
    return el(
        "framePr",
        w=twips(LETTER_LINE_WIDTH),
        vSpace=twips(SIZE_3 * POINT * 7 / 8 - (LINE - SIZE_3 * POINT) / 2),
        wrap="notBeside",
        vAnchor="page",
        hAnchor="page",
        x=twips((PAGE[0] - LETTER_LINE_WIDTH) / 2),
        y=twips(LETTER_NAME_TOP),
    )


def _borders(style: Style, form: Form) -> Any:
    gap = round(LETTER_LINE_GAP / POINT)
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
