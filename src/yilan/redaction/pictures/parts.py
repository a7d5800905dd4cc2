"""Reads the parts of picture files by their own rules, beside the library that wrote them: only points may be there."""

import struct
from collections.abc import Iterator

MARK, SCAN, JFIF = 0xFF, 0xDA, 0xE0
JPEG_PARTS = {0xC0, 0xC1, 0xC2, 0xC4, 0xDB, 0xDD, SCAN, JFIF}  # frames, tables, restarts
WITHIN_SCAN = {0, *range(0xD0, 0xD8)}
PNG_PARTS = {b"IHDR", b"PLTE", b"IDAT", b"IEND"}
WEBP_PARTS = {b"VP8L", b"VP8 "}
TIFF_TAGS = {
    *(256, 257, 258, 259, 262, 273, 277, 278, 279),  # size, depth, packing, colours, strips
    *(282, 283, 284, 296),  # resolution, planes
    *(254, 266, 317, 339),  # kind of page, order of bits, predictor, format of points
}
JFIF_LENGTH = 16  # bytes: without a miniature


def foreign_parts(data: bytes, media_type: str) -> Iterator[str]:
    """Yield the names of parts that are no points: metadata, miniatures, texts, anything after the end."""
    reader = {"image/jpeg": _jpeg, "image/png": _png, "image/webp": _webp, "image/tiff": _tiff}[media_type]
    try:
        yield from reader(data)
    except (IndexError, struct.error):
        yield "?"


def _jpeg(data: bytes) -> Iterator[str]:
    place = 2
    while not data.startswith(b"\xff\xd9", place):
        marker, length = data[place + 1], int.from_bytes(data[place + 2 : place + 4])
        if data[place] != MARK or marker not in JPEG_PARTS or (marker == JFIF and length != JFIF_LENGTH):
            yield f"FF{marker:02X}"
        place += 2 + length
        if marker == SCAN:
            while data[place] != MARK or data[place + 1] in WITHIN_SCAN:
                place += 1 if data[place] != MARK else 2
    if place + 2 != len(data):
        yield "EOI"


def _png(data: bytes) -> Iterator[str]:
    place, kind = 8, b""
    while place < len(data):
        length, kind = struct.unpack(">I4s", data[place : place + 8])
        if kind not in PNG_PARTS:
            yield kind.decode("latin-1")
        place += 12 + length
    if kind != b"IEND" or place != len(data):
        yield "IEND"


def _webp(data: bytes) -> Iterator[str]:
    if struct.unpack("<I", data[4:8])[0] + 8 != len(data):
        yield "RIFF"
    place = 12
    while place < len(data):
        kind, length = struct.unpack("<4sI", data[place : place + 8])
        if kind not in WEBP_PARTS:
            yield kind.decode("latin-1")
        place += 8 + length + length % 2
    if place != len(data):
        yield "RIFF"


def _tiff(data: bytes) -> Iterator[str]:
    order = "<" if data[:2] == b"II" else ">"
    (place,) = struct.unpack(f"{order}I", data[4:8])
    while place:
        (count,) = struct.unpack(f"{order}H", data[place : place + 2])
        for at in range(place + 2, place + 2 + 12 * count, 12):
            (tag,) = struct.unpack(f"{order}H", data[at : at + 2])
            if tag not in TIFF_TAGS:
                yield f"TIFF {tag}"
        at = place + 2 + 12 * count
        (place,) = struct.unpack(f"{order}I", data[at : at + 4])
