"""Rectangles: (left, top, right, bottom), in points from the top left corner of a page as it is seen."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce

Rectangle = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class View:
    """How a PDF page is seen: the visible part of its own coordinates (y upwards), and by how much it is turned."""

    left: float
    bottom: float
    right: float
    top: float
    rotation: int  # degrees, clockwise

    @property
    def size(self) -> tuple[float, float]:
        """Return width and height as seen."""
        width, height = self.right - self.left, self.top - self.bottom
        return (height, width) if self.rotation in {90, 270} else (width, height)

    def visible(self, left: float, bottom: float, right: float, top: float) -> Rectangle:
        """Return where a rectangle of the page's own coordinates is seen."""
        match self.rotation:
            case 90:
                return bottom - self.bottom, left - self.left, top - self.bottom, right - self.left
            case 180:
                return self.right - right, bottom - self.bottom, self.right - left, top - self.bottom
            case 270:
                return self.top - top, self.right - right, self.top - bottom, self.right - left
            case _:
                return left - self.left, self.top - top, right - self.left, self.top - bottom


def area(one: Rectangle) -> float:
    """Return its area, none when it is turned inside out."""
    return max(one[2] - one[0], 0.0) * max(one[3] - one[1], 0.0)


def common(one: Rectangle, other: Rectangle) -> Rectangle:
    """Return what both cover; it may be turned inside out."""
    return max(one[0], other[0]), max(one[1], other[1]), min(one[2], other[2]), min(one[3], other[3])


def around(rectangles: Iterable[Rectangle]) -> Rectangle:
    """Return the smallest rectangle that holds them all."""
    return reduce(lambda a, b: (min(a[0], b[0]), min(a[1], b[1]), max(a[2], b[2]), max(a[3], b[3])), rectangles)


def widened(one: Rectangle, margin: float, size: tuple[float, float]) -> Rectangle:
    """Return it with a margin, within a page of this size."""
    return common((one[0] - margin, one[1] - margin, one[2] + margin, one[3] + margin), (0.0, 0.0, *size))


def covers(box: Rectangle, letter: Rectangle) -> bool:
    """Tell whether a letter lies under a box: its middle does, or a third of it."""
    across, down = (letter[0] + letter[2]) / 2, (letter[1] + letter[3]) / 2
    inside = box[0] <= across <= box[2] and box[1] <= down <= box[3]
    return inside or (area(letter) > 0 and area(common(box, letter)) >= area(letter) / 3)
