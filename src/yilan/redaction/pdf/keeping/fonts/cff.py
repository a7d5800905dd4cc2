"""CFF programs: outlines that nothing shows are emptied; subroutines are resolved, for they hold pieces of outlines."""

import io
from types import SimpleNamespace
from typing import Any

from fontTools.cffLib import CFFFontSet
from fontTools.cffLib.transforms import desubroutinizeCharString
from fontTools.misc.psCharStrings import T2CharString

NOTDEF = ".notdef"
EMPTY = b"\x0e"  # an outline that ends at once


def thin_by_glyph(data: bytes, glyphs: set[int], *, by_cid: bool) -> bytes:
    """Return a bare program with some glyphs, by number (`by_cid`: by the numbers of its character collection)."""
    fonts = _opened(data)
    thin(fonts, glyphs, by_cid=by_cid)
    return _saved(fonts)


def thin_by_name(data: bytes, codes: set[int], names: set[str]) -> bytes:
    """Return the bare program of a simple font with what names, or its own encoding of codes, lead to."""
    fonts = _opened(data)
    top = fonts[0]
    own = top.Encoding if isinstance(getattr(top, "Encoding", None), list) else []
    wanted = names | {own[code] for code in codes if code < len(own)}
    _empty(fonts, {name for name in top.charset if name in wanted})
    return _saved(fonts)


def thin(fonts: CFFFontSet, glyphs: set[int], *, by_cid: bool) -> set[str]:
    """Empty all other glyphs of a program, and return the names of those that stay."""
    top = fonts[0]
    if by_cid and hasattr(top, "ROS"):
        wanted = {f"cid{glyph:05d}" for glyph in glyphs} & set(top.charset)
    else:
        wanted = {top.charset[glyph] for glyph in glyphs if glyph < len(top.charset)}
    return _empty(fonts, wanted)


def _empty(fonts: CFFFontSet, wanted: set[str]) -> set[str]:
    top = fonts[0]
    outlines = top.CharStrings
    kept = wanted | {top.charset[0]}
    for name in top.charset:
        if name not in kept and (old := outlines[name]).bytecode != EMPTY:
            outlines[name] = T2CharString(bytecode=EMPTY, private=old.private)
    for name in kept:
        desubroutinizeCharString(outlines[name])
    _clear_subroutines(fonts)
    fonts.fontNames = ["Font"]
    for name in ("FullName", "FamilyName", "Notice", "Copyright", "version", "Weight", "PostScript", "BaseFontName"):
        top.rawDict.pop(name, None)
        top.__dict__.pop(name, None)
    if not hasattr(top, "ROS"):
        _rename(top, kept)
    return kept


def _clear_subroutines(fonts: CFFFontSet) -> None:
    top = fonts[0]
    for private in [one.Private for one in top.FDArray] if hasattr(top, "FDArray") else [top.Private]:
        private.rawDict.pop("Subrs", None)
        private.__dict__.pop("Subrs", None)
    fonts.GlobalSubrs.clear()


def _rename(top: Any, kept: set[str]) -> None:
    outlines = top.CharStrings
    new = {name: name if name in kept or name == NOTDEF else f"x{number}" for number, name in enumerate(top.charset)}
    top.charset = [new[name] for name in top.charset]
    outlines.charStrings = {new[name]: value for name, value in outlines.charStrings.items()}
    if isinstance(getattr(top, "Encoding", None), list):
        top.Encoding = [new.get(name, NOTDEF) if name in kept else NOTDEF for name in top.Encoding]


def _opened(data: bytes) -> CFFFontSet:
    fonts = CFFFontSet()
    fonts.decompile(io.BytesIO(data), None, isCFF2=False)
    return fonts


def _saved(fonts: CFFFontSet) -> bytes:
    result = io.BytesIO()
    fonts.compile(result, SimpleNamespace(recalcBBoxes=False), isCFF2=False)
    return result.getvalue()
