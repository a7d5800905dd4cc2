"""What the codes of a simple font may mean: names of glyphs and characters (ISO 32000-1, 9.6.6)."""

from collections.abc import Iterable
from typing import Any

from fontTools import agl
from fontTools.encodings.MacRoman import MacRoman
from fontTools.encodings.StandardEncoding import StandardEncoding
from pikepdf import Name


def differences(encoding: Any) -> dict[int, str]:
    """Return code -> name (with slash) of an encoding's differences."""
    found: dict[int, str] = {}
    code = 0
    for one in encoding.get("/Differences", ()):
        if isinstance(one, Name):
            found[code] = str(one)
            code += 1
        else:
            code = int(one)
    return found


def candidates(encoding: Any, codes: Iterable[int]) -> tuple[set[str], set[int]]:
    """Return the glyph names and characters that codes may stand for in any encoding: too many, never too few."""
    own = {} if encoding is None or isinstance(encoding, Name) else differences(encoding)
    names: set[str] = set()
    letters: set[int] = set()
    for code in codes:
        if code in own:
            names.add(own[code][1:])
            continue
        names |= {StandardEncoding[code], MacRoman[code]} - {".notdef"}
        for page in ("cp1252", "mac_roman"):
            letters.update(map(ord, bytes([code]).decode(page, errors="ignore")))
    names |= {agl.UV2AGL[letter] for letter in letters if letter in agl.UV2AGL}
    letters.update(ord(sign) for name in names for sign in agl.toUnicode(name))
    return names, letters
