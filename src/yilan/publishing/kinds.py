"""With which media type, encoding and name the files of the site are sent."""

from functools import lru_cache
from mimetypes import guess_type
from pathlib import PurePosixPath

from django.utils.http import content_disposition_header

from yilan.core.answers import SHOWN

FILES = "files/"  # published files; all other names are pages
PAGE = "text/html; charset=utf-8"
KINDS = {
    ".json": "application/json",
    ".xml": "application/xml; charset=utf-8",
    ".atom": "application/atom+xml; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
}
ENCODINGS = (("br", ".br"), ("gzip", ".gz"))


def page_kind(name: str) -> tuple[str, str]:
    """Return media type and encoding of a page or of a compressed variant of one; "" for a plain one."""
    for encoding, ending in ENCODINGS:
        if name.endswith(ending):
            return page_kind(name.removesuffix(ending))[0], encoding
    return KINDS.get(PurePosixPath(name).suffix, PAGE), ""


@lru_cache(maxsize=256)
def file_kind(name: str) -> tuple[str, str]:
    """Return media type and disposition of a published file: shown is what carries no script, the rest is saved."""
    kind = guess_type(name)[0] or "application/octet-stream"
    shown = content_disposition_header(kind not in SHOWN, name) or "inline"
    return f"{kind}; charset=utf-8" if kind == "text/plain" else kind, shown


def is_variant(name: str) -> bool:
    """Tell whether a file is the compressed variant of a page."""
    return not name.startswith(FILES) and name.endswith((".gz", ".br"))
