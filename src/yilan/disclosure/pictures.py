"""Pictures as they are published: upright, at most 1600 pixels wide, without the camera's notes of place and owner."""

from io import BytesIO
from pathlib import PurePath
from typing import Any

from django.core.files.base import ContentFile
from PIL import Image, ImageOps

LONGEST_SIDE = 1600
FORMATS = {"JPEG", "PNG", "WEBP"}


def tidied(file: Any) -> ContentFile[bytes]:
    """Return a picture's file anew: turned upright, scaled down, metadata left behind. Moving GIFs stay as they are."""
    file.seek(0)
    data = file.read()
    file.seek(0)
    name = PurePath(file.name).name
    with Image.open(BytesIO(data)) as picture:
        kind = picture.format
        if kind not in FORMATS:
            return ContentFile(data, name=name)
        upright = ImageOps.exif_transpose(picture)
        upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE * 4))
        clean = Image.new(upright.mode, upright.size)
        if upright.mode == "P":
            clean.putpalette(upright.getpalette() or [])
            if "transparency" in upright.info:
                clean.info["transparency"] = upright.info["transparency"]
        clean.paste(upright)
        out = BytesIO()
        clean.save(out, kind, **({"quality": 85} if kind != "PNG" else {"optimize": True}))
    return ContentFile(out.getvalue(), name=name)
