"""A record as a document for programs: what its page says, by names that stay (`docs/record-json.md`)."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.timezone import localtime

from yilan.disclosure.differences.words import words_of
from yilan.disclosure.models import Audience, Publication, Version
from yilan.disclosure.queries.published.shown import Relations, Shown
from yilan.organizations.models import Agency
from yilan.portal.context import absolute, site

FORMAT = 1


def document(request: HttpRequest, shown: Shown) -> dict[str, Any]:
    """Return a standing record with its shown version."""
    publication, version, relations, content = shown.publication, shown.version, shown.relations, shown.content
    return {
        "format": FORMAT,
        "index_number": publication.index_number,
        "title": publication.title,
        "document_number": publication.document_number,
        "address": _page(publication),
        "agency": _agency(publication.agency),
        "issuers": [_agency(agency) for agency in shown.issuers or [publication.agency]],
        **_classification(shown),
        **_days(publication),
        "validity": _validity(publication, relations),
        "source": content["source"],
        "keywords": content["keywords"],
        "summary": content["summary"],
        "body": _body(content),
        "attachments": [{"title": one["title"], **_file(one)} for one in content["attachments"]],
        "duties": [{"text": duty.text, "holder": duty.holder} for duty in shown.duties],
        "version": _version(publication, version) | {"content_hash": version.content_hash},
        "versions": [_version(publication, one) for one in shown.trail.versions],
        "relations": {
            "interprets": _other(relations.interprets),
            "interpretations": _others(relations.interpretations),
            "supersedes": _others(relations.supersedes),
            "superseded_by": _others(relations.superseded_by),
        },
        "site": _site(request),
    }


def notice(publication: Publication) -> dict[str, Any]:
    """Return what is left of a withdrawn record: that it was there, since when it is not, and why."""
    return {
        "format": FORMAT,
        "index_number": publication.index_number,
        "title": publication.title,
        "address": _page(publication),
        "agency": _agency(publication.agency),
        "published_on": _day(publication.published_on),
        "withdrawn_at": _moment(publication.withdrawn_at),
        "withdrawal_reason": publication.withdrawal_reason,
    }


def locked(publication: Publication) -> dict[str, Any]:
    """Return what everybody may know of a village affair: its title, and where the reading code is entered."""
    assert publication.community is not None  # noqa: S101 - a village affair has one
    door = reverse("portal:community", args=[publication.community.code])
    return {
        "format": FORMAT,
        "index_number": publication.index_number,
        "title": publication.title,
        "address": _page(publication),
        "agency": _agency(publication.agency),
        "community": _agency(publication.community),
        "opened_at": absolute(door),
    }


def _classification(shown: Shown) -> dict[str, Any]:
    publication = shown.publication
    genre, item = publication.genre, publication.statutory_item
    return {
        "columns": [
            {"slug": one.slug, "name": one.name, "address": absolute(reverse("portal:column", args=[one.slug]))}
            for one in shown.places
        ],
        "themes": [{"code": one.code, "name": one.name} for one in shown.themes],
        "genre": {"code": genre.code, "name": genre.name} if genre else None,
        "statutory_item": {"code": item.code, "name": item.name, "article": item.article} if item else None,
        "disclosure": {"code": publication.disclosure, "name": publication.get_disclosure_display()},
        "audience": Audience.PUBLIC.value if publication.audience == Audience.PUBLIC else None,
    }


def _days(publication: Publication) -> dict[str, Any]:
    return {
        "written_on": _day(publication.written_on),
        "published_on": _day(publication.published_on),
        "published_at": _moment(publication.published_at),
        "updated_at": _moment(publication.updated_at),
        "in_force_from": _day(publication.in_force_from),
        "in_force_until": _day(publication.in_force_until),
    }


def _validity(publication: Publication, relations: Relations) -> dict[str, Any]:
    return {
        "code": publication.validity,
        "name": publication.get_validity_display(),
        "changed_on": _day(relations.changed_on),
        "changed_by": _other(relations.changed_by),
    }


def _body(content: dict[str, Any]) -> dict[str, Any]:
    blocks = content["body"]
    return {
        "blocks": [{"type": block["type"], "value": _value(block["value"])} for block in blocks],
        "text": "\n\n".join(words_of(block) for block in blocks),
        "html": render_to_string("portal/parts/body.html", {"blocks": blocks}).strip(),
    }


def _value(value: Any) -> Any:
    """Return a block's value as it was frozen; a file also has its address."""
    if isinstance(value, dict) and "sha256" in value:
        return value | {"address": absolute(reverse("portal:file", args=[value["sha256"], value["name"]]))}
    return value


def _file(file: dict[str, Any]) -> dict[str, Any]:
    told = {name: file[name] for name in ("name", "media_type", "size", "sha256")}
    return told | {"address": absolute(reverse("portal:file", args=[file["sha256"], file["name"]]))}


def _version(publication: Publication, version: Version) -> dict[str, Any]:
    address = reverse("portal:version", args=[publication.index_number, version.number])
    return {
        "number": version.number,
        "published_at": _moment(version.published_at),
        "address": absolute(address),
    }


def _others(others: Iterable[Publication]) -> list[dict[str, Any] | None]:
    return [_other(other) for other in sorted(others, key=lambda other: other.index_number)]


def _other(other: Publication | None) -> dict[str, Any] | None:
    if other is None:
        return None
    return {
        "index_number": other.index_number,
        "title": other.title,
        "agency": _agency(other.agency),
        "published_on": _day(other.published_on),
        "address": _page(other),
    }


def _agency(agency: Agency) -> dict[str, str]:
    return {
        "code": agency.code,
        "name": agency.name,
        "address": absolute(reverse("portal:agency", args=[agency.code])),
    }


def _site(request: HttpRequest) -> dict[str, str]:
    told = site(request)
    return {
        "name": str(told["site_name"]()),
        "host": str(told["site_owner"]()),
        "domain": settings.YILAN_SITE["domain"],
        "identification_code": settings.YILAN_SITE["code"],
    }


def _page(publication: Publication) -> str:
    return absolute(reverse("portal:record", args=[publication.index_number]))


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _moment(moment: Any) -> str | None:
    """Return a moment to the second in the site's time zone, as pages have it."""
    return localtime(moment).isoformat(timespec="seconds") if moment else None
