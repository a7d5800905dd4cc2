"""Office packages and OFD: every part is one that we know, none runs or hides anything, and none calls elsewhere."""

import re
import tempfile
from pathlib import Path
from xml.sax.saxutils import quoteattr
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from yilan.intake.checks import markup, reaching
from yilan.intake.checks.archive import Budget, Package
from yilan.intake.checks.outcome import Bad, Outcome
from yilan.intake.kinds import Kind, taken

TYPES = "[Content_Types].xml"
SMALL = 4 << 20  # bytes of a part that is read whole
SMALL_TAIL = 256  # bytes looked at once more with the next piece
MAIN = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml",
}
MARKUP = {"xml", "psmdcp"}
KNOWN = {
    "ofd": {"xml", "png", "jpg", "jpeg", "bmp", "jb2", "gbig2", "tif", "tiff", "ttf", "otf", "ttc", "dat", "esl"},
    "office": {
        *("png", "jpg", "jpeg", "gif", "bmp", "tif", "tiff", "emf", "wmf", "wdp", "jfif"),
        *("vml", "odttf", "fntdata", "ttf", "sigs"),
    },
}
PRINTER = re.compile(r"(?:xl|word|ppt)/printerSettings/printerSettings\d*\.bin")
INSIDE = re.compile(r"(?:xl|word|ppt)/embeddings/[^/]+\.(docx|xlsx|pptx)")  # the numbers behind a chart
OF_MACROS = ("macroenabled", "vbaproject", "activex", "macrosheet", "dialogsheet", "ui/extensibility")
OF_OBJECTS = ("oleobject", "/package")
OF_IMPORTS = ("/afchunk",)  # another document that is read in at opening
OF_NETWORK = ("webextension", "connections")  # add-ins of the web, data bases
NOT_PICTURES = (
    *(b"PK\x03\x04", b"Rar!", b"7z\xbc\xaf", b"MZ", b"\x7fELF"),
    *(b"\xd0\xcf\x11\xe0", b"{\\rtf", b"<html", b"<!DOCTYPE", b"<script", b"%PDF-", b"MIME-Version"),
)
DRAWN_ELSEWHERE = re.compile(rb"""\bsrc\s*=\s*["']\s*(?:[a-z][a-z0-9+.-]*:|\\\\|//)""", re.IGNORECASE)
NOWHERE = "removed"
RELATIONSHIP = "http://schemas.openxmlformats.org/package/2006/relationships"


def clean(path: Path, out: Path, kind: Kind) -> Outcome:
    """Refuse what runs, hides or lies; addresses that would be fetched when the file opens are taken out."""
    package = Package(path)
    rewritten = _looked_through(package, kind.code)
    if not rewritten:
        return Outcome(kind.code)
    _write(package, rewritten, out)
    if _looked_through(Package(out), kind.code):
        raise Bad("active")
    return Outcome(kind.code, ("links",), cleaned=True)


def _looked_through(package: Package, code: str, *, inside: bool = False) -> dict[str, bytes]:
    """Look at every part; returns those that have to be written anew."""
    names = package.names()
    if code == "ofd":
        _require("OFD.xml" in names)
    else:
        _refuse_types(package, code)
    sheets = _sheets(package) if code == "xlsx" else None
    rewritten: dict[str, bytes] = {}
    for entry in package.entries:
        if entry.is_dir():
            continue
        ending = entry.filename.rpartition("/")[2].rpartition(".")[2].lower()
        if code != "ofd" and (found := INSIDE.fullmatch(entry.filename)) and not inside:
            _look_inside(package, entry, found[1])
        elif ending == "rels":
            if changed := _without_calls(package, entry):
                rewritten[entry.filename] = changed
        elif ending in MARKUP:
            watch = reaching.fixed_layout() if code == "ofd" else reaching.office()
            markup.read(package.pieces(entry), watch, sheets)
        elif ending == "svg" and code != "ofd":
            markup.read(package.pieces(entry), reaching.drawing())
        else:
            _refuse_unknown(entry.filename, ending, code)
            _refuse_packages(package, entry)
    return rewritten


def _refuse_types(package: Package, code: str) -> None:
    entry = next((one for one in package.entries if one.filename == TYPES), None)
    if entry is None:
        raise Bad("mismatch")
    types: set[str] = set()
    markup.read(
        [package.read(entry, SMALL)], lambda _name, attributes: types.add(attributes.get("ContentType", "").lower())
    )
    package.budget.left += entry.file_size  # it is read once more with the others
    if any(word in one for one in types for word in OF_MACROS):
        raise Bad("macros")
    if any(one.endswith("oleobject") for one in types):
        raise Bad("embedded")
    if any(word in one for one in types for word in OF_NETWORK):
        raise Bad("active")
    _require(MAIN[code].lower() in types)


def _sheets(package: Package) -> set[str]:
    """Return the names of a workbook's sheets, which formulas may hold in quotes."""
    found: set[str] = set()

    def started(name: str, attributes: dict[str, str]) -> None:
        if name == "sheet":
            found.add(attributes.get("name", ""))

    for entry in package.entries:
        if entry.filename == "xl/workbook.xml":
            data = package.read(entry, SMALL)
            package.budget.left += entry.file_size  # it is read once more with the others
            try:
                markup.read([data], started)
            except Bad as bad:
                if bad.code != "active":
                    raise
    return found


def _refuse_unknown(name: str, ending: str, code: str) -> None:
    if ending in KNOWN["ofd" if code == "ofd" else "office"] or (code != "ofd" and PRINTER.fullmatch(name)):
        return
    raise Bad("macros" if "vba" in name.lower() or "activex" in name.lower() else "embedded")


def _refuse_packages(package: Package, entry: ZipInfo) -> None:
    """Count a part's bytes; a package, a program or a document under the name of a picture is refused."""
    start = tail = b""
    for piece in package.pieces(entry):
        start = start or piece[:16]
        if entry.filename.lower().endswith(".vml") and DRAWN_ELSEWHERE.search(tail + piece):
            raise Bad("active")
        tail = piece[-SMALL_TAIL:]
    if start.startswith(NOT_PICTURES) and not PRINTER.fullmatch(entry.filename):
        raise Bad("embedded")


def _look_inside(package: Package, entry: ZipInfo, code: str) -> None:
    with tempfile.NamedTemporaryFile(dir=package.path.parent) as file:
        for piece in package.pieces(entry):
            file.write(piece)
        file.flush()
        inner = Package(Path(file.name), Budget(package.budget.left))
        if _looked_through(inner, code, inside=True):
            raise Bad("active")
        package.budget.left = inner.budget.left


def _without_calls(package: Package, entry: ZipInfo) -> bytes | None:
    """Return relationships anew when one of them would fetch something; links that a reader clicks stay."""
    data = package.read(entry, SMALL)
    links: list[dict[str, str]] = []
    called = False

    def started(name: str, attributes: dict[str, str]) -> None:
        nonlocal called
        if name != "Relationship":
            return
        kind, target = attributes.get("Type", "").lower(), attributes.get("Target", "")
        external = attributes.get("TargetMode", "").lower() == "external" or reaching.leads_elsewhere(target)
        if any(word in kind for word in OF_MACROS):
            raise Bad("macros")
        if kind.endswith(OF_IMPORTS) or (kind.endswith(OF_OBJECTS) and (external or kind.endswith("oleobject"))):
            raise Bad("embedded")
        if any(word in kind for word in OF_NETWORK):
            raise Bad("active")
        clicked = kind.endswith("/hyperlink") and reaching.is_harmless_link(target)
        if external and not clicked and target != NOWHERE:
            attributes = attributes | {"Target": NOWHERE}
            called = True
        links.append(attributes)

    markup.read([data], started)
    if not called:
        return None
    lines = ("".join(f" {key}={quoteattr(value)}" for key, value in one.items()) for one in links)
    body = "".join(f"<Relationship{line}/>" for line in lines)
    text = f'<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="{RELATIONSHIP}">{body}</Relationships>'
    return text.encode()


def _write(package: Package, rewritten: dict[str, bytes], out: Path) -> None:
    package.budget = Budget(taken().limits.package.unpacked)
    with ZipFile(out, "w", ZIP_DEFLATED) as target:
        for entry in package.entries:
            if entry.filename in rewritten:
                target.writestr(entry.filename, rewritten[entry.filename])
            elif not entry.is_dir():
                with target.open(entry.filename, "w") as part:
                    for piece in package.pieces(entry):
                        part.write(piece)


def _require(holds: bool) -> None:  # noqa: FBT001 - reads as it is said
    if not holds:
        raise Bad("mismatch")
