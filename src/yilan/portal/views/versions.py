from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from yilan.disclosure.differences import compare as differences
from yilan.disclosure.models import Publication
from yilan.disclosure.queries.published import records
from yilan.portal.communities import is_locked, keep_between
from yilan.portal.pages import PLATFORM, Crumb, HeadArticle
from yilan.portal.views.withdrawn import is_withdrawn, withdrawn


@require_safe
def version(request: HttpRequest, index_number: str, number: int) -> HttpResponseBase:
    """Show one published version as it was."""
    shown = records.shown_at(index_number)
    publication = shown.publication
    found = records.version_of(shown, number)
    closed = _closed(request, publication)
    if closed is not None:
        return closed
    context = {
        "publication": publication,
        "version": found,
        "content": found.content,
        "is_current": found.pk == publication.version_id,
        "versions": shown.trail.versions,
        "head_column": PLATFORM,
        "head_article": HeadArticle(found.content["title"], found.published_at, publication.agency.name),
        "crumbs": _crumbs(publication, _("Version %d") % number),
        "door": "read",
    }
    return keep_between(render(request, "portal/version.html", context), publication)


@require_safe
def compare(request: HttpRequest, index_number: str, old: int, new: int) -> HttpResponseBase:
    """Show in words what changed between two published versions."""
    shown = records.shown_at(index_number)
    publication = shown.publication
    closed = _closed(request, publication)
    if closed is not None:
        return closed
    if old >= new:
        raise Http404
    before, after = records.version_of(shown, old), records.version_of(shown, new)
    context = {
        "publication": publication,
        "old": before,
        "new": after,
        "differences": [one for one in differences(before.content, after.content) if one.field != "concerned"],
        "head_column": PLATFORM,
        "head_article": HeadArticle(publication.title, after.published_at, publication.agency.name),
        "crumbs": _crumbs(publication, _("Versions %(old)d and %(new)d") % {"old": old, "new": new}),
        "door": "read",
    }
    return keep_between(render(request, "portal/compare.html", context), publication)


def _closed(request: HttpRequest, publication: Publication) -> HttpResponseBase | None:
    """Return the answer for who may not read the versions now; None when they are open."""
    if is_withdrawn(publication):
        return withdrawn(request, publication)
    if is_locked(request, publication):
        return redirect("portal:record", index_number=publication.index_number)
    return None


def _crumbs(publication: Publication, last: str) -> list[Crumb]:
    return [Crumb(publication.title, reverse("portal:record", args=[publication.index_number])), Crumb(last)]
