from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from yilan.disclosure.queries.published import columns, platforms
from yilan.portal.miniature import miniature
from yilan.portal.reading import reads_as_elder

ROWS = 5
ROWS_FOR_ELDERS = 3


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show what is new in the columns, and what the law asks to be disclosed."""
    rows = ROWS_FOR_ELDERS if reads_as_elder(request) else ROWS
    return render(
        request,
        "portal/home.html",
        {
            "shelves": columns.portal_shelves(rows),
            "items": platforms.items_for_everyone(),
            "summary": platforms.summary(),
            "miniature": miniature(),
        },
    )
