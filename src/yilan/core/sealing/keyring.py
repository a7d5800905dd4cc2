"""The keys, in `keys/keyring.json` of the home: the newest seals, all open, and one apart is for equality."""

import base64
import fcntl
import json
import logging
import os
import secrets
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.conf import settings

logger = logging.getLogger(__name__)
SECRET = 32  # bytes


class KeyringMissing(Exception):
    """There is no keyring, or what lies there is none."""


@dataclass(frozen=True)
class Key:
    """A secret from which the key of each cipher is derived. Neither its text nor its place in a trace shows it."""

    kid: str
    made: datetime
    secret: bytes = field(repr=False)


@dataclass(frozen=True)
class Keyring:
    """All keys from the oldest to the newest, and the secret of blind indexes, which no rotation changes."""

    keys: tuple[Key, ...]
    index_secret: bytes = field(repr=False)
    rotating: bool = False  # a rotation to the newest key was begun and not ended

    @property
    def newest(self) -> Key:
        """Return the key that seals."""
        return self.keys[-1]

    def find(self, kid: str) -> Key | None:
        """Return a key by its name, None when it is not here."""
        return next((key for key in self.keys if key.kid == kid), None)


def path() -> Path:
    """Return where the keyring lies."""
    return Path(settings.HOME) / "keys" / "keyring.json"


def current(*, make: bool = False) -> Keyring:
    """Return the keyring as it is now; it is read again when another process has changed it.

    With `make`, one is made when there is none. `KeyringMissing` without, and when the file is damaged.
    """
    place = path()
    try:
        about = place.stat()
    except FileNotFoundError:
        if not make:
            raise KeyringMissing(f"{place} is missing; bring it back from the backup of the keys") from None
        _make(place)
        about = place.stat()
    mark = (str(place), about.st_ino, about.st_mtime_ns, about.st_size)
    kept = _kept.get("keyring")
    if kept is None or kept[0] != mark:
        kept = _kept["keyring"] = (mark, _read(place))
    return kept[1]


def standing() -> Keyring | None:
    """Return the keyring, None when the site has sealed nothing yet."""
    try:
        return current()
    except KeyringMissing:
        if path().exists():
            raise
        return None


def change(alter: Callable[[Keyring], Keyring]) -> Keyring:
    """Write what `alter` makes of the keyring that there is; processes that change it wait for each other."""
    place = path()
    with _alone(place.parent):
        altered = alter(_read(place))
        aside = _aside(place.parent, altered)
        aside.replace(place)
        _settle(place.parent)
    return altered


def add_key() -> Keyring:
    """Make a new newest key and note that everything is to be sealed with it."""
    return change(lambda ring: replace(ring, keys=(*ring.keys, new_key()), rotating=True))


def new_key() -> Key:
    """Return a key that nobody has used yet."""
    return Key(secrets.token_hex(4), datetime.now(UTC), secrets.token_bytes(SECRET))


_kept: dict[str, tuple[tuple[str, int, int, int], Keyring]] = {}


def _make(place: Path) -> None:
    # Web processes and worker start together: the file appears whole, and whoever comes second keeps the first one's.
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    aside = _aside(place.parent, Keyring((new_key(),), secrets.token_bytes(SECRET)))
    try:
        os.link(aside, place)
    except FileExistsError:
        return
    finally:
        aside.unlink()
    _settle(place.parent)
    logger.info("a new keyring was made at %s; put it into the backup of the keys", place)


def _aside(folder: Path, ring: Keyring) -> Path:
    handle, name = tempfile.mkstemp(dir=folder, prefix=".new-")  # mkstemp makes it readable by its owner only
    with os.fdopen(handle, "w", encoding="ascii") as file:
        json.dump(_plain(ring), file, indent=1)
        file.flush()
        os.fsync(file.fileno())
    return Path(name)


def _settle(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    with (folder / "keyring.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _plain(ring: Keyring) -> dict[str, Any]:
    return {
        "version": 1,
        "rotating": ring.rotating,
        "index": _text(ring.index_secret),
        "keys": [
            {"id": key.kid, "made": key.made.isoformat(timespec="seconds"), "secret": _text(key.secret)}
            for key in ring.keys
        ],
    }


def _read(place: Path) -> Keyring:
    try:
        plain = json.loads(place.read_text(encoding="ascii"))
        keys = tuple(
            Key(one["id"], datetime.fromisoformat(one["made"]), _secret(one["secret"])) for one in plain["keys"]
        )
        ring = Keyring(keys, _secret(plain["index"]), bool(plain["rotating"]))
    except (ValueError, KeyError, TypeError) as error:
        raise KeyringMissing(f"{place} is damaged; bring it back from the backup of the keys") from error
    if plain["version"] != 1 or not keys:
        raise KeyringMissing(f"{place} is of another version, or has no key")
    return ring


def _text(secret: bytes) -> str:
    return base64.b64encode(secret).decode()


def _secret(text: str) -> bytes:
    secret = base64.b64decode(text, validate=True)
    if len(secret) != SECRET:
        raise ValueError("a key of another length")
    return secret
