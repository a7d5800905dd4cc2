"""Blackens rectangles of pictures, and tells whether they are black."""

import math
from collections.abc import Iterable

from PIL import Image

from yilan.redaction.geometry import Rectangle, area
from yilan.redaction.limits import BLACK, BLOCK


def burn(picture: Image.Image, rectangles: Iterable[Rectangle], across: float, down: float) -> None:
    """Blacken rectangles of a picture, wholly in blocks; `across` and `down` are its pixels to a unit of theirs."""
    for left, top, right, bottom in rectangles:
        box = (
            max(math.floor(left * across / BLOCK) * BLOCK, 0),
            max(math.floor(top * down / BLOCK) * BLOCK, 0),
            min(math.ceil(right * across / BLOCK) * BLOCK, picture.width),
            min(math.ceil(bottom * down / BLOCK) * BLOCK, picture.height),
        )
        if box[0] < box[2] and box[1] < box[3]:
            picture.paste(black(picture.mode), box)


def black(mode: str) -> int | tuple[int, int, int]:
    """Return black in a mode of Pillow's."""
    return (0, 0, 0) if mode == "RGB" else 0


def is_black(picture: Image.Image, rectangle: Rectangle, across: float, down: float) -> bool:
    """Tell whether every point that a rectangle touches is black; `across` and `down` are pixels to a unit of its."""
    box = (
        max(math.floor(rectangle[0] * across), 0),
        max(math.floor(rectangle[1] * down), 0),
        min(math.ceil(rectangle[2] * across), picture.width),
        min(math.ceil(rectangle[3] * down), picture.height),
    )
    if area(box) <= 0:
        return False
    bands = picture.crop(box).convert("RGB").split()
    return not any(any(band.histogram()[BLACK + 1 :]) for band in bands)
