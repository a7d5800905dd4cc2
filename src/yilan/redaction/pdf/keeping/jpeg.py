"""JPEG within PDF: its points are kept as they are, all else that cameras and programs write into it goes."""

from yilan.redaction.pdf.keeping import Unclean

MARK, SCAN = 0xFF, 0xDA
RESTARTS = range(0xD0, 0xD8)
ADOBE = 0xEE  # tells how colours are coded
APPLICATIONS = range(0xE0, 0xF0)
COMMENT = 0xFE
TABLES = {0xC0, 0xC1, 0xC2, 0xC4, 0xDB, 0xDD, SCAN}  # frames (baseline, extended, progressive), tables, restarts, scans


def clean_jpeg(data: bytes) -> bytes:
    """Return a JPEG of the same points without metadata and without anything after its end; Unclean for odd ones."""
    if not data.startswith(b"\xff\xd8"):
        raise Unclean("picture")
    kept, place = [b"\xff\xd8"], 2
    while not data.startswith(b"\xff\xd9", place):
        if place + 4 > len(data) or data[place] != MARK:
            raise Unclean("picture")
        if data[place + 1] == MARK:  # marks may be filled up
            place += 1
            continue
        end = place + 2 + int.from_bytes(data[place + 2 : place + 4])
        if data[place + 1] == SCAN:
            end = _end_of_scan(data, end)
        kept.append(_kept(data[place:end]))
        place = end
    return b"".join([*kept, b"\xff\xd9"])


def _kept(segment: bytes) -> bytes:
    marker = segment[1]
    if marker in TABLES:
        return segment
    if marker == ADOBE and segment[4:9] == b"Adobe":
        return b"\xff\xee\x00\x0e" + segment[4:16]
    if marker not in APPLICATIONS and marker != COMMENT:
        raise Unclean("picture")
    return b""


def _end_of_scan(data: bytes, place: int) -> int:
    while True:
        place = data.find(b"\xff", place)
        if place < 0 or place + 1 >= len(data):
            raise Unclean("picture")
        if data[place + 1] != 0 and data[place + 1] not in RESTARTS:
            return place
        place += 2
