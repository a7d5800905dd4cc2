"""Namespaces and the few helpers with which WordprocessingML is written."""

from typing import Any

from lxml import etree
from lxml.builder import ElementMaker

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"

_make = ElementMaker(namespace=W, nsmap={"w": W, "r": R})


def q(name: str) -> str:
    """Return a name of WordprocessingML in lxml's spelling."""
    return f"{{{W}}}{name}"


def el(tag: str, /, *children: Any, **attributes: object) -> Any:
    """Return a `w:` element; its attributes are `w:` too. None among the children is left out."""
    element = _make(tag, *(child for child in children if child is not None))
    for key, value in attributes.items():
        element.set(q(key), str(value))
    return element


def text(value: str) -> Any:
    """Return a text that keeps its spaces."""
    element = el("t", value)
    element.set(SPACE, "preserve")
    return element


def serialise(element: Any) -> bytes:
    """Return the bytes of a part."""
    etree.cleanup_namespaces(element, keep_ns_prefixes=["w", "r"])
    written: bytes = etree.tostring(element, xml_declaration=True, encoding="UTF-8", standalone=True)
    return written


def parse(data: bytes) -> Any:
    """Read a part without entities, without network. Raises `etree.XMLSyntaxError`."""
    return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False))
