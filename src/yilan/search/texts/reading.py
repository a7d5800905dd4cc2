"""Reads a file's text in a process of its own: whatever a file does to its reader, indexing goes on."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from yilan.core.bounded import Ended, run
from yilan.search.texts.kinds import READERS

SECONDS = 60
LARGEST = 200 << 20  # bytes of a file; nobody looks for words in more


class Note(StrEnum):
    """Why a text is not whole."""

    CUT = "cut"  # longer than what is indexed
    LARGE = "large"
    LOCKED = "locked"  # a password
    BROKEN = "broken"
    SLOW = "slow"  # took more than its time or memory
    PICTURES = "pictures"  # pages without a text, as of scans
    UNREAD = "unread"  # of a kind that nothing here reads


@dataclass(frozen=True)
class Reading:
    """The pages of a file (sheets, slides), and why they are not all of it."""

    pages: tuple[str, ...] = ()
    note: str = ""


def read(path: Path, name: str) -> Reading:
    """Return the text of a file; `name` tells its kind. Never raises for what is in the file."""
    kind = name.rpartition(".")[2].lower()
    if kind not in READERS:
        return Reading(note=Note.UNREAD)
    if path.stat().st_size > LARGEST:
        return Reading(note=Note.LARGE)
    try:
        found = run("yilan.search.texts.process", str(path), kind, seconds=SECONDS)
    except Ended as ended:
        return Reading(note=Note.SLOW if ended.slow else Note.BROKEN)
    return Reading(tuple(found["pages"]), found["note"])
