"""What the publishing room asks of the place where the site's files lie."""

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from yilan.publishing.rendering import Rendered

PASSPORT = ".built.json"  # what the build that stands is; it lies beside the pages


class PageWriter(Protocol):
    """Gathers pages and puts all of them in place with `commit`."""

    def put(self, path: str, rendered: Rendered | None) -> bool:
        """Take the answer of an address; tells whether a file that stands there will go."""

    def commit(self) -> None:
        """Put what was gathered in place. Raises OSError where the disk or the bucket refuses."""

    def forget(self) -> None:
        """Throw away what was gathered and not put in place."""


class Shelf(Protocol):
    """A place for the files of a site, known by names such as `overview/index.html`. All may raise OSError."""

    def writer(self) -> PageWriter:
        """Return a writer for pages of the site that stands; the site's lock must be held."""

    def passport(self) -> bytes | None:
        """Return the passport of the build that stands, None when there is none."""

    def take(self, folder: Path) -> None:
        """Let the site be what lies in a folder, which belongs to the shelf from then on. The lock must be held."""

    def files(self) -> dict[str, Callable[[Path], bool]]:
        """Return the names of all files that stand, each with what tells whether it has the bytes of a local file."""

    def probe(self) -> None:
        """Raise OSError, in words for whoever keeps the site, when nothing can be written here."""
