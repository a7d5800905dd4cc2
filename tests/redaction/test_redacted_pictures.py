"""Pictures are written anew from their points: black under boxes, and nothing beside the points."""

import io

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo
from tests.redaction.files import picture
from tests.redaction.looking import brightest

from yilan.redaction.errors import BadPlan, CannotRedact, NotSearched, StillReadable
from yilan.redaction.pictures import looking, redacting
from yilan.redaction.pictures.checking import check
from yilan.redaction.plans import Box, Plan

SECRET = "张三丰"
KINDS = {"image/jpeg": "JPEG", "image/png": "PNG", "image/webp": "WEBP", "image/tiff": "TIFF"}
BOX = Box(1, 33, 21, 50, 30, "个人隐私")


def opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data))


def exif(**more: str) -> Image.Exif:
    found = Image.Exif()
    found[0x010E] = SECRET  # description
    found[0x9286] = SECRET  # the user's comment
    for name, value in more.items():
        found[int(name[1:], 16)] = value
    return found


@pytest.mark.parametrize("media_type", KINDS)
@pytest.mark.parametrize("mode", ["RGB", "L"])
def test_the_box_is_black_and_the_rest_is_as_before(media_type: str, mode: str) -> None:
    before = picture(mode, kind=KINDS[media_type], **({"lossless": True} if media_type == "image/webp" else {}))
    done = redacting.redact(before, media_type, Plan((BOX,)))
    after, old = opened(done.data), opened(before)
    assert (after.format, after.size, done.media_type) == (KINDS[media_type], old.size, media_type)
    assert brightest(after.convert("RGB").crop((33, 21, 83, 51))) <= 4
    assert abs(after.convert("L").getpixel((100, 100)) - old.convert("L").getpixel((100, 100))) <= 3
    assert done.report.boxes == (BOX,)
    assert done.report.unsearchable == (1,)
    assert set(done.report.checks) == {"pages", "pixels", "metadata"}


@pytest.mark.parametrize(
    ("media_type", "options"),
    [
        ("image/jpeg", {"exif": exif(), "comment": SECRET, "icc_profile": SECRET.encode()}),
        ("image/png", {"exif": exif(), "pnginfo": None, "icc_profile": SECRET.encode()}),
        ("image/webp", {"exif": exif(), "xmp": SECRET.encode()}),
        ("image/tiff", {"tiffinfo": {270: SECRET, 315: SECRET, 700: SECRET.encode()}}),
    ],
)
def test_metadata_are_gone(media_type: str, options: dict) -> None:
    if "pnginfo" in options:
        options["pnginfo"] = PngInfo()
        options["pnginfo"].add_itxt("Comment", SECRET)
    before = picture(kind=KINDS[media_type], **options) + SECRET.encode()
    done = redacting.redact(before, media_type, Plan((BOX,)))
    assert SECRET.encode() in before
    assert SECRET.encode() not in done.data
    assert not opened(done.data).getexif() or media_type == "image/tiff"
    assert not set(opened(done.data).info) & {"exif", "comment", "Comment", "xmp", "icc_profile"}


def test_the_picture_is_blackened_as_it_is_seen() -> None:
    before = picture(kind="JPEG", exif=exif(x0112=6), size=(200, 120))
    (page,) = looking.pages(before, "image/jpeg", 60, None)
    assert (page.width, page.height) == (120, 200)
    assert opened(page.png).size == (60, 100)
    after = opened(redacting.redact(before, "image/jpeg", Plan((Box(1, 0, 0, 30, 190),))).data)
    assert after.size == (120, 200)
    assert brightest(after.convert("RGB").crop((0, 0, 30, 190))) <= 4


def test_every_page_of_a_tiff_is_there_and_its_boxes_are_black() -> None:
    pages = [Image.new(mode, (90, 60 + 10 * number), "white") for number, mode in enumerate(("1", "RGB", "L"))]
    data = io.BytesIO()
    pages[0].save(data, "TIFF", save_all=True, append_images=pages[1:])
    done = redacting.redact(data.getvalue(), "image/tiff", Plan((Box(1, 10, 10, 20, 20), Box(3, 40, 40, 20, 20))))
    after = opened(done.data)
    seen = []
    for number in range(3):
        after.seek(number)
        seen.append(after.convert("RGB"))
    assert [one.size for one in seen] == [(90, 60), (90, 70), (90, 80)]
    assert brightest(seen[0].crop((10, 10, 30, 30))) == 0
    assert seen[1].getextrema() == ((255, 255),) * 3
    assert brightest(seen[2].crop((40, 40, 60, 60))) == 0


def test_what_is_transparent_is_white_and_not_kept() -> None:
    image = Image.new("RGBA", (100, 80), (200, 10, 10, 0))
    data = io.BytesIO()
    image.save(data, "PNG")
    after = opened(redacting.redact(data.getvalue(), "image/png", Plan((BOX,))).data)
    assert after.mode == "RGB"
    assert after.getpixel((1, 1)) == (255, 255, 255)


@pytest.mark.parametrize("mode", ["P", "I;16", "CMYK", "LA", "1"])
def test_odd_kinds_of_points_are_redacted_too(mode: str) -> None:
    kind = "TIFF" if mode in {"CMYK", "I;16"} else "PNG"
    white = {"CMYK": (0, 0, 0, 0), "I;16": 65_535, "LA": (255, 255)}.get(mode, 255)
    data = io.BytesIO()
    image = Image.new("RGB", (100, 80), "white").convert("P") if mode == "P" else Image.new(mode, (100, 80), white)
    image.save(data, kind)
    after = opened(redacting.redact(data.getvalue(), f"image/{kind.lower()}", Plan((BOX,))).data).convert("RGB")
    assert brightest(after.crop((33, 21, 83, 51))) == 0
    assert after.getpixel((2, 2)) == (255, 255, 255)


def test_terms_in_pictures_need_eyes() -> None:
    with pytest.raises(NotSearched):
        redacting.redact(picture(), "image/png", Plan((BOX,), (SECRET,)))
    done = redacting.redact(picture(), "image/png", Plan((BOX,), (SECRET,), frozenset({1})))
    assert done.report.terms == (SECRET,)


def test_a_box_outside_of_the_picture_is_refused() -> None:
    with pytest.raises(BadPlan):
        redacting.redact(picture(), "image/png", Plan((Box(1, 190, 0, 20, 10),)))


def moving(kind: str) -> bytes:
    data = io.BytesIO()
    frames = [Image.new("RGB", (20, 20), colour) for colour in ("red", "blue")]
    frames[0].save(data, kind, save_all=True, append_images=frames[1:])
    return data.getvalue()


@pytest.mark.parametrize(
    ("data", "media_type", "code"),
    [
        (b"", "image/png", "broken"),
        (picture()[:200], "image/png", "broken"),
        (picture(kind="JPEG")[:300], "image/jpeg", "broken"),
        (picture(kind="GIF"), "image/png", "broken"),
        (moving("PNG"), "image/png", "moving"),
        (moving("WEBP"), "image/webp", "moving"),
        (picture("1", (30_000, 3_000)), "image/png", "large"),
    ],
)
def test_what_cannot_be_redacted_is_told(data: bytes, media_type: str, code: str) -> None:
    with pytest.raises(CannotRedact) as refused:
        redacting.redact(data, media_type, Plan((Box(1, 1, 1, 5, 5),)))
    assert refused.value.code == code


def blackened(**options) -> bytes:
    image = Image.new("RGB", (200, 120), "white")
    image.paste((0, 0, 0), (30, 20, 90, 60))
    data = io.BytesIO()
    image.save(data, options.pop("kind", "PNG"), **options)
    return data.getvalue()


@pytest.mark.parametrize(
    ("result", "media_type", "what"),
    [
        (picture(), "image/png", "not_black"),
        (blackened() + b"x", "image/png", "file_structure"),
        (blackened(exif=exif()), "image/png", "file_structure"),
        (blackened(kind="JPEG", quality=95, subsampling=0, exif=exif()), "image/jpeg", "file_structure"),
        (blackened(kind="JPEG", quality=95, subsampling=0) + b"x", "image/jpeg", "file_structure"),
        (blackened(kind="WEBP", lossless=True, exif=exif()), "image/webp", "file_structure"),
        (blackened(kind="TIFF", tiffinfo={270: "x"}), "image/tiff", "file_structure"),
        (blackened() + SECRET.encode("gb18030"), "image/png", "hidden"),
        (blackened()[:100], "image/png", "unchecked"),
        (picture(size=(199, 120)), "image/png", "page_size"),
    ],
)
def test_the_check_refuses_what_is_no_redaction(result: bytes, media_type: str, what: str) -> None:
    with pytest.raises(StillReadable) as refused:
        check([(200.0, 120.0)], Plan((BOX,), (SECRET,)), result, media_type)
    assert what in {place[0] for place in refused.value.facts["places"]}


def test_the_check_passes_what_is_one() -> None:
    assert check([(200.0, 120.0)], Plan((BOX,), (SECRET,)), blackened(), "image/png")
