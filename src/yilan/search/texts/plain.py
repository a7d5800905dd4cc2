"""Plain texts, in UTF-8 or in the national encoding (GB 18030)."""

from collections.abc import Iterator

LONGEST = 8 << 20  # bytes: more than the characters that are indexed


def pages(path: str) -> Iterator[str]:
    """Yield the whole text as one page."""
    with open(path, "rb") as file:  # noqa: PTH123 - the process that reads needs no path objects
        data = file.read(LONGEST)
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        yield data.decode("utf-16", errors="replace")
        return
    try:
        yield data.decode("utf-8-sig")
    except UnicodeDecodeError:
        yield data.decode("gb18030", errors="replace")
