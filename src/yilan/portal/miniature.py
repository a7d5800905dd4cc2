"""The overview in small: agencies from left to right, duties from above, in squares of `DOT`."""

from dataclasses import dataclass

from yilan.disclosure.queries.published import overview
from yilan.portal.overview import agencies_shown, read, shade_of

DOT = 9


@dataclass(frozen=True)
class Dot:
    """One square of the overview in small."""

    x: int
    y: int
    shade: int


@dataclass(frozen=True)
class Miniature:
    """All squares that are not empty, and how large the whole is."""

    width: int
    height: int
    dots: list[Dot]


def miniature() -> Miniature:
    """Return the first axis in small, as the invitation to the whole. Six queries."""
    wanted, axis = read({})
    heads, cube = overview.heads(axis), overview.cube(wanted, axis)
    agencies = [node.agency.pk for _level, nodes in agencies_shown(cube) for node in nodes]
    counted = [
        (x, y, cube.cells.get((agency, head.key), 0))
        for x, agency in enumerate(agencies)
        for y, head in enumerate(heads)
    ]
    dots = [Dot(x * DOT, y * DOT, shade_of(count)) for x, y, count in counted if count]
    return Miniature(len(agencies) * DOT, len(heads) * DOT, dots)
