"""The site as a folder of the home: `site` is a link to the build that stands."""

import filecmp
import os
import secrets
from collections.abc import Callable
from functools import partial
from pathlib import Path

from yilan.publishing.shelves.shelf import PASSPORT
from yilan.publishing.writing import ASIDE, Writer


class FolderShelf:
    """A site on this machine's disk, which any web server can send."""

    def __init__(self, link: Path) -> None:
        self.link = link

    def writer(self) -> Writer:
        """Return a writer for the build that stands; a swap that comes later changes nothing for it."""
        return Writer(self.link.resolve())

    def passport(self) -> bytes | None:
        """Read the passport that a build has left in its folder."""
        passport = self.link / PASSPORT
        return passport.read_bytes() if passport.exists() else None

    def take(self, folder: Path) -> None:
        """Bring a build to the disk and let the link point to it, by one rename."""
        os.sync()
        aside = self.link.with_name(f".site-{secrets.token_hex(3)}")
        aside.symlink_to(folder.relative_to(aside.parent))
        aside.replace(self.link)

    def files(self) -> dict[str, Callable[[Path], bool]]:
        """Return the files of the build that stands, without what a dead writer left aside."""
        return {name: partial(filecmp.cmp, path, shallow=False) for name, path in files_of(self.link.resolve()).items()}

    def probe(self) -> None:
        """Ask nothing: the home is looked at by itself."""


def files_of(folder: Path) -> dict[str, Path]:
    """Return the files of a build by their names."""
    found = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    return {name: path for name, path in found.items() if name != PASSPORT and not path.name.startswith(ASIDE)}
