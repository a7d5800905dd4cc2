"""PDF: scripts and actions are taken out; passwords, files inside and forms of one program are refused."""

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
            if not _disarmed(document):
                return Outcome(kind.code)
            document.save(out)
    except pikepdf.PasswordError:
        raise Bad("locked") from None
    with pikepdf.open(out) as written:
        if _disarmed(written):
            raise Bad("active")
    return Outcome(kind.code, ("active",), cleaned=True)


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
        subtype = str(thing.get("/Subtype", ""))
        if "/EF" in thing or "/EmbeddedFiles" in thing or subtype == "/FileAttachment":
            raise Bad("embedded")
        if subtype in PLAYERS:
            raise Bad("embedded")


def _disarmed(document: pikepdf.Pdf) -> bool:
    """Take out every script and every action that reaches outside; tells whether there was one."""
    found = False
    for thing in list(_dictionaries(document)):
        for key in ("/JavaScript", "/JS"):
            if key in thing:
                del thing[key]
                found = True
        for key in STARTING:
            if key in thing and _reaches_outside(thing[key], key):
                del thing[key]
                found = True
    return found


def _reaches_outside(value: Any, key: str) -> bool:
    if key == "/AA":
        return True
    if isinstance(value, pikepdf.Array):
        return key == "/Next" and any(_reaches_outside(one, key) for one in value)
    if not isinstance(value, pikepdf.Dictionary):
        return False
    deed = str(value.get("/S", ""))
    return deed in ACTIONS - HARMLESS or "/JS" in value


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
