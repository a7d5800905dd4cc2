"""The folders in which builds are made: each is its maker's as long as the maker is at work."""

import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from fcntl import LOCK_EX, LOCK_NB, flock
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from yilan.publishing.places import site_folder
from yilan.publishing.shelves.shelf import PASSPORT

KEPT = 2  # builds: the one that stands and the one before it


def builds_folder() -> Path:
    """Return where builds lie."""
    return Path(settings.HOME) / "builds"


@contextmanager
def new_folder() -> Iterator[Path]:
    """Make an empty folder for a build below the home; nobody clears it away meanwhile, and after an error it goes."""
    with _locked_folder() as folder:
        try:
            yield folder
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise


def clear_away() -> None:
    """Leave the build that stands, the one before it and those at work; half ones go, which killed builds have left."""
    stands, kept = site_folder().resolve(), 0
    older = [folder for folder in builds_folder().iterdir() if folder.is_dir() and folder.name < stands.name]
    for folder in sorted(older, reverse=True):
        with _lock(folder) as free:
            if free and kept < KEPT - 1 and (folder / PASSPORT).exists():
                kept += 1
            elif free:
                shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _locked_folder() -> Iterator[Path]:
    while True:
        folder = builds_folder() / f"{timezone.now():%Y%m%dT%H%M%S%f}-{secrets.token_hex(3)}"
        folder.mkdir(parents=True)
        with _lock(folder) as free:
            if free and folder.exists():  # not cleared away between its making and its lock
                yield folder
                return


@contextmanager
def _lock(folder: Path) -> Iterator[bool]:
    """Lock a folder until its process ends, at the latest; tells whether it was free."""
    try:
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    except FileNotFoundError:
        yield False
        return
    try:
        try:
            flock(handle, LOCK_EX | LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True
    finally:
        os.close(handle)
