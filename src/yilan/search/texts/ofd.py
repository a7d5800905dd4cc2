"""OFD, the national format for fixed layouts (GB/T 33190-2016): texts stand in the `TextCode` elements of its pages."""

from collections.abc import Iterator
from zipfile import ZipFile

from yilan.search.texts.packages import elements, numbered, opened


def pages(path: str) -> Iterator[str]:
    """Yield the text of each page."""
    with opened(path) as package:
        if "OFD.xml" not in package.namelist():
            raise ValueError("no OFD")
        for part in numbered(package, r"/?Doc_\d+/Pages/Page_\d+/Content\.xml"):
            yield "".join(_pieces(package, part))


def _pieces(package: ZipFile, part: str) -> Iterator[str]:
    for event, element in elements(package, part):
        if event == "end TextCode":
            yield element.text or ""
        elif event == "end TextObject":
            yield "\n"
