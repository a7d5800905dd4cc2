"""Fonts that a site puts into `<home>/fonts/`: licensed faces that no public system brings."""

import io
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from fontTools.ttLib import TTCollection, TTFont, TTLibError

from yilan.papers.layout.faces import CHAINS, Slot

SUFFIXES = {".ttf", ".otf", ".ttc", ".otc"}
FAMILY_NAMES = (1, 4, 16)  # entries of a font's name table: family, full name, typographic family
SCHEME = "site-font"


def folder() -> Path:
    """Return where a site's own fonts lie."""
    return Path(settings.HOME) / "fonts"


def state() -> tuple[tuple[str, int], ...]:
    """Return the names of the files with their times: what is remembered of them holds as long as this is the same."""
    if not folder().is_dir():
        return ()
    files = (file for file in folder().iterdir() if file.suffix.lower() in SUFFIXES)
    return tuple(sorted((str(file), file.stat().st_mtime_ns) for file in files))


@lru_cache(maxsize=4)
def chosen(found: tuple[tuple[str, int], ...]) -> dict[Slot, Path]:
    """Return for each slot the file whose own name stands first in its chain; files that are no fonts are left out."""
    named = {name: Path(file) for file, _time in reversed(found) for name in _names(Path(file))}
    best = {slot: next((named[one] for one in chain.families if one in named), None) for slot, chain in CHAINS.items()}
    return {slot: file for slot, file in best.items() if file is not None}


def font_faces() -> str:
    """Return the `@font-face` rules of the site's fonts."""
    return "\n".join(
        f'@font-face {{ font-family: "site-{slot}"; src: url("{SCHEME}:{slot}") }}' for slot in chosen(state())
    )


def read(address: str) -> bytes:
    """Return the font that an address of `font_faces` names. Raises `ValueError` for any other address."""
    scheme, _colon, slot = address.partition(":")
    files = {str(key): file for key, file in chosen(state()).items()}
    if scheme != SCHEME or slot not in files:
        raise ValueError(f"a paper fetches nothing: {address[:80]}")
    return files[slot].read_bytes()


def _names(file: Path) -> set[str]:
    is_collection = file.suffix.lower() in {".ttc", ".otc"}
    try:
        data = io.BytesIO(file.read_bytes())
        font = TTCollection(data, lazy=True).fonts[0] if is_collection else TTFont(data, lazy=True)
        return {entry.toUnicode() for entry in font["name"].names if entry.nameID in FAMILY_NAMES}
    except (TTLibError, OSError, UnicodeDecodeError):
        return set()  # no font, whatever it is called
