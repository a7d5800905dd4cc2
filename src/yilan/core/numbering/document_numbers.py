"""Document numbers (发文字号) in their normal form: 机关代字〔YYYY〕N号 (GB/T 9704-2012, 7.2.5)."""

import re
import unicodedata
from dataclasses import dataclass

_OPEN, _CLOSE = "〔[(【﹝［（", "〕])】﹞］）"
_NUMBER = re.compile(
    rf"(?P<organ>[^\d\s{re.escape(_OPEN + _CLOSE)}][^{re.escape(_OPEN + _CLOSE)}]{{0,30}}?)"
    rf"[{re.escape(_OPEN)}](?P<year>(?:19|20)\d\d)年?[{re.escape(_CLOSE)}]"
    r"第?0*(?P<serial>[1-9]\d{0,5})号?"
)


@dataclass(frozen=True)
class DocumentNumber:
    """The three parts of a document number."""

    organ: str
    year: int
    serial: int

    def __str__(self) -> str:
        return f"{self.organ}〔{self.year}〕{self.serial}号"


def parse(text: str) -> DocumentNumber | None:
    """Read a document number in any usual spelling; None when the text is not one (such as 第12号令)."""
    plain = "".join(
        unicodedata.normalize("NFKC", letter) if letter.isdigit() else letter for letter in text if not letter.isspace()
    )
    found = _NUMBER.fullmatch(plain)
    if found is None:
        return None
    return DocumentNumber(found["organ"], int(found["year"]), int(found["serial"]))


def normalise(text: str) -> str | None:
    """Return the normal form of a document number, None when the text is not one."""
    number = parse(text)
    return str(number) if number else None
