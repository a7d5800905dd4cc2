"""The home folder: everything that one site owns lies below it."""

import atexit
import os
import secrets
import shutil
import tempfile
from pathlib import Path


def home_folder() -> Path:
    """Return the home folder (`YILAN_HOME`, default `./var`), created when missing."""
    folder = Path(os.environ.get("YILAN_HOME", "var")).resolve()
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def quarantine_folder(home: Path) -> Path:
    """Return the folder in which uploads lie until they were looked into, created when missing."""
    folder = home / "quarantine"
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder


def throw_away_home() -> Path:
    """Return a new home folder that is removed when the process that asked for it ends."""
    folder = Path(tempfile.mkdtemp(prefix="yilan-test-"))
    maker = os.getpid()

    def remove() -> None:
        if os.getpid() == maker:  # a forked child ends with the same list of farewells
            shutil.rmtree(folder, ignore_errors=True)

    atexit.register(remove)
    return folder


def secret_key(home: Path) -> str:
    """Return the site's secret key, made on first use and readable by its owner only."""
    path = home / "keys" / "secret-key"
    if not path.exists():
        _make_key(path)
    return path.read_text(encoding="ascii")


def _make_key(path: Path) -> None:
    # Web processes and worker start together: the key appears whole, and whoever comes second keeps the first one's.
    path.parent.mkdir(mode=0o700, exist_ok=True)
    handle, aside = tempfile.mkstemp(dir=path.parent, prefix=".new-")  # mkstemp makes it readable by its owner only
    try:
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(64))
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(aside, path)
        except FileExistsError:
            return
    finally:
        Path(aside).unlink()
