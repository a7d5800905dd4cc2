"""Which bytes of a file a reader asks for (RFC 9110, 14), the same for the application and the server of the site."""

import re
from collections.abc import Mapping
from typing import Any

RANGE = re.compile(r"bytes=([0-9]{0,18})-([0-9]{0,18})")  # of no file are there more bytes


def wanted_range(environ: Mapping[str, Any], size: int, etag: str) -> tuple[int, int] | None:
    """Return the first and last byte that a request (its WSGI environment) asks for; None for the whole file.

    Whole is also the answer to several ranges, to one of another version (`If-Range`), and to anything but GET.
    """
    found = RANGE.fullmatch(environ.get("HTTP_RANGE", "")) if environ["REQUEST_METHOD"] == "GET" else None
    if found is None or environ.get("HTTP_IF_RANGE", etag) != etag or not any(found.groups()):
        return None
    first, last = found.groups()
    if not first:
        return max(size - int(last), 0) if int(last) else size, size - 1
    return int(first), min(int(last), size - 1) if last else size - 1
