"""XML parts, read as they come: no document types and entities, and no commands in fields and formulas."""

from collections.abc import Callable, Collection, Iterable
from xml.parsers import expat

from yilan.intake.checks import formulas
from yilan.intake.checks.fields import Fields
from yilan.intake.checks.outcome import Bad

Started = Callable[[str, dict[str, str]], None]
LONGEST = 1 << 20  # letters of one formula
DEEPEST = 256
FIELD_WORDS = {"instrText", "delInstrText"}
FORMULAS = {
    *("f", "definedName", "formula", "formula1", "formula2"),
    *("calculatedColumnFormula", "totalsRowFormula", "oldFormula"),
}


def read(
    pieces: Iterable[bytes],
    started: Started = lambda _name, _attributes: None,
    sheets: Collection[str] | None = None,
) -> None:
    """Read a part; `started` hears each element's plain name and attributes. `Bad` for what has no place in one.

    `sheets` are the names of a workbook's sheets, where it is a part of one.
    """
    reader = _Reader(started, sheets)
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
    reader.fields.close()


def plain(attributes: dict[str, str]) -> dict[str, str]:
    """Return attributes by their names without prefix."""
    return {name.rpartition(":")[2]: value for name, value in attributes.items()}


class _Reader:
    def __init__(self, started: Started, sheets: Collection[str] | None) -> None:
        self.started = started
        self.sheets = sheets
        self.fields = Fields()
        self.formula = ""
        self.places: list[str] = []  # a formula's words go on behind an element that stands in it

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(":")[2]
        if len(self.places) >= DEEPEST:
            raise Bad("broken")
        self.places.append(name)
        if name == "fldChar":
            self.fields.mark(plain(attributes).get("fldCharType", ""))
        elif name == "fldSimple":
            simple = Fields()
            simple.add(plain(attributes).get("instr", ""))
            simple.close()
        elif name in {"ddeLink", "oleLink"}:
            raise Bad("active")
        self.started(name, attributes)

    def text(self, letters: str) -> None:
        if not FIELD_WORDS.isdisjoint(self.places):
            self.fields.add(letters)
        elif self.places and self.places[-1] in FORMULAS:
            self.formula += letters
            if len(self.formula) > LONGEST:
                raise Bad("bomb")

    def end(self, _tag: str) -> None:
        if self.places.pop() in FORMULAS and self.formula:
            formulas.judge(self.formula, self.sheets)
            self.formula = ""


def _refuse(*_about: object) -> None:
    raise Bad("broken")
