"""What the pages of a record say."""

from dataclasses import dataclass, field
from datetime import date
from itertools import zip_longest
from typing import Any

from yilan.disclosure.models import Column, Publication, ReleaseStep, Theme, Version
from yilan.organizations.models import Agency


@dataclass(frozen=True)
class Duty:
    """A duty that a rule founds, and who holds it; `holder` is a name, empty when everybody holds it."""

    text: str
    holder: str


@dataclass(frozen=True)
class Relations:
    """The other records that one record speaks of or that speak of it, as far as the public may read them."""

    interprets: Publication | None = None
    interpretations: list[Publication] = field(default_factory=list)
    supersedes: list[Publication] = field(default_factory=list)
    superseded_by: list[Publication] = field(default_factory=list)
    changed_by: Publication | None = None
    changed_on: date | None = None


@dataclass(frozen=True)
class Trail:
    """How the shown version came out: hands by their roles, never by their names."""

    imported: bool
    steps: list[ReleaseStep]
    versions: list[Version]

    @property
    def with_older(self) -> list[tuple[Version, Version | None]]:
        """Every version with the one before it, the newest first; the first version has none."""
        return list(zip_longest(self.versions, self.versions[1:]))


@dataclass(frozen=True)
class Shown:
    """All that the pages of a record say. `places` are its columns, those of the portal first.

    `version` is the one that stands, with its content; `issuers`, `themes` and `duties` are those of this content.
    """

    publication: Publication
    version: Version
    places: list[Column]
    issuers: list[Agency]
    themes: list[Theme]
    duties: list[Duty]
    relations: Relations
    trail: Trail

    @property
    def content(self) -> dict[str, Any]:
        """The content that stands."""
        content: dict[str, Any] = self.version.content
        return content
