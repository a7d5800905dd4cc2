"""TrueType and OpenType programs: outlines that nothing shows are emptied, tables that draw nothing are left out."""

import io
from collections.abc import Callable

from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._c_m_a_p import CmapSubtable
from fontTools.ttLib.tables._g_l_y_f import Glyph

from yilan.redaction.pdf.keeping import Unclean
from yilan.redaction.pdf.keeping.fonts import cff

DRAWING = {"GlyphOrder", "head", "hhea", "maxp", "hmtx", "loca", "glyf", "cvt ", "fpgm", "prep", "CFF "}
SYMBOL_PAGES = (0xF000, 0xF100, 0xF200, 0)  # where symbol fonts put their codes


def thin_by_glyph(data: bytes, glyphs: set[int], *, by_cid: bool = False) -> bytes:
    """Return a program with some glyphs, given by number (`by_cid`: by the numbers of its character collection)."""
    font = _opened(data)
    if "CFF " in font:
        return _thinned_cff(font, glyphs, by_cid=by_cid)
    return _thinned(font, lambda order: {order[glyph] for glyph in glyphs if glyph < len(order)})


def thin_by_code(data: bytes, codes: set[int], letters: set[int]) -> bytes:
    """Return the program of a simple font with what codes, or the characters that they may mean, lead to."""
    font = _opened(data)
    wanted: set[str] = set()
    if "cmap" in font:
        wide = letters | {page + code for page in SYMBOL_PAGES for code in codes}
        for one in font["cmap"].tables:
            keys = codes if one.platformID == 1 else wide
            kept = {code: name for code, name in one.cmap.items() if code in keys}
            one.__dict__["cmap"] = kept
            wanted |= set(kept.values())
        font["cmap"].tables = [_plain(one) for one in font["cmap"].tables if one.platformID in {0, 1, 3}]
    else:
        wanted = {font.getGlyphOrder()[code] for code in codes if code < len(font.getGlyphOrder())}
    return _thinned(font, lambda _: wanted, extra={"cmap"})


def _plain(old: CmapSubtable) -> CmapSubtable:
    new = CmapSubtable.newSubtable(0 if old.platformID == 1 and max(old.cmap, default=0) < 256 else 4)  # noqa: PLR2004 - a byte
    new.platformID, new.platEncID, new.language = old.platformID, old.platEncID, 0
    new.cmap = {code: name for code, name in old.cmap.items() if code <= 0xFFFF}  # noqa: PLR2004 - what two bytes hold
    return new


def _opened(data: bytes) -> TTFont:
    font = TTFont(io.BytesIO(data), recalcBBoxes=False, recalcTimestamp=False, lazy=True)
    if "CFF " not in font:
        font.setGlyphOrder([f"g{number}" for number in range(font["maxp"].numGlyphs)])
    return font


def _thinned(
    font: TTFont, choose: Callable[[list[str]], set[str]], extra: frozenset[str] | set[str] = frozenset()
) -> bytes:
    if "glyf" not in font:
        raise Unclean("font")
    order = font.getGlyphOrder()
    outlines = font["glyf"]
    kept: set[str] = set()
    waiting = [order[0], *choose(order)]
    while waiting:
        name = waiting.pop()
        if name in kept:
            continue
        kept.add(name)
        glyph = outlines[name]
        if glyph.isComposite():
            waiting += glyph.getComponentNames(outlines)
    for name in set(order) - kept:
        outlines.glyphs[name] = Glyph()
    _clear_metrics(font, kept)
    return _saved(font, extra)


def _thinned_cff(font: TTFont, glyphs: set[int], *, by_cid: bool) -> bytes:
    before = list(font.getGlyphOrder())
    metrics = dict(font["hmtx"].metrics)
    fonts = font["CFF "].cff
    kept = cff.thin(fonts, glyphs, by_cid=by_cid)
    after = list(fonts[0].charset)  # names that tell a character are gone
    font.setGlyphOrder(after)
    font["hmtx"].metrics = {
        new: metrics[old] if old in kept else (0, 0) for old, new in zip(before, after, strict=True)
    }
    return _saved(font)


def _clear_metrics(font: TTFont, kept: set[str]) -> None:
    if "hmtx" in font:
        metrics = font["hmtx"].metrics
        for name in metrics:
            if name not in kept:
                metrics[name] = (0, 0)


def _saved(font: TTFont, extra: frozenset[str] | set[str] = frozenset()) -> bytes:
    for tag in list(font.keys()):
        if tag not in DRAWING and tag not in extra:
            del font[tag]
    result = io.BytesIO()
    font.save(result, reorderTables=False)
    return result.getvalue()
