"""Compile every catalogue that is newer than its compiled form. Needs no gettext: a bare machine has none."""

import os
import sys
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from problem import SOURCE, relative


def compile_catalogue(source: Path) -> Path:
    """Write the `.mo` beside a `.po`, in one step, so that a running site never reads half of it.

    Raises `ValueError` with the place when a translation's placeholders do not fit its msgid.
    """
    with source.open("rb") as file:
        catalogue = read_po(file, abort_invalid=True)
    for message, errors in catalogue.check():
        raise ValueError(f"{relative(source)}:{message.lineno}: {errors[0]}")
    target = source.with_suffix(".mo")
    half = target.with_suffix(f".mo-{os.getpid()}")
    with half.open("wb") as file:
        write_mo(file, catalogue)
    half.replace(target)
    return target


def stale(source: Path) -> bool:
    """Tell whether a catalogue has no compiled form, or one older than itself."""
    target = source.with_suffix(".mo")
    return not target.exists() or target.stat().st_mtime < source.stat().st_mtime


if __name__ == "__main__":
    try:
        for path in filter(stale, sorted(SOURCE.rglob("*.po"))):
            compile_catalogue(path)
    except ValueError as error:
        sys.exit(str(error))
