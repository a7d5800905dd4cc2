"""Office files are ZIP packages of XML. Read here with bounds, for a few kilobytes can unpack to gigabytes."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Any
from zipfile import ZipFile, is_zipfile

from defusedxml.ElementTree import iterparse

UNPACKED = 300 << 20  # bytes of one part
COMPOUND = b"\xd0\xcf\x11\xe0"  # how an encrypted package begins: it lies in an OLE container


class Locked(Exception):
    """A file opens with a password only."""


class TooLarge(Exception):
    """A part unpacks to more than anybody reads."""


def opened(path: str) -> ZipFile:
    """Open a package."""
    with open(path, "rb") as file:  # noqa: PTH123 - the process that reads needs no path objects
        if file.read(4) == COMPOUND:
            raise Locked
    if not is_zipfile(path):
        raise ValueError("no package")
    package = ZipFile(path)
    if any(part.flag_bits & 1 for part in package.infolist()):
        raise Locked
    return package


def elements(package: ZipFile, name: str) -> Iterator[tuple[str, Any]]:
    """Yield the elements of an XML part as they begin and end, each with its plain name; ended ones are emptied."""
    with bounded(package, name) as part:
        for event, element in iterparse(part, events=("start", "end")):
            yield f"{event} {local(element.tag)}", element
            if event == "end":
                element.clear()


@contextmanager
def bounded(package: ZipFile, name: str) -> Iterator["_Bounded"]:
    """Open a part that says it is small enough, and that is not read further when it lied."""
    if package.getinfo(name).file_size > UNPACKED:
        raise TooLarge(name)
    with package.open(name) as part:
        yield _Bounded(part)


def local(tag: str) -> str:
    """Return a name without its namespace."""
    return tag.rpartition("}")[2]


def attribute(element: Any, name: str) -> str:
    """Return an attribute by its plain name, empty when there is none."""
    return next((value for key, value in element.attrib.items() if local(key) == name), "")


def numbered(package: ZipFile, pattern: str) -> list[str]:
    """Return the parts whose names fit a pattern, in the order of the numbers in them: page 10 after page 9."""
    names = [name for name in package.namelist() if re.fullmatch(pattern, name)]
    return sorted(names, key=lambda name: [int(number) for number in re.findall(r"\d+", name)])


class _Bounded:
    """A part that may lie about its size."""

    def __init__(self, part: IO[bytes]) -> None:
        self.part = part
        self.left = UNPACKED

    def read(self, size: int = -1) -> bytes:
        data = self.part.read(size)
        self.left -= len(data)
        if self.left < 0:
            raise TooLarge
        return data
