"""Which entries of dictionaries take part in drawing: `data/pdf_entries.toml`, names with their slash."""

import tomllib
from pathlib import Path

_LISTS = tomllib.loads((Path(__file__).parents[1] / "data" / "pdf_entries.toml").read_text(encoding="utf-8"))


def _names(kind: str) -> frozenset[str]:
    return frozenset(f"/{name}" for name in _LISTS[kind])


DRAWING = _names("drawing")
WRITTEN = _names("written")
DESCRIPTOR = _names("descriptor")
PAGE = _names("page")
PAGE_TREE = _names("page_tree")
EVERYWHERE = DRAWING | WRITTEN | DESCRIPTOR
