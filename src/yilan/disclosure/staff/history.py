"""All versions and drafts of a record, and the differences between any two."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET
from wagtail.models import Revision

from yilan.disclosure.content import content_of
from yilan.disclosure.differences import compare
from yilan.disclosure.models import Version
from yilan.disclosure.queries import drafts, releases
from yilan.disclosure.staff.people import actor_of
from yilan.disclosure.staff.publications import may_settle

SHOWN = 100  # states of a text that can be chosen


@require_GET
def history(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a record's versions, releases and drafts; `a` and `b` in the address name two states to compare."""
    user = actor_of(request)
    record = drafts.record_for(user, pk)
    versions = list(drafts.versions_of(record))
    revisions = list(drafts.revisions_of(record)[:SHOWN])
    states = _states(versions, revisions)
    old, new = _chosen(request, [code for code, _words in states])
    old_content, new_content = (_content(code, versions, revisions) for code in (old, new))
    publication = drafts.publication_of(record)
    context = {
        "record": record,
        "publication": publication,
        "may_settle": publication is not None and may_settle(user, publication),
        "may_revise": record.permissions_for_user(user).can_edit(),
        "versions": versions,
        "releases": releases.releases_of(record),
        "states": states,
        "a": old,
        "b": new,
        "differences": compare(old_content, new_content) if old_content and new_content else None,
    }
    return render(request, "disclosure/staff/history.html", context)


def _states(versions: Iterable[Version], revisions: Iterable[Revision]) -> list[tuple[str, str]]:
    """Return everything that can be compared, published versions and saved drafts, the newest first."""
    found = [
        (
            version.published_at,
            f"v{version.number}",
            _("version %(number)d, published %(day)s")
            % {"number": version.number, "day": _moment(version.published_at)},
        )
        for version in versions
    ]
    found += [
        (
            revision.created_at,
            f"r{revision.pk}",
            _("draft of %(moment)s, %(person)s")
            % {"moment": _moment(revision.created_at), "person": revision.user or "–"},
        )
        for revision in revisions
    ]
    return [(code, words) for _at, code, words in sorted(found, key=lambda state: state[0], reverse=True)]


def _chosen(request: HttpRequest, codes: list[str]) -> tuple[str, str]:
    """Return the two states asked for; left out, the newest and the version that was published before it."""
    newest = next(iter(codes), "")
    earlier = [code for code in codes[1:] if code.startswith("v")] or codes[1:]
    before = next(iter(earlier), "")
    old, new = request.GET.get("a", before), request.GET.get("b", newest)
    return (old if old in codes else before, new if new in codes else newest)


def _content(code: str, versions: Iterable[Version], revisions: Iterable[Revision]) -> dict[str, Any] | None:
    if code.startswith("v"):
        return next((version.content for version in versions if f"v{version.number}" == code), None)
    revision = next((revision for revision in revisions if f"r{revision.pk}" == code), None)
    return content_of(revision.as_object()) if revision else None


def _moment(moment: Any) -> str:
    return localtime(moment).strftime("%Y-%m-%d %H:%M")
