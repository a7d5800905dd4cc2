"""Whether what is seen under the boxes is black."""

from typing import Any

from yilan.redaction.burning import is_black
from yilan.redaction.geometry import Rectangle
from yilan.redaction.limits import MARGIN
from yilan.redaction.pdf.checking import Place
from yilan.redaction.pdf.drawing import draw, scale_of
from yilan.redaction.pdf.opening import page_of
from yilan.redaction.pdf.surveying import Survey


def not_black(document: Any, before: Survey) -> list[Place]:
    """Return the pages on which a point under a box, or of its margin's inner half, is not black."""
    found = []
    for number, rectangles in before.rectangles.items():
        page = page_of(document, number)
        size = before.sizes[number - 1]
        picture = draw(page, scale_of(size))
        page.close()
        inner = [_narrowed(one) for one in rectangles]
        if not all(is_black(picture, one, picture.width / size[0], picture.height / size[1]) for one in inner):
            found.append(Place("not_black", number, ""))
    return found


def _narrowed(one: Rectangle) -> Rectangle:
    by = MARGIN / 2
    across = min(by, (one[2] - one[0]) / 2 - 0.1)
    down = min(by, (one[3] - one[1]) / 2 - 0.1)
    return one[0] + across, one[1] + down, one[2] - across, one[3] - down
