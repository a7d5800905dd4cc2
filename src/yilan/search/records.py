"""Published records as documents: the public projection and the frozen version, and nothing else."""

import re
from collections.abc import Iterable, Iterator, Sequence
from html import unescape
from typing import Any

from django.db.models import Prefetch
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from yilan.core.events.models import Event
from yilan.disclosure.content import texts_of
from yilan.disclosure.models import Column, Publication, PublicationColumn
from yilan.disclosure.queries.published.visible import STANDING_PUBLIC
from yilan.search.documents import AttachedText, Document
from yilan.search.file_texts import pages_of
from yilan.search.kinds import Kind

NAME = "record"
VOID = {"lapsed", "repealed"}
_INLINE = re.compile(r"</?(?:a|b|i|u|em|strong|span|sub|sup|mark|code|del|s)(?:\s[^>]*)?>", re.IGNORECASE)
_TAG = re.compile(r"<[^>]*>")
_OF_ITS_OWN = {"title", "document_number", "summary", "keywords", "source"}


def all_keys() -> Iterable[int]:
    """Yield the key of every record that anybody may read."""
    return Publication.objects.filter(STANDING_PUBLIC).order_by("record").values_list("record", flat=True).iterator()


def documents(records: Sequence[int]) -> Iterator[Document]:
    """Yield those of some records that anybody may read: five queries, and the texts of attachments."""
    found = (
        Publication.objects.filter(STANDING_PUBLIC, record__in=records)
        .select_related("version", "agency", "genre", "statutory_item")
        .prefetch_related("themes", Prefetch("columns", Column.objects.select_related("parent")))
        .order_by("record")
    )
    attachments = {row.record_id: row.version.content["attachments"] for row in found}
    pages = pages_of((one["sha256"], one["name"]) for several in attachments.values() for one in several)
    for publication in found:
        yield _document(publication, pages)


def _document(publication: Publication, pages: dict[str, tuple[str, ...]]) -> Document:
    content = publication.version.content
    columns = list(publication.columns.all())
    themes = list(publication.themes.all())
    tops = [column.parent for column in columns if column.parent is not None]
    item, genre, agency = publication.statutory_item, publication.genre, publication.agency
    classes = ([genre.name] if genre else []) + ([item.name] if item else [])
    return Document(
        key=f"{NAME}:{publication.record_id}",
        kind=NAME,
        address=reverse("portal:record", args=[publication.index_number]),
        title=publication.title,
        day=publication.published_on,
        numbers=tuple(filter(None, (publication.document_number, publication.index_number))),
        summary=publication.summary,
        body=body_of(content),
        attachments=tuple(
            AttachedText(
                name=one["title"] or one["name"],
                address=reverse("portal:file", args=[one["sha256"], one["name"]]),
                sha256=one["sha256"],
                pages=pages.get(one["sha256"], ()),
            )
            for one in content["attachments"]
        ),
        said=(
            " ".join(content["keywords"]),
            content["source"],
            agency.name,
            agency.short_name,
            *(column.name for column in (*columns, *tops)),
            *(theme.name for theme in themes),
            *classes,
        ),
        facets={
            "agency": (agency.code,),
            "column": tuple(sorted({column.slug for column in (*columns, *tops)})),
            "theme": tuple(sorted(theme.code for theme in themes)),
            "genre": (genre.code,) if genre else (),
            "item": (item.code,) if item else (),
            "validity": (publication.validity,),
            "year": (str(publication.year),),
        },
        in_force=publication.validity not in VOID,
        shown={
            "agency": agency.short_name,
            "document_number": publication.document_number,
            "index_number": publication.index_number,
            "genre": genre.name if genre else "",
            "validity": publication.validity,
        },
    )


def body_of(content: dict[str, Any]) -> str:
    """Return the texts of a content that its page shows, one in a line, without tags."""
    texts = (text for place, text in texts_of(content) if place not in _OF_ITS_OWN and "attachment" not in place)
    return "\n".join(filter(None, (plain(text) for text in texts)))


def plain(html: str) -> str:
    """Return a text without its tags; those within a line leave nothing, all others end it."""
    return unescape(_TAG.sub("\n", _INLINE.sub("", html))).strip() if "<" in html or "&" in html else html.strip()


def _itself(event: Event) -> Iterable[int]:
    return [int(event.subject_id)]


def _of_column(event: Event) -> Iterable[int]:
    """Return the records that name a column, or one below it."""
    places = PublicationColumn.objects.filter(column=int(event.subject_id)) | PublicationColumn.objects.filter(
        column__parent=int(event.subject_id)
    )
    return places.values_list("publication__record", flat=True).distinct()


def _of_agency(event: Event) -> Iterable[int]:
    """Return the records that name an agency; who is designated there is not in them."""
    if event.payload.get("changed") == ["designations"]:
        return []
    return Publication.objects.filter(agency=int(event.subject_id)).values_list("record", flat=True)


RECORDS = Kind(
    name=NAME,
    label=_("Disclosed records"),
    all_keys=all_keys,
    documents=documents,
    touched_by={
        "RecordPublished": _itself,
        "RecordWithdrawn": _itself,
        "RecordValidityChanged": _itself,
        "ColumnChanged": _of_column,
        "AgencyChanged": _of_agency,
    },
)
