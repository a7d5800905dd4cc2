"""The tables of a year, each number the way to the requests that it counts."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from yilan.access.figures import Cell
from yilan.access.figures.clearance import percentile
from yilan.access.figures.layout import all_tables
from yilan.access.figures.shares import share_of_agencies
from yilan.access.queries.figures import readable_agencies
from yilan.access.staff.figures.asking import Asked, asked
from yilan.disclosure.staff.people import actor_of


@require_GET
def newest(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - a view
    """Lead to the running year."""
    return redirect("access_figures:year", timezone.localdate().year)


@require_GET
def year_tables(request: HttpRequest, year: int) -> HttpResponse:
    """Show a year's tables. Everybody of the office reads the numbers; lists open where one may read the cases."""
    wanted = asked(request, year)
    readable = readable_agencies(actor_of(request))
    context = {
        "wanted": wanted,
        "year": year,
        "tables": all_tables(wanted.counted.figures, lambda cell: _address(wanted, cell, readable)),
        "clearance": wanted.counted.figures.clearance,
        "percentile": percentile(),
        "shares": share_of_agencies(wanted.counted.figures, wanted.counted.agencies),
    }
    return render(request, "access/figures/year.html", context)


def _address(wanted: Asked, cell: Cell, readable: frozenset[int]) -> str:
    """Return where a cell's list opens; nowhere when the user may not open each of its requests."""
    entries = wanted.counted.figures.listed(cell)
    return wanted.address(cell) if all(entry.agency in readable for entry in entries) else ""
