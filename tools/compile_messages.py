"""Compile every catalogue that is newer than its compiled form. Needs no gettext: a bare machine has none."""

import os
import re
import sys
from pathlib import Path

from babel.messages.catalog import Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po
from problem import SOURCE, relative

PERCENT = re.compile(r"%(?:\(\w+\))?[sdrfxi]")
BRACE = re.compile(r"\{\w*\}")


def placeholders(text: str, flags: set[str]) -> list[str]:
    """Return what is filled in at run time, in a fixed order."""
    found = PERCENT.findall(text) if "python-format" in flags else []
    return sorted(found + (BRACE.findall(text) if "python-brace-format" in flags else []))


def unfit(message: Message) -> bool:
    """Tell whether a translation fills in other things than its msgid does: it would fail on the page.

    Chinese has one form for both numbers, which may follow either of the English ones.
    """
    ids = message.id if isinstance(message.id, (tuple, list)) else (message.id,)
    forms = message.string if isinstance(message.string, (tuple, list)) else (message.string,)
    wanted = [placeholders(msgid, message.flags) for msgid in ids]
    return any(placeholders(form, message.flags) not in wanted for form in forms if form)


def compile_catalogue(source: Path) -> Path:
    """Write the `.mo` beside a `.po`, in one step, so that a running site never reads half of it.

    Raises `ValueError` with the place when the file is not a catalogue or a placeholder does not fit its msgid.
    """
    try:
        with source.open("rb") as file:
            catalogue = read_po(file, abort_invalid=True)
    except PoFileError as error:
        raise ValueError(f"{relative(source)}: {error}") from error
    for message in catalogue:
        if message.id and unfit(message):
            raise ValueError(f"{relative(source)}:{message.lineno}: placeholders differ from those of {message.id!r}")
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
