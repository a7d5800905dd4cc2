"""How a text may stand in the bytes of a file."""

import unicodedata

from yilan.redaction.folding import fold

ENCODINGS = ("utf-8", "utf-16-be", "utf-16-le", "gb18030", "latin-1")


def forms_of(text: str) -> frozenset[bytes]:
    """Return a text in every usual coding and spelling, ASCII letters small, and the same in hex digits."""
    plain = "".join(text.split())
    spellings = {
        text,
        plain,
        unicodedata.normalize("NFC", plain),
        unicodedata.normalize("NFKC", plain),
        fold(text).text,
    }
    forms = set()
    for spelling in spellings:
        for encoding in ENCODINGS:
            try:
                form = spelling.encode(encoding)
            except UnicodeEncodeError:
                continue
            forms |= {form.lower(), form.hex().encode()}
    return frozenset(forms)
