"""Word files: body, notes and text boxes, without hidden and deleted text. One page: theirs depend on the printer."""

from collections.abc import Iterator
from zipfile import ZipFile

from yilan.search.texts.packages import attribute, elements, opened

PARTS = ("word/document.xml", "word/footnotes.xml", "word/endnotes.xml")
OFF = {"0", "false", "off"}


def pages(path: str) -> Iterator[str]:
    """Yield the text of a file as one page."""
    with opened(path) as package:
        names = set(package.namelist())
        if PARTS[0] not in names:
            raise ValueError("no Word file")
        yield "".join(piece for part in PARTS if part in names for piece in _pieces(package, part))


def _pieces(package: ZipFile, part: str) -> Iterator[str]:
    hidden = False
    fallback = 0  # text boxes stand twice: as drawing, and again for older programs
    for event, element in elements(package, part):
        match event:
            case "start Fallback":
                fallback += 1
            case "end Fallback":
                fallback -= 1
            case "start r":
                hidden = False
            case "end vanish":
                hidden = attribute(element, "val") not in OFF
            case "end t" if not hidden and not fallback:
                yield element.text or ""
            case "end p" | "end br" | "end tr":
                yield "\n"
            case "end tab" | "end tc":
                yield "\t"
