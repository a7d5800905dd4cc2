"""The process that reads one file: `python -m yilan.search.texts.process PATH KIND` prints pages and note as JSON."""

from importlib import import_module
from itertools import islice

from yilan.core.bounded import work
from yilan.search.texts.kinds import READERS
from yilan.search.texts.packages import Locked
from yilan.search.texts.reading import SECONDS, Note

MEMORY = 2 << 30  # bytes
LONGEST = 2_000_000  # characters of a file
MOST_PAGES = 5_000


def main(path: str, kind: str) -> dict[str, object]:
    """Return the pages of a file as far as they go, and why no further."""
    pages: list[str] = []
    note = ""
    left = LONGEST
    reader = import_module(f"yilan.search.texts.{READERS[kind]}")
    try:
        for page in islice(reader.pages(path), MOST_PAGES + 1):
            if len(page) > left or len(pages) == MOST_PAGES:
                pages.append(page[: max(left, 0)])
                note = Note.CUT
                break
            left -= len(page)
            pages.append(page)
    except Locked:
        note = Note.LOCKED
    except MemoryError:
        note = Note.SLOW
    except Exception:  # noqa: BLE001 - whatever a broken file raises in a library, what was read until then is kept
        note = Note.BROKEN
    if not note and not any(page.strip() for page in pages):
        note = Note.PICTURES
    return {"pages": pages, "note": note}


if __name__ == "__main__":
    work(main, seconds=SECONDS, memory=MEMORY)
