"""The named styles of a paper, each with its place in the layout of GB/T 9704-2012.

A template names them in its paragraphs; the DOCX carries them under these names, and the PDF is set by them. Indents
are in characters of the grid, distances in lines of the grid, so that text stays on the grid whatever comes before.
"""

from dataclasses import dataclass, replace
from enum import StrEnum

from yilan.papers.layout.faces import Slot
from yilan.papers.layout.measures import SIZE_2, SIZE_4, SIZE_SMALL_4


class Form(StrEnum):
    """The two forms of the standard: 信函格式 for letters, 文件格式 with the red head."""

    LETTER = "letter"
    RED_HEAD = "red_head"


class Part(StrEnum):
    """The styles that the layout treats apart, by their class in the PDF."""

    ORGAN = "organ"
    NUMBER = "number"
    TITLE = "title"
    BODY = "body"
    SIGNATURE = "signature"
    DAY = "day"
    IMPRINT = "imprint"
    SLIP = "slip"
    CELL = "cell"


@dataclass(frozen=True)
class Style:
    """A style: its name in the office program, its class in the PDF, face, size in points and place on the grid."""

    name: str
    part: str
    face: Slot = Slot.FANG
    size: float = 16
    align: str = "both"  # both, left, center, right
    first: float = 0  # characters that the first line is drawn in
    left: float = 0
    right: float = 0
    before: float = 0  # empty lines before; none between neighbours of the same style
    tag: str = "p"
    red: bool = False
    keep: bool = False  # stays with what follows

    @property
    def is_cell(self) -> bool:
        """Tell whether the style sets its own lines instead of those of the grid."""
        return self.part == Part.CELL


BODY = Style("公文正文", Part.BODY, first=2)
CELL = Style("表格文字", Part.CELL, size=SIZE_SMALL_4, align="left")

_COMMON = (
    BODY,
    Style("标题", Part.TITLE, Slot.TITLE, SIZE_2, "center", before=2, tag="h1", keep=True),
    Style("主送", "addressee", align="left", before=1),
    Style("一级标题", "level1", Slot.HEI, first=2, tag="h2", keep=True),
    Style("二级标题", "level2", Slot.KAI, first=2, tag="h3", keep=True),
    Style("附件说明", "attachments", left=5, first=-3, align="left", before=1),
    Style("附件续行", "attachments-more", left=5, align="left"),
    Style("落款", Part.SIGNATURE, align="right", before=2, keep=True),
    Style("成文日期", Part.DAY, align="right", right=4),
    Style("附注", "note", first=2),
    Style("抄送", Part.IMPRINT, size=SIZE_4, first=1),
    Style("回执", Part.SLIP, Slot.TITLE, align="center", before=1, tag="h2", keep=True),
    CELL,
)
_ORGAN = Style("发文机关标志", Part.ORGAN, Slot.TITLE, 26, "center", red=True)
_NUMBER = Style("发文字号", Part.NUMBER, before=1, align="right")
_OWN = {
    Form.LETTER: (_ORGAN, _NUMBER),
    Form.RED_HEAD: (replace(_ORGAN, size=44), replace(_NUMBER, align="center", before=2)),
}
STYLES: dict[Form, dict[str, Style]] = {
    form: {style.name: style for style in (*own, *_COMMON)} for form, own in _OWN.items()
}
