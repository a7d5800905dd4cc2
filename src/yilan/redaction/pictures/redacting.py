"""Blackens pictures, writes them anew, and checks what came out."""

import hashlib
import io
from itertools import groupby
from typing import Any

from PIL import Image

from yilan.redaction.burning import burn
from yilan.redaction.errors import failure
from yilan.redaction.pictures.checking import check
from yilan.redaction.pictures.opening import frames
from yilan.redaction.plans import Plan
from yilan.redaction.results import Redacted, Report

SAVED: dict[str, dict[str, Any]] = {
    "image/jpeg": {"format": "JPEG", "quality": 92, "subsampling": 0},
    "image/png": {"format": "PNG"},
    "image/webp": {"format": "WEBP", "lossless": True, "method": 3},
    "image/tiff": {"format": "TIFF", "compression": "tiff_adobe_deflate"},
}


def redact(data: bytes, media_type: str, plan: Plan) -> Redacted:
    """Return the redacted picture with its report; CannotRedact, StillReadable among them, when there is none."""
    pictures = list(frames(data, media_type))
    sizes = [(float(picture.width), float(picture.height)) for picture in pictures]
    plan.validate(sizes)
    everything = tuple(range(1, len(pictures) + 1))
    waiting = sorted(set(everything) - plan.looked_at)
    if plan.terms and waiting:
        raise failure("not_searched", pages=waiting)
    boxes = sorted(dict.fromkeys(plan.boxes), key=lambda box: box.page)
    for number, drawn in groupby(boxes, key=lambda box: box.page):
        burn(pictures[number - 1], (box.rectangle for box in drawn), 1, 1)
    result = _saved(pictures, media_type)
    return Redacted(
        result,
        media_type,
        Report(
            media_type=media_type,
            pages=len(pictures),
            boxes=tuple(boxes),
            terms=plan.terms,
            drawn_anew={box.page: "box" for box in boxes},
            elsewhere={},
            unsearchable=everything,
            looked_at=tuple(sorted(plan.looked_at)),
            checks=check(sizes, plan, result, media_type),
            sha256_before=hashlib.sha256(data).hexdigest(),
            sha256_after=hashlib.sha256(result).hexdigest(),
            size_before=len(data),
            size_after=len(result),
        ),
    )


def _saved(pictures: list[Image.Image], media_type: str) -> bytes:
    kind = dict(SAVED[media_type])
    if media_type in {"image/jpeg", "image/webp"}:
        pictures = [picture.convert("L" if picture.mode == "1" else picture.mode) for picture in pictures]
    if len(pictures) > 1:
        kind |= {"save_all": True, "append_images": pictures[1:]}
    data = io.BytesIO()
    pictures[0].save(data, **kind)
    return data.getvalue()
