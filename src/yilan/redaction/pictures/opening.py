"""Opens a picture of a known kind, each frame as a reader sees it."""

import io
import warnings
from collections.abc import Iterator

from PIL import Image, ImageFile, ImageOps, ImageSequence

from yilan.redaction.errors import failure
from yilan.redaction.limits import LARGEST, MOST_PAGES, PICTURE_PIXELS

FORMATS = {
    "image/jpeg": ("JPEG",),
    "image/png": ("PNG",),
    "image/webp": ("WEBP",),
    "image/tiff": ("TIFF",),
}
PAGED = {"image/tiff"}
FIRST_ONLY = {"MPO"}  # a JPEG beside which the camera keeps others of the same view; nobody is shown these
GREYS = {"1", "L"}
DEEP = ("I;16", "I;16B", "I;16L", "I;16N", "I", "F")
DEPTH = 257  # from 16 bits to 8


def frames(data: bytes, media_type: str) -> Iterator[Image.Image]:
    """Yield the pages of a picture, turned as they are seen, opaque, in mode 1, L or RGB; CannotRedact otherwise."""
    if len(data) > LARGEST:
        raise failure("large", page=1)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of odd metadata, which is left behind anyway
            yield from _frames(data, media_type)
    except (OSError, ValueError, SyntaxError, EOFError, Image.DecompressionBombError) as error:
        raise failure("broken") from error


def _frames(data: bytes, media_type: str) -> Iterator[Image.Image]:
    ImageFile.LOAD_TRUNCATED_IMAGES = False  # libraries of others set it for the whole process
    with Image.open(io.BytesIO(data), formats=FORMATS[media_type]) as picture:
        count = 1 if picture.format in FIRST_ONLY else getattr(picture, "n_frames", 1)
        if count > 1 and media_type not in PAGED:
            raise failure("moving")
        if count > MOST_PAGES:
            raise failure("pages", pages=count, limit=MOST_PAGES)
        for number, frame in enumerate(ImageSequence.Iterator(picture), 1):
            if number > count:
                return
            if frame.width * frame.height > PICTURE_PIXELS:
                raise failure("large", page=number)
            yield plain(frame)


def plain(frame: Image.Image) -> Image.Image:
    """Return a frame turned as its metadata wants it, on white where it is transparent: what lay there is not kept."""
    frame.load()
    turned = ImageOps.exif_transpose(frame)
    if turned.mode in DEEP:
        turned = turned.point(lambda value: value / DEPTH).convert("L") if turned.mode != "F" else turned.convert("L")
    if turned.mode in GREYS and "transparency" not in turned.info:
        return _bare(turned)
    if turned.has_transparency_data:
        ground = Image.new("RGBA", turned.size, "white")
        return _bare(Image.alpha_composite(ground, turned.convert("RGBA")).convert("RGB"))
    return _bare(turned.convert("RGB"))


def _bare(picture: Image.Image) -> Image.Image:
    bare = picture.copy()
    bare.info = {}
    return bare
