"""Lists over all records. The search page of the full-text engine will take the place of `search`."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from yilan.portal.listing import listing
from yilan.portal.pages import PLATFORM, Crumb, HeadColumn

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
def records(request: HttpRequest) -> HttpResponse:
    """List records by any filter in the address: this is where figures lead."""
    context = {
        "listing": listing(request, ["year", "column", "item", "genre", "validity", "agency"]),
        "head_column": RECORDS,
        "crumbs": [Crumb(RECORDS.name)],
        "door": "read",
    }
    return render(request, "portal/records.html", context)
