from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class FileUse:
    """A file that a record shows: its path beside the import file and the SHA-256 of its bytes."""

    path: Path
    sha256: str
    title: str = ""


@dataclass
class Prepared:
    """One checked row: values in their own types, everything named by code resolved to codes that exist."""

    row: int
    agency: str
    title: str
    genre: str
    columns: list[str]
    written_on: date
    published_at: datetime
    key: str = ""
    themes: list[str] = field(default_factory=list)
    statutory_item: str | None = None
    document_number: str = ""
    issuers: list[str] = field(default_factory=list)
    in_force_from: date | None = None
    in_force_until: date | None = None
    validity: str = "in_force"
    validity_changed_on: date | None = None
    validity_changed_by: str | None = None
    disclosure: str = "proactive"
    disclosure_reason: str = ""
    audience: str = "public"
    community: str | None = None
    summary: str = ""
    keywords: list[str] = field(default_factory=list)
    source: str = ""
    index_number: str | None = None
    interprets: str | None = None
    supersedes: list[str] = field(default_factory=list)
    body: list[dict[str, Any]] = field(default_factory=list)
    attachments: list[FileUse] = field(default_factory=list)
    duties: list[tuple[str, str | None]] = field(default_factory=list)
    screening_reason: str = ""
    hits: list[Any] = field(default_factory=list)
    original: dict[str, Any] = field(default_factory=dict)
