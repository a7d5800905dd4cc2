"""Compiles the message catalogues (.po to .mo) of every room. Needs no gettext program: a bare machine has none."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po

PERCENT = re.compile(r"%(?:\(\w+\))?[sdrfxi]")
BRACE = re.compile(r"\{\w*\}")
PACKAGE = Path(__file__).resolve().parents[1]


class CannotCompile(RuntimeError):
    """A catalogue is wrong, or its folder cannot be written; the text names the place."""


def catalogues(root: Path = PACKAGE) -> Iterator[Path]:
    """Yield every `.po` file of the package."""
    yield from sorted(root.rglob("locale/*/LC_MESSAGES/*.po"))


def stale(source: Path) -> bool:
    """Tell whether a catalogue has no compiled form, or one older than itself."""
    target = source.with_suffix(".mo")
    return not target.exists() or target.stat().st_mtime < source.stat().st_mtime


def fits(message: Message) -> bool:
    """Tell whether a translation fills in what its msgid does; otherwise the page would fail or lose a value.

    Chinese has one form for both numbers, which may follow either of the English ones. (Babel's own check asks for the
    singular's placeholders only and knows no braces.)
    """
    ids = message.id if isinstance(message.id, (tuple, list)) else (message.id,)
    forms = message.string if isinstance(message.string, (tuple, list)) else (message.string,)
    wanted = [_placeholders(msgid, message.flags) for msgid in ids]
    return all(_placeholders(form, message.flags) in wanted for form in forms if form)


def _placeholders(text: str, flags: set[str]) -> list[str]:
    found = PERCENT.findall(text) if "python-format" in flags else []
    return sorted(found + (BRACE.findall(text) if "python-brace-format" in flags else []))


def compile_messages(root: Path = PACKAGE) -> list[Path]:
    """Compile each catalogue that is newer than its compiled form; returns what was written.

    Raises `CannotCompile` when a translation's placeholders do not fit its msgid, or when the folder is read-only.
    """
    return [compile_catalogue(source) for source in catalogues(root) if stale(source)]


def compile_catalogue(source: Path) -> Path:
    """Write the `.mo` beside a `.po` in one step, so that a running site never reads half of it."""
    try:
        with source.open("rb") as file:
            catalogue = read_po(file, abort_invalid=True)
    except (PoFileError, ValueError) as error:  # Babel says both; bytes that are no UTF-8 are a ValueError too
        raise CannotCompile(f"{source}: {error}") from error
    for message in catalogue:
        if message.id and message.string and not message.fuzzy and not fits(message):
            raise CannotCompile(f"{source}:{message.lineno}: placeholders differ from those of {message.id!r}")
    target = source.with_suffix(".mo")
    half = target.with_suffix(f".mo-{os.getpid()}")
    try:
        with half.open("wb") as file:
            write_mo(file, catalogue)
        half.replace(target)
    except OSError as error:
        half.unlink(missing_ok=True)
        raise CannotCompile(
            f"{target} cannot be written ({error.strerror}); let an account that may write there run this command once"
        ) from error
    return target
