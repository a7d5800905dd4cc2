"""What can be found: documents of whatever kind, in plain words, before any engine sees them."""

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True)
class AttachedText:
    """The text of an attachment, page by page, and where the public opens it."""

    name: str
    address: str
    sha256: str
    pages: tuple[str, ...] = ()


@dataclass(frozen=True)
class Document:
    """One thing that the public may find.

    `facets` have the names of `engines.interface.FACETS`; `said` are words that find it and are not shown, such as the
    names of its agency and columns; `shown` is what a result shows besides title, summary, body and attachments.
    """

    key: str  # "record:17"
    kind: str
    address: str
    title: str
    day: date
    numbers: tuple[str, ...] = ()
    summary: str = ""
    body: str = ""
    attachments: tuple[AttachedText, ...] = ()
    said: tuple[str, ...] = ()
    facets: dict[str, tuple[str, ...]] = field(default_factory=dict)
    in_force: bool = True
    shown: dict[str, str] = field(default_factory=dict)
