"""Reads a file's text in a process of its own: whatever a file does to its reader, indexing goes on."""

import json
import subprocess
import sys
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from yilan.search.texts.kinds import READERS

PACKAGES = Path(__file__).parents[3]
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
        done = subprocess.run(  # noqa: S603 - our own module, with the path of a file of the store
            [sys.executable, "-m", "yilan.search.texts.process", str(path), kind],
            capture_output=True,
            env={"PYTHONPATH": str(PACKAGES), "PATH": "/usr/bin:/bin", "PYTHONIOENCODING": "utf-8"},  # no secrets
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return Reading(note=Note.SLOW)
    try:
        found = json.loads(done.stdout)
    except ValueError:  # it was ended: by its limits, or by a fault of a library
        return Reading(note=Note.SLOW if done.returncode < 0 else Note.BROKEN)
    return Reading(tuple(found["pages"]), found["note"])
