"""Taking in one file from a stranger: into quarantine, looked into, cleaned, or refused with nothing left."""

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from yilan.core.bounded import Ended, run
from yilan.intake import quarantine
from yilan.intake.kinds import ALL, Kind, taken
from yilan.intake.names import clean_name, extension_of, with_extension
from yilan.intake.refusing import Refused
from yilan.intake.scanning import scanner

logger = logging.getLogger(__name__)
MEGABYTE = 1 << 20
PIECE = 1 << 18
PATIENCE = 60  # seconds that looking into a file may take in all


@dataclass(frozen=True)
class Received:
    """A file that was found good. It lies in quarantine, and only for an hour: `actions.keep` keeps it.

    `sha256` and `size` are of what is kept, after cleaning. `changes` says what was done: `metadata` (a picture's notes
    of place and owner went), `converted` (to JPEG), `active` (a PDF's scripts went), `rewritten` (a PDF was damaged, or
    more than a PDF), `links` (an office file would have fetched something, or led out of the web).
    """

    name: str
    media_type: str
    kind: str
    size: int
    sha256: str
    path: Path
    changes: tuple[str, ...] = ()

    def discard(self) -> None:
        """Remove it from quarantine; for when it is not kept after all."""
        self.path.unlink(missing_ok=True)


def receive(upload: Any, *, kinds: frozenset[str] = ALL) -> Received:
    """Take in a Django `UploadedFile` and look into it by its structure; `Refused` when it is not taken.

    `kinds` are codes of `data/kinds.toml`. Nothing is read into memory as a whole.
    """
    name = clean_name(upload.name or "")
    kind = _kind_by_name(name, kinds)
    limits = taken().limits
    if upload.size is not None and upload.size > limits.file:
        raise Refused("large", name=name, most=limits.file // MEGABYTE)
    with quarantine.emptied_after_failure() as used:
        try:
            path = quarantine.new_path()
            used.append(path)
            held = quarantine.take_in(upload.chunks(PIECE), path, most=limits.file)
        except quarantine.TooLarge:
            raise Refused("large", name=name, most=limits.file // MEGABYTE) from None
        except OSError as error:
            raise _ours(name, error) from error
        if not held.size:
            raise Refused("empty", name=name)
        scanner().scan(held.path, name)
        return _looked_into(held, name, kind, kinds, used)


def discard(received: Iterable[Received]) -> None:
    """Remove several from quarantine."""
    for one in received:
        one.discard()


def named(kinds: Iterable[str]) -> str:
    """Return kinds as people call them: PDF, JPG."""
    return "、".join(taken().kinds[code].extensions[0].upper() for code in taken().kinds if code in set(kinds))


def _kind_by_name(name: str, kinds: frozenset[str]) -> Kind:
    extension = extension_of(name)
    kind = taken().by_extension.get(extension)
    if kind is None or kind.code not in kinds:
        raise Refused(taken().refused.get(extension, "kind"), name=name, kinds=named(kinds))
    return kind


def _looked_into(held: quarantine.Held, name: str, kind: Kind, kinds: frozenset[str], used: list[Path]) -> Received:
    try:
        out = quarantine.new_path()
        used.append(out)
        found = run("yilan.intake.checks.process", str(held.path), kind.code, str(out), seconds=PATIENCE)
        if code := found.get("refused"):
            raise _refused(code, name, kinds)
        if found["cleaned"]:
            held.path.unlink()
            held = quarantine.weigh(out)
        else:
            out.unlink()
    except Ended as ended:
        raise Refused("slow" if ended.slow else "broken", name=name) from None
    except OSError as error:
        raise _ours(name, error) from error
    now = taken().kinds[found["kind"]]
    if extension_of(name) not in now.extensions:
        name = with_extension(name, now.extensions[0])
    return Received(name, now.media_type, now.code, held.size, held.sha256, held.path, tuple(found["changes"]))


def _refused(code: str, name: str, kinds: frozenset[str]) -> Refused:
    pixels = taken().limits.image.pixels // 1_000_000
    return Refused(code, name=name, kinds=named(kinds), pixels=pixels)


def _ours(name: str, error: OSError) -> Refused:
    logger.error("an upload could not be taken: %s", error)
    return Refused("unavailable", name=name)
