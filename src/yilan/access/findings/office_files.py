"""The text of office files (DOCX, XLSX, PPTX, OFD): packages of XML that the intake room has let in."""

import io
from collections.abc import Iterator
from zipfile import BadZipFile, ZipFile

from defusedxml.ElementTree import iterparse

LARGEST = 100 << 20  # bytes of one part; the intake room has looked at the whole package already
WRITTEN = frozenset({"t", "v", "TextCode"})
LINES = frozenset({"p", "br", "tr", "c", "si", "tc", "TextObject"})


def text_of(data: bytes) -> str:
    """Return everything that is written in a package, hidden parts too; ValueError when it cannot be read whole."""
    try:
        with ZipFile(io.BytesIO(data)) as package:
            return "\n".join("".join(_pieces(package, name)) for name in package.namelist() if name.endswith(".xml"))
    except (BadZipFile, SyntaxError, EOFError) as error:
        raise ValueError("no office file") from error


def _pieces(package: ZipFile, name: str) -> Iterator[str]:
    if package.getinfo(name).file_size > LARGEST:
        raise ValueError(name)
    with package.open(name) as part:
        for _event, element in iterparse(part):
            tag = element.tag.rpartition("}")[2]
            if tag in WRITTEN:
                yield element.text or ""
            if tag in LINES:
                yield "\n"
            element.clear()
