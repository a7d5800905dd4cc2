"""The yearly tables on access requests, as the public reads them: numbers only, for nobody's request is public.

They are counted at each request and no files of the site: what they count moves with every step of a case, and is no
published record. Readers keep them for some minutes.
"""

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from yilan.access.figures.clearance import percentile
from yilan.access.figures.layout import all_tables, as_lines
from yilan.access.figures.shares import share_of_agencies
from yilan.access.queries.figures import counted, figures_of
from yilan.core import sheets
from yilan.portal.pages import Crumb, HeadColumn

FIGURES = HeadColumn(
    _("Access requests in figures"),
    _("How many requests came in, how they were answered, how long it took, and what was contested."),
    _("access requests,statistics,yearly report"),
    _("Published data"),
)
KEPT = 300  # seconds


@require_safe
def newest(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - a view
    """Lead to the running year."""
    return redirect("portal:access_figures", year=timezone.localdate().year)


@require_safe
@cache_control(public=True, max_age=KEPT)
def figures(request: HttpRequest, year: int) -> HttpResponse:
    """Show the tables of a year."""
    _require_year(year)
    found = counted(year)
    answers = found.figures.clearance
    context = {
        "year": year,
        "years": found.years,
        "closing": found.closing,
        "tables": all_tables(found.figures),
        "clearance": answers,
        "percentile": percentile(),
        "shares": share_of_agencies(found.figures, found.agencies),
        "head_column": FIGURES,
        "crumbs": [Crumb(FIGURES.name)],
        "door": "request",
    }
    return render(request, "portal/access/figures.html", context)


@require_safe
@cache_control(public=True, max_age=KEPT)
def figures_csv(request: HttpRequest, year: int) -> HttpResponse:  # noqa: ARG001 - a view
    """Return the tables of a year for spreadsheets."""
    _require_year(year)
    response = HttpResponse(sheets.as_csv(as_lines(all_tables(figures_of(year)))), content_type=sheets.CSV)
    response["Content-Disposition"] = f'attachment; filename="access-requests-{year}.csv"'
    return response


def _require_year(year: int) -> None:
    if not date.min.year < year < date.max.year:
        raise Http404
