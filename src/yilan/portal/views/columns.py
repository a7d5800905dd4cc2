from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from yilan.disclosure.queries.published import columns
from yilan.portal.listing import listing
from yilan.portal.pages import HeadColumn, column_crumbs

ROWS = 6
FACETS = ["year", "agency", "genre", "validity"]


@require_safe
def column(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a column: the columns below it with their newest records, or the list of its records."""
    found = columns.column_at(slug)
    shelves = columns.shelves_below(found, ROWS)
    show_list = not shelves or bool(request.GET)
    context = {
        "column": found,
        "archived": found.retired_on is not None and found.retired_on <= timezone.localdate(),
        "head_column": HeadColumn.of(found),
        "crumbs": column_crumbs(found),
        "door": "read",
        "shelves": shelves,
        "listing": listing(request, FACETS, column=slug) if show_list else None,
    }
    return render(request, "portal/column.html", context)
