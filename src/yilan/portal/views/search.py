"""Lists over all records. The search page of the full-text engine will take the place of `search`."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from yilan.disclosure.queries.published.archive import RecordList
from yilan.portal.listing import Archive, Listing, archive, listing
from yilan.portal.pages import PLATFORM, Crumb, HeadColumn

FACETS = ["year", "column", "item", "genre", "validity", "agency"]
SEARCH = HeadColumn(
    _("Search"),
    _("Find disclosed records by title, document number or index number."),
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
    """Find records by words of their title, by document number or index number."""
    words = request.GET.get("q", "").strip()[:100]
    context = {
        "search_words": words,
        "listing": listing(request, ["year", "column"]) if words else None,
        "head_column": SEARCH,
        "crumbs": [Crumb(SEARCH.name)],
    }
    return render(request, "portal/search.html", context)


@require_safe
def records(request: HttpRequest, number: int | None = None) -> HttpResponse:
    """List records by any filter in the address: this is where figures lead."""
    shown: Listing | Archive
    shown = listing(request, FACETS) if request.GET else archive(RecordList(), number, _address, FACETS)
    context = {
        "listing": shown,
        "head_column": RECORDS,
        "crumbs": [Crumb(RECORDS.name)],
        "door": "read",
    }
    return render(request, "portal/records.html", context)


def _address(number: int | None) -> str:
    return reverse("portal:records") if number is None else reverse("portal:records_page", args=[number])
