"""Where the embedded index lies in the home: builds in their folders, and a link to the one that stands."""

import os
import secrets
import shutil
from pathlib import Path

from django.conf import settings
from django.utils import timezone


def search_folder() -> Path:
    """Return the folder of everything that the search keeps."""
    return Path(settings.HOME) / "search"


def builds_folder() -> Path:
    """Return where indexes lie."""
    return search_folder() / "builds"


def current() -> Path | None:
    """Return the folder of the index that stands, None when there is none."""
    try:
        return search_folder() / os.readlink(search_folder() / "current")  # noqa: PTH115 - on the way of every question
    except OSError:
        return None


def new_folder() -> Path:
    """Make an empty folder for an index."""
    folder = builds_folder() / f"{timezone.now():%Y%m%dT%H%M%S%f}-{secrets.token_hex(3)}"
    folder.mkdir(parents=True)
    return folder


def swap(folder: Path) -> None:
    """Let this index be the one that stands, by one rename."""
    aside = search_folder() / f".current-{secrets.token_hex(3)}"
    aside.symlink_to(folder.relative_to(search_folder()))
    aside.replace(search_folder() / "current")


def clear_away() -> None:
    """Remove indexes that are older than the one that stands; whoever has one open reads on from its open files."""
    stands = current()
    for folder in builds_folder().iterdir():
        if stands is not None and folder.is_dir() and folder.name < stands.name:
            shutil.rmtree(folder, ignore_errors=True)
