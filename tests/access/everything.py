"""Everything that lies in the database and in the home, read past the models, for tests of what lies sealed."""

import base64
import binascii
import re
import zlib
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.db import connection

UNREADABLE = re.compile(r"\\+u([0-9a-f]{4})")
SIGNED = re.compile(r"\.?[\w-]{16,}={0,2}(?=:)")  # what is signed before it is kept, as sessions and cookies are
ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "gb18030", "unicode_escape")


def standing_in_clear(words: list[str]) -> list[str]:
    """Return which words stand in clear, each with its table or file."""
    lying = list(_tables())
    found = [f"{word} in {table}" for table, text in lying for word in words if word in text]
    for path in Path(settings.HOME).rglob("*"):
        data = path.read_bytes() if path.is_file() else b""
        found += [f"{word} in {path.name}" for word in words if word in path.name or _holds(data, word)]
    return found


def _holds(data: bytes, word: str) -> bool:
    return any(word.encode(encoding) in data for encoding in ENCODINGS)


def _tables() -> Iterator[tuple[str, str]]:
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - names of our own
            text = "\n".join(_read(value) for row in cursor.fetchall() for value in row if value is not None)
            text = UNREADABLE.sub(lambda found: chr(int(found[1], 16)), text)
            yield (
                table,
                text + "".join(UNREADABLE.sub(lambda found: chr(int(found[1], 16)), one) for one in _signed(text)),
            )


def _read(value: object) -> str:
    return bytes(value).decode(errors="replace") if isinstance(value, bytes | memoryview) else str(value)


def _signed(text: str) -> Iterator[str]:
    for found in SIGNED.findall(text):
        piece = found.strip(".").encode()
        try:
            data = base64.urlsafe_b64decode(piece + b"=" * (-len(piece) % 4))
            yield (zlib.decompress(data) if found.startswith(".") else data).decode(errors="replace")
        except (binascii.Error, zlib.error):
            continue
