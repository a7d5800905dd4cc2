"""PDF: scripts and actions are taken out; passwords, files inside and forms of one program are refused."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf

from yilan.intake.checks.outcome import Bad, Outcome
from yilan.intake.kinds import Kind, taken

# What an action may do: show a place of this document, or an address that the reader is asked about.
HARMLESS = {"/GoTo", "/URI", "/Named", "/Thread"}
ACTIONS = {
    *("/GoTo", "/GoToR", "/GoToE", "/GoTo3DView", "/Launch", "/Thread", "/URI", "/Sound", "/Movie", "/Hide", "/Named"),
    *("/SubmitForm", "/ResetForm", "/ImportData", "/JavaScript", "/SetOCGState", "/Rendition", "/Trans"),
    *("/RichMediaExecute", "/GoToDp"),
}
UNASKED = {"/GoTo", "/Named"}  # what may be done when a document opens, without a click
WEB = re.compile(rb"\s*(?:(?:https?|ftp|mailto|tel):|#|[^:\\/]*(?:$|[/?#](?!/)))", re.IGNORECASE)
ENDS = b"%%EOF"
ARCHIVE = b"PK\x05\x06"
ARCHIVE_AT = (1 << 16) + 22  # bytes from the end within which a ZIP has its end record
STARTING = ("/OpenAction", "/A", "/PA", "/AA", "/Next")
PLAYERS = {"/RichMedia", "/Screen", "/Movie", "/Sound", "/3D"}
DEEPEST = 64


def clean(path: Path, out: Path, kind: Kind) -> Outcome:
    """Keep a PDF as it was sent when there is nothing active in it, else write it anew without that."""
    try:
        with pikepdf.open(path) as document:
            if document.is_encrypted:
                raise Bad("locked")
            _measure(document)
            _refuse_what_is_inside(document)
            acts = _disarmed(document)
            if not acts and not document.get_warnings() and not _is_more_than_a_pdf(path):
                return Outcome(kind.code)
            document.save(out)
    except pikepdf.PasswordError:
        raise Bad("locked") from None
    with pikepdf.open(out) as written:
        if _disarmed(written):
            raise Bad("active")
    return Outcome(kind.code, ("active" if acts else "rewritten",), cleaned=True)


def _is_more_than_a_pdf(path: Path) -> bool:
    """Tell whether something hangs behind the PDF's end, or whether the file is an archive as well."""
    data = path.read_bytes()
    behind = data[data.rfind(ENDS) + len(ENDS) :]
    return bool(behind.strip(b"\0 \t\r\n")) or ARCHIVE in data[-ARCHIVE_AT:]


def _measure(document: pikepdf.Pdf) -> None:
    limits = taken().limits.pdf
    if len(document.objects) > limits.objects or len(document.pages) > limits.pages:
        raise Bad("pages")
    if not document.pages:
        raise Bad("broken")
    for page in document.pages:
        left, bottom, right, top = (float(side) for side in page.mediabox)
        unit = float(page.obj.get("/UserUnit", 1))
        if max(abs(right - left), abs(top - bottom)) * unit > limits.side:
            raise Bad("pages")


def _refuse_what_is_inside(document: pikepdf.Pdf) -> None:
    if "/XFA" in document.Root.get("/AcroForm", {}):
        raise Bad("form")
    for thing in _dictionaries(document):
        if isinstance(thing, pikepdf.Stream) and "/F" in thing:
            raise Bad("embedded")  # its bytes lie in another file
        subtype = str(thing.get("/Subtype", ""))
        if "/EF" in thing or "/EmbeddedFiles" in thing or subtype == "/FileAttachment":
            raise Bad("embedded")
        if subtype in PLAYERS:
            raise Bad("embedded")


def _disarmed(document: pikepdf.Pdf) -> bool:
    """Take out every script and every action that reaches outside; tells whether there was one."""
    found = False
    for thing in list(_dictionaries(document)):
        for key in ("/JavaScript", "/JS", "/OPI"):
            if key in thing:
                del thing[key]
                found = True
        for key in STARTING:
            if key in thing and _reaches_outside(thing[key], key, unasked=key == "/OpenAction"):
                del thing[key]
                found = True
        if "/Ref" in thing and isinstance(thing["/Ref"], pikepdf.Dictionary) and "/F" in thing["/Ref"]:
            del thing["/Ref"]  # a page of another file, drawn into this one
            found = True
    return found


def _reaches_outside(value: Any, key: str, *, unasked: bool, depth: int = 0) -> bool:
    """Tell whether an action, or one that follows it, leaves the document; `unasked` when nobody has to click."""
    if key == "/AA" or depth > DEEPEST:
        return True
    if isinstance(value, pikepdf.Array):
        return key == "/Next" and any(_reaches_outside(one, key, unasked=unasked, depth=depth + 1) for one in value)
    if not isinstance(value, pikepdf.Dictionary):
        return False
    deed = str(value.get("/S", ""))
    if deed in ACTIONS - (UNASKED if unasked else HARMLESS) or "/JS" in value:
        return True
    if deed == "/URI" and not _is_web(value.get("/URI")):
        return True
    return unasked and "/Next" in value and _reaches_outside(value["/Next"], "/Next", unasked=True, depth=depth + 1)


def _is_web(address: Any) -> bool:
    return isinstance(address, pikepdf.String) and bool(WEB.match(bytes(address)))


def _dictionaries(document: pikepdf.Pdf) -> Iterator[Any]:
    yield from _within(document.trailer, 0)
    for thing in document.objects:
        yield from _within(thing, 0)


def _within(thing: Any, depth: int) -> Iterator[Any]:
    """Yield a dictionary, and those that lie in it without being objects of their own."""
    if depth > DEEPEST:
        raise Bad("broken")
    if isinstance(thing, pikepdf.Array):
        inside = list(thing)
    elif isinstance(thing, pikepdf.Stream):
        yield thing
        inside = list(thing.stream_dict.values())
    elif isinstance(thing, pikepdf.Dictionary):
        yield thing
        inside = list(thing.values())
    else:
        return
    for one in inside:
        if isinstance(one, (pikepdf.Array, pikepdf.Dictionary, pikepdf.Stream)) and not one.is_indirect:
            yield from _within(one, depth + 1)
