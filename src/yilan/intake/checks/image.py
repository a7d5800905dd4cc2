"""Pictures: measured before they are decoded, and drawn anew, so that nothing but the picture is left."""

from io import BytesIO
from pathlib import Path
from typing import Any

import pillow_heif
from PIL import Image, ImageCms, ImageOps

from yilan.intake.checks.outcome import Bad, Outcome
from yilan.intake.kinds import Kind, taken

OPENERS = {"jpeg": ["JPEG", "MPO"], "png": ["PNG"], "webp": ["WEBP"], "heic": ["HEIF"]}
MOVING = {"png", "webp"}  # a JPEG of several pictures is a photograph with its preview
NOTES = {"comment", "xmp", "photoshop", "XML:com.adobe.xmp"}
QUALITY = 90
WHITE = (255, 255, 255)


def clean(path: Path, out: Path, kind: Kind) -> Outcome:
    """Draw a picture anew, upright, without place, time, owner, preview and comments."""
    pillow_heif.register_heif_opener(thumbnails=False)
    Image.MAX_IMAGE_PIXELS = None  # our own limits are lower, and they refuse
    with Image.open(path, formats=OPENERS[kind.code]) as picture:
        _measure(picture.size)
        if kind.code in MOVING and getattr(picture, "n_frames", 1) > 1:
            raise Bad("moving")
        noted = bool(picture.getexif()) or not NOTES.isdisjoint(picture.info)
        drawn = _plain(picture, with_alpha=kind.becomes == "png")
    if kind.becomes == "png":
        drawn.save(out, "PNG")
    else:
        drawn.save(out, "JPEG", quality=QUALITY)
    changes = (*(("metadata",) if noted else ()), *(("converted",) if kind.becomes != kind.code else ()))
    return Outcome(kind.becomes, changes, cleaned=True)


def _measure(size: tuple[int, int]) -> None:
    limits = taken().limits.image
    if size[0] * size[1] > limits.pixels or max(size) > limits.side:
        raise Bad("pixels")


def _plain(picture: Image.Image, *, with_alpha: bool) -> Image.Image:
    upright = _in_common_colours(ImageOps.exif_transpose(picture))
    see_through = upright.mode in {"RGBA", "LA", "PA"} or "transparency" in upright.info
    if see_through:
        upright = upright.convert("RGBA")
        if not with_alpha:
            paper = Image.new("RGB", upright.size, WHITE)
            paper.paste(upright, mask=upright.getchannel("A"))
            upright = paper
    elif upright.mode not in {"L", "RGB"} and not (with_alpha and upright.mode in {"1", "I;16"}):
        upright = upright.convert("RGB")
    drawn = Image.new(upright.mode, upright.size)
    drawn.paste(upright)
    return drawn


def _in_common_colours(picture: Image.Image) -> Image.Image:
    """Turn a phone's wide colours into what every screen shows; a profile is never kept."""
    profile: Any = picture.info.get("icc_profile")
    if not profile or picture.mode != "RGB":
        return picture
    try:
        common = ImageCms.createProfile("sRGB")
        return ImageCms.profileToProfile(picture, ImageCms.ImageCmsProfile(BytesIO(profile)), common) or picture
    except (ImageCms.PyCMSError, OSError):
        return picture
