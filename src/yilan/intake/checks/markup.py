"""XML parts, read as they come: no document types and entities, and no commands in fields and formulas."""

import re
from collections.abc import Callable, Iterable
from xml.parsers import expat

from yilan.intake.checks.outcome import Bad

Started = Callable[[str, dict[str, str]], None]
LONGEST = 1 << 20  # letters of one field or formula
DEEPEST = 256
FORMULAS = {"f", "definedName", "formula1", "formula2", "formula"}
DDE_FIELD = re.compile(r"\s*DDE(?:AUTO)?\b", re.IGNORECASE)
DDE_FORMULA = re.compile(r"[A-Za-z]\w*\s*\|[^|]*!")
IN_QUOTES = re.compile(r'"[^"]*"')


def read(pieces: Iterable[bytes], started: Started = lambda _name, _attributes: None) -> None:
    """Read a part; `started` hears each element's plain name and attributes. `Bad` for what has no place in one."""
    reader = _Reader(started)
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.text
    parser.StartDoctypeDeclHandler = _refuse
    parser.EntityDeclHandler = _refuse
    try:
        for piece in pieces:
            parser.Parse(piece, False)
        parser.Parse(b"", True)
    except expat.ExpatError:
        raise Bad("broken") from None
    reader.end_field()


class _Reader:
    def __init__(self, started: Started) -> None:
        self.started = started
        self.depth = 0
        self.field = ""  # a field's words stand in several runs
        self.formula = ""
        self.place = ""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(":")[2]
        self.depth += 1
        if self.depth > DEEPEST:
            raise Bad("broken")
        self.place = name
        if name == "fldChar":
            self.end_field()
        elif name == "fldSimple":
            self.end_field()
            self.field = next((value for key, value in attributes.items() if key.rpartition(":")[2] == "instr"), "")
            self.end_field()
        elif name in {"ddeLink", "oleLink"}:
            raise Bad("active")
        self.started(name, attributes)

    def text(self, letters: str) -> None:
        if self.place == "instrText":
            self.field += letters
        elif self.place in FORMULAS:
            self.formula += letters
        if len(self.field) > LONGEST or len(self.formula) > LONGEST:
            raise Bad("bomb")

    def end(self, _tag: str) -> None:
        self.depth -= 1
        self.place = ""
        if self.formula and DDE_FORMULA.search(IN_QUOTES.sub("", self.formula)):
            raise Bad("active")
        self.formula = ""

    def end_field(self) -> None:
        if DDE_FIELD.match(self.field):
            raise Bad("active")
        self.field = ""


def _refuse(*_about: object) -> None:
    raise Bad("broken")
