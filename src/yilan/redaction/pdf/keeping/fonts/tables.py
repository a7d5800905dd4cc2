"""The tables beside a font's outlines: widths, glyph numbers, and which character a code is."""

import re
from collections.abc import Container, Iterator
from decimal import Decimal
from typing import Any

from pikepdf import Array

from yilan.redaction.pdf.keeping import Unclean

HALF_WIDTHS = range(1, 940)  # Latin and half-width signs of the national character collections, before the first Hanzi
LAST = 0xFFFF  # of two bytes
SECTION = 100  # entries that a CMap's section may have
_SECTIONS = re.compile(rb"begin(bfchar|bfrange)(.*?)end\1", re.DOTALL)
_GLYPHS = re.compile(rb"begin(cidchar|cidrange)(.*?)end\1", re.DOTALL)
_WIDTHS = re.compile(rb"begincodespacerange\s*<(\w+)>\s*<(\w+)>\s*endcodespacerange")
_TOKENS = re.compile(rb"<([0-9A-Fa-f\s]*)>|(\[)|(\])")


def widths(old: Any, codes: Container[int]) -> Array:
    """Return a /W array for some codes only."""
    kept = Array()
    for code, width in _widths(list(old)):
        if code in codes:
            kept.append(code)
            kept.append(Array([number(width)]))
    return kept


def number(value: Any) -> Any:
    """Return a number; Unclean for anything else, which could carry words."""
    if not isinstance(value, int | float | Decimal):
        raise Unclean("font")
    return value


def _widths(old: list[Any]) -> Iterator[tuple[int, Any]]:
    place = 0
    while place + 1 < len(old):
        first, second = int(old[place]), old[place + 1]
        if isinstance(second, Array):
            yield from enumerate(second, first)
            place += 2
            continue
        if not first <= int(second) <= LAST:
            raise Unclean("font")
        for code in range(first, int(second) + 1):
            yield code, old[place + 2]
        place += 3


def glyph_map(old: bytes, codes: set[int]) -> tuple[dict[int, int], bytes]:
    """Return code -> glyph of a /CIDToGIDMap, and the map with nothing else in it."""
    glyphs = {code: int.from_bytes(old[2 * code : 2 * code + 2]) for code in codes if 2 * code + 1 < len(old)}
    kept = bytearray(2 * (max(glyphs, default=0) + 1))
    for code, glyph in glyphs.items():
        kept[2 * code : 2 * code + 2] = glyph.to_bytes(2)
    return glyphs, bytes(kept)


def unicode_table(old: bytes, codes: set[int], width: int) -> bytes:
    """Return a /ToUnicode table for some codes, of a width in bytes."""
    entries = [(code, text) for code, text in sorted(characters(old).items()) if code in codes]
    lines = [f"<{code:0{2 * width}x}> <{text.hex()}>" for code, text in entries]
    return _table(2, width, "bfchar", lines)


def glyph_codes(table: bytes) -> dict[int, int]:
    """Return code -> number in the character collection of an embedded encoding of two bytes; Unclean for others."""
    wide = [len(one) for pair in _WIDTHS.findall(table) for one in pair]
    if b"usecmap" in table or b"WMode" in table or set(wide) != {4}:
        raise Unclean("font")
    found: dict[int, int] = {}
    for kind, body in _GLYPHS.findall(table):
        if kind == b"cidchar":
            found |= {int(code, 16): int(glyph) for code, glyph in re.findall(rb"<(\w+)>\s*(\d+)", body)}
            continue
        for first, last, glyph in re.findall(rb"<(\w+)>\s*<(\w+)>\s*(\d+)", body):
            start, end = int(first, 16), int(last, 16)
            found |= {code: int(glyph) + code - start for code in range(start, min(end, LAST) + 1)}
    return found


def encoding_table(glyphs: dict[int, int]) -> bytes:
    """Return an embedded encoding of two bytes for code -> number in the character collection."""
    return _table(1, 2, "cidchar", [f"<{code:04x}> {glyph}" for code, glyph in sorted(glyphs.items())])


def _table(kind: int, width: int, section: str, lines: list[str]) -> bytes:
    sections = [lines[start : start + SECTION] for start in range(0, len(lines), SECTION)]
    body = "\n".join(f"{len(one)} begin{section}\n" + "\n".join(one) + f"\nend{section}" for one in sections)
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap "
        "/CIDSystemInfo 3 dict dup begin /Registry (Adobe) def /Ordering (Identity) def /Supplement 0 def end def\n"
        f"/CMapName /R def /CMapType {kind} def 1 begincodespacerange <{'00' * width}> <{'ff' * width}> "
        f"endcodespacerange\n{body}\nendcmap CMapName currentdict /CMap defineresource pop end end"
    ).encode()


def characters(table: bytes) -> dict[int, bytes]:
    """Return code -> characters in UTF-16BE of a /ToUnicode table."""
    found: dict[int, bytes] = {}
    for section in _SECTIONS.finditer(table):
        tokens = [(one[1], one[2], one[3]) for one in _TOKENS.finditer(section[2])]
        if section[1] == b"bfchar":
            for code, text in zip(tokens[::2], tokens[1::2], strict=True):
                found[int(code[0], 16)] = _hex(text[0])
        else:
            found |= _ranges(tokens)
    return found


def _ranges(tokens: list[tuple[Any, Any, Any]]) -> dict[int, bytes]:
    found: dict[int, bytes] = {}
    place = 0
    while place < len(tokens):
        first, last = int(tokens[place][0], 16), int(tokens[place + 1][0], 16)
        if not first <= last <= LAST:
            raise Unclean("font")
        place += 2
        if tokens[place][1]:
            end = next(at for at in range(place, len(tokens)) if tokens[at][2])
            found |= {first + at: _hex(one[0]) for at, one in enumerate(tokens[place + 1 : end])}
            place = end + 1
            continue
        start = _hex(tokens[place][0])
        for code in range(first, last + 1):
            number = int.from_bytes(start) + code - first
            found[code] = number.to_bytes(max(len(start), (number.bit_length() + 7) // 8))
        place += 1
    return found


def _hex(digits: bytes) -> bytes:
    return bytes.fromhex(digits.decode())
