"""A record's state in one word, and the rows of the record list."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from yilan.disclosure.models import Publication, RecordPage, Release

STATES: list[tuple[str, str | Promise]] = [
    ("draft", _("draft")),
    ("on_its_way", _("under review")),
    ("returned", _("returned")),
    ("published", _("published")),
    ("changed", _("published, with a new draft")),
    ("withdrawn", _("withdrawn")),
]


@dataclass(frozen=True)
class RecordRow:
    """One line of the list."""

    title: str
    address: str
    agency: str
    number: str
    genre: str
    state: str | Promise
    published_on: date | None
    edited_at: datetime | None
    public: str | None


def rows_of(records: Iterable[RecordPage], writes_for: set[int]) -> list[RecordRow]:
    """Return the lines; the records know their agency, publication, genre and `release_state`.

    A title leads to the release on its way, else to the editor for those who write for the agency (`writes_for`), and
    to the record's history for everybody else.
    """
    return [_row(record, may_write=record.agency.pk in writes_for) for record in records]


def _row(record: RecordPage, *, may_write: bool) -> RecordRow:
    publication: Publication | None = getattr(record, "publication", None)
    state: str | None = getattr(record, "release_state", None)
    release: int | None = getattr(record, "release_pk", None)
    if state in Release.OPEN_STATES:
        address = reverse("disclosure_releases:release", args=[release])
    elif may_write:
        address = reverse("wagtailadmin_pages:edit", args=[record.pk])
    else:
        address = reverse("disclosure_records:history", args=[record.pk])
    return RecordRow(
        title=record.draft_title or record.title,
        address=address,
        agency=record.agency.short_name,
        number=record.document_number or record.index_number or "",
        genre=record.genre.name if record.genre else "",
        state=_state(record, publication, state),
        published_on=publication.published_on if publication else None,
        edited_at=record.latest_revision_created_at,
        public=reverse("portal:record", kwargs={"index_number": publication.index_number}) if publication else None,
    )


def _state(record: RecordPage, publication: Publication | None, release_state: str | None) -> str | Promise:
    words = dict(STATES)
    if release_state in Release.OPEN_STATES:
        return Release.State(release_state).label
    if publication is not None and publication.state == Publication.State.WITHDRAWN:
        return words["withdrawn"]
    if release_state == Release.State.RETURNED:
        return words["returned"]
    if publication is not None:
        return words["changed"] if record.has_unpublished_changes else words["published"]
    return words["draft"]
