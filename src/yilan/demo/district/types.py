"""What a generated district consists of."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any


@dataclass(frozen=True)
class Agency:
    """A government organ or community of the district."""

    code: str
    name: str
    short_name: str
    level: str
    parent_code: str | None
    uscc: str
    org_code: str
    area_code: str
    index_template: str
    functions: str
    office_name: str
    address: str
    hours: str
    phone: str
    fax: str
    email: str
    postcode: str
    opened_on: date
    sort_order: int
    mark: str = ""
    superior: str = ""
    court: str = ""
    review_site: str = ""


@dataclass(frozen=True)
class Designation:
    """The leader or officer designated for disclosure in an agency."""

    agency: str
    kind: str
    person: str
    post: str
    phone: str
    since: date


@dataclass(frozen=True)
class Seat:
    """A place in the leading group."""

    post: str
    person: str
    title: str
    agency: str | None
    since: date


@dataclass(frozen=True)
class LeadingGroup:
    """The leading group for open government."""

    name: str
    duties: str
    founded_on: date
    office_agency: str
    seats: list[Seat]


@dataclass(frozen=True)
class Column:
    """A column of the portal."""

    slug: str
    name: str
    parent: str | None
    kind: str
    description: str
    keywords: str
    column_type: str
    order: int


@dataclass
class Record:
    """A record in the words of the import format, with the state to which the demonstration brings it."""

    key: str
    agency: str
    title: str
    columns: list[str]
    genre: str
    themes: list[str]
    statutory_item: str | None
    written_on: date
    published_at: datetime | None
    body: list[dict[str, Any]]
    document_number: str | None = None
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
    attachments: list[dict[str, str]] = field(default_factory=list)
    interprets: str | None = None
    supersedes: list[str] = field(default_factory=list)
    duties: list[dict[str, str]] = field(default_factory=list)
    state: str = "published"
    concerned: list[str] = field(default_factory=list)
    return_reason: str = ""
    withdrawal_reason: str = ""
    series: str = ""  # whose number stands in the title, as its pattern
    waits: int = 0  # working days for which it has lain on the desk


@dataclass(frozen=True)
class District:
    """Everything that one seed gives."""

    agencies: list[Agency]
    designations: list[Designation]
    leading_group: LeadingGroup
    columns: list[Column]
    records: list[Record]
