"""The texts of published files, each read once and kept: building an index anew reads no file again."""

from collections.abc import Iterable

from yilan.disclosure.file_store import path_of
from yilan.search.models import FileText
from yilan.search.texts.reading import Reading, read

BATCH = 400


def pages_of(files: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    """Return the pages of files, given by SHA-256 and name, read now when nobody has read them yet."""
    names = dict(files)
    known = dict(FileText.objects.filter(sha256__in=names).values_list("sha256", "pages")) if names else {}
    for sha256 in names.keys() - known.keys():
        reading = _read(sha256, names[sha256])
        if reading is not None:
            FileText.objects.update_or_create(
                sha256=sha256, defaults={"pages": list(reading.pages), "note": reading.note}
            )
            known[sha256] = list(reading.pages)
    return {sha256: tuple(pages) for sha256, pages in known.items()}


def _read(sha256: str, name: str) -> Reading | None:
    """Return what a file says, None when it is not in the store (yet)."""
    path = path_of(sha256)
    return read(path, name) if path.exists() else None
