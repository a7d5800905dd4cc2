"""What a person needs for drawing on a picture."""

import io
from collections.abc import Collection

from PIL import Image

from yilan.redaction.pictures.opening import frames
from yilan.redaction.plans import check_terms
from yilan.redaction.results import Found, PageImage


def pages(data: bytes, media_type: str, width: int, numbers: Collection[int] | None) -> list[PageImage]:
    """Return every page with its size in pixels; those of `numbers`, all when it is None, with a PNG of a width."""
    found = []
    for number, picture in enumerate(frames(data, media_type), 1):
        png = _png(picture, width) if numbers is None or number in numbers else b""
        found.append(PageImage(number, picture.width, picture.height, png))
    return found


def find_terms(data: bytes, media_type: str, terms: Collection[str]) -> Found:
    """Return no places: every page is one that cannot be searched."""
    check_terms(terms)
    return Found((), tuple(number for number, _ in enumerate(frames(data, media_type), 1)))


def _png(picture: Image.Image, width: int) -> bytes:
    width = min(width, picture.width)
    height = max(round(picture.height * width / picture.width), 1)
    shown = picture.convert("RGB").resize((width, height), Image.Resampling.LANCZOS)
    data = io.BytesIO()
    shown.save(data, "PNG", compress_level=3)
    return data.getvalue()
