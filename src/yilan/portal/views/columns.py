from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from yilan.disclosure.queries.published import columns
from yilan.disclosure.queries.published.archive import RecordList
from yilan.portal.listing import Archive, Listing, archive, listing
from yilan.portal.pages import HeadColumn, column_crumbs

ROWS = 6
FACETS = ["year", "agency", "genre", "validity"]


@require_safe
def column(request: HttpRequest, slug: str, number: int | None = None) -> HttpResponse:
    """Show a column: the columns below it with their newest records, or the list of its records."""
    found = columns.column_at(slug)
    shelves = columns.shelves_below(found, ROWS)
    if shelves and number is not None:
        raise Http404
    show_list = not shelves or bool(request.GET)
    context = {
        "column": found,
        "archived": found.retired_on is not None and found.retired_on <= timezone.localdate(),
        "head_column": HeadColumn.of(found),
        "crumbs": column_crumbs(found),
        "door": "read",
        "shelves": shelves,
        "listing": _listing(request, slug, number) if show_list else None,
    }
    return render(request, "portal/column.html", context)


def _listing(request: HttpRequest, slug: str, number: int | None) -> Listing | Archive:
    if request.GET:
        return listing(request, FACETS, column=slug)
    return archive(RecordList(column=slug), number, lambda page: _address(slug, page), FACETS)


def _address(slug: str, number: int | None) -> str:
    return (
        reverse("portal:column", args=[slug]) if number is None else reverse("portal:column_page", args=[slug, number])
    )
