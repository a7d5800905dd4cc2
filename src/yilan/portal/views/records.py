from typing import Any
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from yilan.disclosure.models import Publication
from yilan.disclosure.queries.published import records
from yilan.disclosure.queries.published.shown import Relations, Shown
from yilan.portal.communities import is_locked, keep_between
from yilan.portal.context import absolute
from yilan.portal.pages import PLATFORM, Crumb, HeadArticle, HeadColumn, column_crumbs
from yilan.portal.qr import qr_code
from yilan.portal.views.withdrawn import is_withdrawn, withdrawn


@require_safe
def record(request: HttpRequest, index_number: str) -> HttpResponse:
    """Show a record: its current version, what it is, what belongs to it, how it came out."""
    shown = records.shown_at(index_number)
    publication = shown.publication
    if is_withdrawn(publication):
        return withdrawn(request, publication)
    if is_locked(request, publication):
        return keep_between(render(request, "portal/record_locked.html", _frame(shown)), publication)
    beside = _beside(request, shown.relations)
    context = _frame(shown) | {
        "content": shown.content,
        "version": shown.version,
        "issuers": shown.issuers,
        "themes": shown.themes,
        "duties": shown.duties,
        "relations": shown.relations,
        "beside": beside,
        "trail": shown.trail,
        "qr": qr_code(_address(publication)),
        "head_article": _head_article(publication, shown.content),
    }
    others = [beside["publication"]] if beside else []
    return keep_between(render(request, "portal/record.html", context), publication, *others)


def _frame(shown: Shown) -> dict[str, Any]:
    """Return what every page of a record needs: places, tags, the way back."""
    publication, places = shown.publication, shown.places
    way = column_crumbs(places[0], last=False) if places else [Crumb(PLATFORM.name, reverse("portal:platform"))]
    return {
        "publication": publication,
        "places": places,
        "address": _address(publication),
        "error_report": _error_report(publication),
        "head_column": HeadColumn.of(places[0]) if places else PLATFORM,
        "crumbs": [*way, Crumb(_("This record"))],
        "door": "read",
        "head_article": HeadArticle(publication.title, publication.published_at, publication.agency.name),
    }


def _address(publication: Publication) -> str:
    return absolute(reverse("portal:record", args=[publication.index_number]))


def _error_report(publication: Publication) -> str:
    """Return where an error is reported: by mail that names the page, or to the office of the agency."""
    if not publication.agency.email:
        return reverse("portal:agency", args=[publication.agency.code]) + "#contact"
    subject = quote(_("Error on page %(number)s") % {"number": publication.index_number})
    return f"mailto:{publication.agency.email}?subject={subject}"


def _head_article(publication: Publication, content: dict[str, Any]) -> HeadArticle:
    picture = next((block["value"] for block in content["body"] if block["type"] == "image"), None)
    return HeadArticle(
        publication.title,
        publication.published_at,
        content["source"] or publication.agency.name,
        ",".join(content["keywords"]),
        content["summary"],
        absolute(reverse("portal:file", args=[picture["sha256"], picture["name"]])) if picture else "",
    )


def _beside(request: HttpRequest, relations: Relations) -> dict[str, Any] | None:
    """Return the text that is read side by side with the record: the original, or the first interpretation."""
    other = relations.interprets or next(iter(relations.interpretations), None)
    if other is None or is_locked(request, other):
        return None
    return {"publication": other, "content": records.current_content(other).content}
