"""Search over everything that is disclosed, and the list of all records."""

from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from yilan.disclosure.queries.published.archive import RecordList
from yilan.portal.listing import Archive, Listing, archive, listing
from yilan.portal.pages import PLATFORM, Crumb, HeadColumn
from yilan.portal.search_results import shown
from yilan.search import log, queries
from yilan.search.engines.interface import NotBuilt, Unreachable

FACETS = ["year", "column", "item", "genre", "validity", "agency"]
SEARCH = HeadColumn(
    _("Search"),
    _("Find disclosed records by any words of their texts and attachments, or by number."),
    _("search,document number,index number"),
    PLATFORM.column_type,
)
RECORDS = HeadColumn(
    _("All disclosed records"),
    _("All records that the agencies of the district have disclosed."),
    PLATFORM.keywords,
    PLATFORM.column_type,
)


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Find records by whatever they say; a number that one record has leads straight to it."""
    try:
        asked = queries.Asked.read(request.GET)
    except ValueError as error:
        raise Http404 from error
    context: dict[str, Any] = {"search_words": asked.text, "head_column": SEARCH, "crumbs": [Crumb(SEARCH.name)]}
    if not asked.text and not asked.filters:
        return render(request, "portal/search.html", context)
    try:
        found = queries.search(asked)
    except (NotBuilt, Unreachable):
        context["closed"] = True
        return render(request, "portal/search.html", context, status=HTTPStatus.SERVICE_UNAVAILABLE)
    if asked.page > max(found.pages, 1):
        raise Http404
    if asked.first:
        log.note(asked.text, found=bool(found.total and not found.way))
    if found.direct:
        return redirect(found.direct)
    return render(request, "portal/search.html", context | {"found": found, "listing": shown(found)})


@require_safe
def suggest(request: HttpRequest) -> HttpResponse:
    """Return records and questions that fit what has been typed so far; the box offers them while somebody types."""
    text = request.GET.get("q", "").strip()[: queries.LONGEST]
    try:
        records = queries.suggest(text)
    except (NotBuilt, Unreachable):
        records = []
    return JsonResponse(
        {
            "records": [{"title": one["title"], "address": one["address"]} for one in records],
            "questions": log.beginning_with(text) if text else [],
        }
    )


@csrf_exempt  # it counts that results were shown where scripts run, and says so to nobody
@require_POST
def results_shown(request: HttpRequest) -> HttpResponse:
    """Count that results are shown by a page that will tell whether one is opened."""
    log.note_shown(request.POST.get("q", ""))
    return HttpResponse(status=HTTPStatus.NO_CONTENT)


@csrf_exempt  # it counts that a result was opened, and says so to nobody
@require_POST
def opened(request: HttpRequest) -> HttpResponse:
    """Count that a result of a question was opened. Who opened it is not noted."""
    log.note_opened(request.POST.get("q", ""))
    return HttpResponse(status=HTTPStatus.NO_CONTENT)


@require_safe
def records(request: HttpRequest, number: int | None = None) -> HttpResponse:
    """List records by any filter in the address: this is where figures lead."""
    listed: Listing | Archive
    listed = listing(request, FACETS) if request.GET else archive(RecordList(), number, _address, FACETS)
    context = {
        "listing": listed,
        "head_column": RECORDS,
        "crumbs": [Crumb(RECORDS.name)],
        "door": "read",
    }
    return render(request, "portal/records.html", context)


def _address(number: int | None) -> str:
    return reverse("portal:records") if number is None else reverse("portal:records_page", args=[number])
