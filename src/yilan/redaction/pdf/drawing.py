"""Draws pages anew as pictures, with boxes burnt into the points."""

import io
import math
import zlib
from typing import Any

import pikepdf
import pypdfium2
from pikepdf import Array, Dictionary, Name, Pdf
from PIL import Image, ImageChops

from yilan.redaction.errors import failure
from yilan.redaction.limits import DPI, LEAST_DPI, PAGE_PIXELS

POINTS = 72  # to an inch
LARGEST_LOSSLESS = 1_500_000  # bytes of a page; above, it is a photograph or a scan, and JPEG serves it better
GREY = 12  # of 255: how much colours may differ and still be grey


def scale_of(size: tuple[float, float]) -> float:
    """Return the pixels to a point with which a page of this size is drawn anew."""
    return float(min(DPI / POINTS, math.sqrt(PAGE_PIXELS / (size[0] * size[1]))))


def check_scale(number: int, size: tuple[float, float]) -> None:
    """Raise CannotRedact for a page so large that its picture would be illegible."""
    if scale_of(size) < LEAST_DPI / POINTS:
        raise failure("large", page=number)


def draw(page: Any, scale: float) -> Image.Image:
    """Return a page as it is seen, notes and filled forms included."""
    try:
        bitmap = page.render(scale=scale, draw_annots=True, may_draw_forms=True)
    except pypdfium2.PdfiumError as error:
        raise failure("broken") from error
    picture: Image.Image = bitmap.to_pil().convert("RGB")
    bitmap.close()
    return picture


def page_from(target: Pdf, picture: Image.Image, size: tuple[float, float]) -> Dictionary:
    """Return a page that is one picture."""
    width, height = size
    content = f"q {width:.4f} 0 0 {height:.4f} 0 0 cm /R0 Do Q".encode()
    return Dictionary(
        Type=Name.Page,
        MediaBox=Array([0, 0, round(width, 4), round(height, 4)]),
        Resources=Dictionary(XObject=Dictionary(R0=_image(target, picture))),
        Contents=target.make_stream(content),
    )


def _image(target: Pdf, picture: Image.Image) -> pikepdf.Stream:
    if _is_grey(picture):
        picture = picture.convert("L")
    data, packing = zlib.compress(picture.tobytes(), 6), Name.FlateDecode
    if len(data) > LARGEST_LOSSLESS:
        packed = io.BytesIO()
        picture.save(packed, "JPEG", quality=85, subsampling=0)
        data, packing = packed.getvalue(), Name.DCTDecode
    stream = target.make_stream(
        b"",
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=picture.width,
        Height=picture.height,
        ColorSpace=Name.DeviceGray if picture.mode == "L" else Name.DeviceRGB,
        BitsPerComponent=8,
    )
    stream.write(data, filter=packing)
    return stream


def _is_grey(picture: Image.Image) -> bool:
    red, green, blue = picture.split()
    spread = ImageChops.lighter(ImageChops.difference(red, green), ImageChops.difference(green, blue))
    return not any(spread.histogram()[GREY + 1 :])
