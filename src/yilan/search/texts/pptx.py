"""Slides: one page each, in the order in which they are shown, without hidden ones."""

import posixpath
from collections.abc import Iterator
from zipfile import ZipFile

from yilan.search.texts.packages import attribute, elements, opened

SHOW = "ppt/presentation.xml"
LINKS = "ppt/_rels/presentation.xml.rels"


def pages(path: str) -> Iterator[str]:
    """Yield the text of each slide; a hidden one leaves an empty page, so that numbers stay those of the slides."""
    with opened(path) as package:
        targets = {
            attribute(element, "Id"): posixpath.normpath(posixpath.join("ppt", attribute(element, "Target")))
            for event, element in elements(package, LINKS)
            if event == "end Relationship"
        }
        order = [
            next(value for key, value in element.attrib.items() if key.endswith("}id"))
            for event, element in elements(package, SHOW)
            if event == "end sldId"
        ]
        for one in order:
            yield "".join(_pieces(package, targets[one]))


def _pieces(package: ZipFile, part: str) -> Iterator[str]:
    for event, element in elements(package, part):
        if event == "start sld" and attribute(element, "show") in {"0", "false"}:
            return
        if event == "end t":
            yield element.text or ""
        elif event in {"end p", "end br"}:
            yield "\n"
