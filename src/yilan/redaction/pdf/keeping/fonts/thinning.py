"""Writes a font anew for what is still shown in it."""

from collections.abc import Iterable
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, Stream, String

from yilan.redaction.pdf.entries import DESCRIPTOR
from yilan.redaction.pdf.keeping import Unclean
from yilan.redaction.pdf.keeping.fonts import cff, tables, truetype
from yilan.redaction.pdf.keeping.fonts.codes import candidates, differences

SIMPLE = {"/Type1", "/TrueType", "/MMType1"}
PROGRAMS = ("/FontFile", "/FontFile2", "/FontFile3")
IDENTITIES = (Name("/Identity-H"), Name("/Identity-V"))


def thin(font: Any, pieces: Iterable[bytes], place: Dictionary, target: Pdf) -> None:
    """Fill `place` with a copy of a font that knows the characters of `pieces` only; Unclean when it cannot be."""
    for name in list(place.keys()):
        del place[name]
    try:
        if str(font.get("/Subtype")) in SIMPLE:
            entries = _simple(font, {code for piece in pieces for code in piece}, target)
        elif font.get("/Subtype") == Name.Type0:
            entries = _composite(font, list(pieces), target)
        else:
            entries = _unknown()
    except Unclean:
        raise
    except Exception as error:  # whatever a font's parts raise in a library: it is not kept then
        raise Unclean("font") from error
    for name, value in entries.items():
        place[name] = value


def _unknown() -> dict[str, Any]:
    raise Unclean("font")


def _simple(font: Any, codes: set[int], target: Pdf) -> dict[str, Any]:
    entries: dict[str, Any] = {"/Type": Name.Font, "/Subtype": font.Subtype}
    if "/Widths" in font:
        first = int(font.get("/FirstChar", 0))
        widths = [tables.number(width) if first + at in codes else 0 for at, width in enumerate(font.Widths)]
        entries |= {"/FirstChar": first, "/LastChar": first + len(widths) - 1, "/Widths": Array(widths)}
    encoding = font.get("/Encoding")
    if isinstance(encoding, Name):
        entries["/Encoding"] = encoding
    elif encoding is not None:
        entries["/Encoding"] = Dictionary(Type=Name.Encoding, Differences=_differences(encoding, codes))
        if "/BaseEncoding" in encoding:
            entries["/Encoding"].BaseEncoding = encoding.BaseEncoding
    if "/FontDescriptor" in font:
        old = font.FontDescriptor
        names, letters = candidates(encoding, codes)
        entries["/FontDescriptor"] = descriptor = _descriptor(old, target)
        if "/FontFile2" in old:
            data = truetype.thin_by_code(_bytes(old.FontFile2), codes, letters)
            descriptor.FontFile2 = _program(target, data)
        elif "/FontFile3" in old and old.FontFile3.get("/Subtype") == Name.Type1C:
            data = cff.thin_by_name(_bytes(old.FontFile3), codes, names)
            descriptor.FontFile3 = _program(target, data, Name.Type1C)
        elif any(name in old for name in PROGRAMS):
            raise Unclean("font")
    entries["/BaseFont"] = _name(font, entries.get("/FontDescriptor"))
    return entries | _unicode(font, codes, 1, target)


def _differences(encoding: Any, codes: set[int]) -> Array:
    kept = Array()
    for code, name in differences(encoding).items():
        if code in codes:
            kept.append(code)
            kept.append(Name(name))
    return kept


def _composite(font: Any, pieces: list[bytes], target: Pdf) -> dict[str, Any]:
    inner = font.DescendantFonts[0]
    old = inner.get("/FontDescriptor")
    embedded = old is not None and any(name in old for name in PROGRAMS)
    national = isinstance(font.Encoding, Name) and font.Encoding not in IDENTITIES
    if embedded and national:
        raise Unclean("font")
    codes = set() if national else _codes(pieces)
    encoding, glyphs = (font.Encoding, {}) if national else _encoding(font.Encoding, codes, target)
    copy = Dictionary(Type=Name.Font, Subtype=inner.Subtype, CIDSystemInfo=_system(inner.CIDSystemInfo))
    if "/DW" in inner:
        copy.DW = tables.number(inner.DW)
    if "/W" in inner:
        copy.W = tables.widths(inner.W, tables.HALF_WIDTHS if national else set(glyphs.values()))
    if old is not None:
        copy.FontDescriptor = _descriptor(old, target)
        if embedded:
            _embed(inner, set(glyphs.values()), copy, target)
    copy.BaseFont = _name(inner, copy.get("/FontDescriptor"))
    entries = {
        "/Type": Name.Font,
        "/Subtype": Name.Type0,
        "/BaseFont": copy.BaseFont,
        "/Encoding": encoding,
        "/DescendantFonts": Array([target.make_indirect(copy)]),
    }
    return entries | ({} if national else _unicode(font, codes, 2, target))


def _codes(pieces: list[bytes]) -> set[int]:
    if any(len(piece) % 2 for piece in pieces):
        raise Unclean("font")
    return {int.from_bytes(piece[at : at + 2]) for piece in pieces for at in range(0, len(piece), 2)}


def _encoding(old: Any, codes: set[int], target: Pdf) -> tuple[Any, dict[int, int]]:
    """Return the encoding for some codes, and the numbers in the character collection that they stand for."""
    if isinstance(old, Name):
        return old, {code: code for code in codes}
    glyphs = {code: glyph for code, glyph in tables.glyph_codes(_bytes(old)).items() if code in codes}
    stream = target.make_stream(tables.encoding_table(glyphs))
    stream.Type, stream.CMapName = Name.CMap, Name.R
    stream.CIDSystemInfo = _system(old.CIDSystemInfo)
    return stream, glyphs


def _embed(inner: Any, codes: set[int], copy: Any, target: Pdf) -> None:
    old = inner.FontDescriptor
    glyphs = {code: code for code in codes}
    mapping = inner.get("/CIDToGIDMap")
    if isinstance(mapping, Stream):
        glyphs, kept = tables.glyph_map(_bytes(mapping), codes)
        copy.CIDToGIDMap = target.make_stream(kept)
    elif mapping is not None:
        copy.CIDToGIDMap = Name.Identity
    if "/FontFile2" in old:
        copy.FontDescriptor.FontFile2 = _program(
            target, truetype.thin_by_glyph(_bytes(old.FontFile2), set(glyphs.values()))
        )
        return
    if "/FontFile3" not in old:
        raise Unclean("font")
    kind = old.FontFile3.get("/Subtype")
    by_cid = inner.Subtype == Name.CIDFontType0
    if kind == Name.CIDFontType0C:
        data = cff.thin_by_glyph(_bytes(old.FontFile3), set(glyphs.values()), by_cid=by_cid)
    elif kind == Name.OpenType:
        data = truetype.thin_by_glyph(_bytes(old.FontFile3), set(glyphs.values()), by_cid=by_cid)
    else:
        raise Unclean("font")
    copy.FontDescriptor.FontFile3 = _program(target, data, kind)


def _descriptor(old: Any, target: Pdf) -> Any:
    kept = {name: old[name] for name in DESCRIPTOR if name in old}
    if any(isinstance(value, String | Dictionary | Stream) for value in kept.values()):
        raise Unclean("font")
    if "/FontBBox" in kept:
        kept["/FontBBox"] = Array([float(edge) for edge in old.FontBBox])
    if any(name in old for name in PROGRAMS):
        kept["/FontName"] = Name("/AAAAAA+Font")
    return target.make_indirect(Dictionary(kept))


def _name(font: Any, descriptor: Any) -> Any:
    return descriptor.FontName if descriptor is not None and "/FontName" in descriptor else font.BaseFont


def _system(old: Any) -> Dictionary:
    return Dictionary(
        Registry=String(str(old.Registry)), Ordering=String(str(old.Ordering)), Supplement=int(old.Supplement)
    )


def _unicode(font: Any, codes: set[int], width: int, target: Pdf) -> dict[str, Any]:
    if not isinstance(font.get("/ToUnicode"), Stream):
        return {}
    return {"/ToUnicode": target.make_stream(tables.unicode_table(_bytes(font.ToUnicode), codes, width))}


def _bytes(stream: Any) -> bytes:
    data: bytes = stream.read_bytes(pikepdf.StreamDecodeLevel.specialized)
    return data


def _program(target: Pdf, data: bytes, subtype: Any = None) -> Stream:
    stream = target.make_stream(data)
    if subtype is None:
        stream.Length1 = len(data)
    else:
        stream.Subtype = subtype
    return stream
