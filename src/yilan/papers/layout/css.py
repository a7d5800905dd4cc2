"""The styles as CSS, for the PDF."""

from math import floor
from pathlib import Path

from yilan.papers.layout.faces import CHAINS, Slot
from yilan.papers.layout.measures import BOTTOM as LOWER
from yilan.papers.layout.measures import (
    HEAD_LINE_GAP,
    HEAD_NAME_LINES,
    HEAD_NAME_TOP,
    LEFT,
    LETTER_LINE_BOTTOM,
    LETTER_LINE_GAP,
    LETTER_LINE_WIDTH,
    LETTER_NAME_SIZE,
    LETTER_NAME_TOP,
    LINE,
    PAGE,
    PAGE_NUMBER_GAP,
    PITCH,
    POINT,
    RIGHT,
    SIZE_3,
    TOP,
    TRACKING,
)
from yilan.papers.layout.styles import STYLES, Form, Part, Style

RED = "#e60012"  # the red of the printed head
FURNITURE = Path(__file__).with_name("paper.css")
TABLE_LINE = 6.6  # mm, of 小四 in tables
NUMBER_LINE = 5.0  # mm, of the page number
NUMBER_DASH = 3.3  # mm from the top of that line to the dash beside the number, measured with Noto Serif CJK


def stylesheet(form: Form, line: float = LINE) -> str:
    """Return the whole style sheet of a form, with every measure written out; `line` is the text's, in mm."""
    sheets = [FURNITURE, FURNITURE.with_name(f"{form}.css")]
    before, after = (sheet.read_text(encoding="utf-8") for sheet in sheets)
    told = "\n".join([_page(), before, *(_rule(style, line) for style in STYLES[form].values()), after])
    for name, value in _measures(line).items():
        told = told.replace(f"var(--{name})", value)
    return told


def family(slot: Slot) -> str:
    """Return the CSS family list of a slot: the site's own face first."""
    return ", ".join([f'"site-{slot}"', *(f'"{name}"' for name in CHAINS[slot].families), "serif"])


def _page() -> str:
    margins = f"{TOP}mm {RIGHT}mm {LOWER}mm {LEFT}mm"
    return f"@page {{ size: {PAGE[0]}mm {PAGE[1]}mm; margin: {margins}; font-family: {family(Slot.SONG)} }}"


def _measures(line: float) -> dict[str, str]:
    # the red line is measured from the characters of the number, which stand in the middle of their line
    head_gap = HEAD_LINE_GAP - (LINE - SIZE_3 * POINT) / 2
    values = {
        "line": line,
        "pitch": PITCH,
        "tracking": TRACKING,
        "number-padding": PAGE_NUMBER_GAP - NUMBER_DASH,
        "number-line": NUMBER_LINE,
        "letter-top": LETTER_NAME_TOP - TOP,
        "letter-left": (PAGE[0] - LETTER_LINE_WIDTH) / 2 - LEFT,
        "letter-width": LETTER_LINE_WIDTH,
        "letter-height": LETTER_NAME_SIZE * POINT,
        "letter-below": TOP - LETTER_NAME_TOP - LETTER_NAME_SIZE * POINT,
        "letter-line-top": LETTER_NAME_TOP - TOP + LETTER_NAME_SIZE * POINT + LETTER_LINE_GAP,
        "letter-line-bottom": LETTER_LINE_BOTTOM - LOWER,
        "head-top": HEAD_NAME_TOP,
        "head-height": HEAD_NAME_LINES * LINE - HEAD_NAME_TOP,
        "head-gap": head_gap,
        "head-below": -head_gap - 0.4,
    }
    return {"red": RED, **{name: _mm(value) for name, value in values.items()}}


def _mm(value: float) -> str:
    """Return a measure rounded down: 22 lines that are a hair too high are one line too many for the page."""
    return f"{floor(value * 10_000) / 10_000:.4f}mm"


def _rule(style: Style, line: float) -> str:
    chain = CHAINS[style.face]
    told = [
        f"font-family: {family(style.face)}",
        f"font-size: {style.size}pt",
        f"text-align: {'justify' if style.align == 'both' else style.align}",
        f"font-weight: {'bold' if chain.bold else 'normal'}",
    ]
    if style.is_cell:
        told += [f"line-height: {TABLE_LINE}mm", "letter-spacing: 0"]
    if style.first:
        told.append(f"text-indent: {_mm(style.first * PITCH)}")
    if style.left:
        told.append(f"margin-left: {_mm(style.left * PITCH)}")
    if style.right:
        told.append(f"margin-right: {_mm(style.right * PITCH)}")
    if style.before:
        told.append(f"margin-top: {_mm(style.before * line)}")
    if style.red:
        told.append("color: var(--red)")
    if style.keep:
        told.append("break-after: avoid")
    selector = f".{style.part}"
    rules = f"{selector} {{ {'; '.join(told)} }}"
    if style.before and style.part != Part.SIGNATURE:
        rules += f"\n{selector} + {selector} {{ margin-top: 0 }}"
    return rules
