"""The figures of a year, each with its definition and the list behind it."""

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from yilan.organizations.models import Agency
from yilan.portal.pages import Crumb, HeadColumn
from yilan.reports import queries
from yilan.reports.metrics import READINGS

FIGURES = HeadColumn(
    _("Figures"),
    _("What was disclosed in a year, in numbers; each number opens the list that it counts."),
    _("figures,statistics,government information disclosure"),
    _("Published data"),
)


@require_safe
def newest(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - a view
    """Lead to the newest year that has figures."""
    years = queries.years()
    return redirect("portal:figures", year=years[0] if years else date.today().year)  # noqa: DTZ011 - only a year


@require_safe
def figures(request: HttpRequest, year: int) -> HttpResponse:
    """Show the figures of a year."""
    _require_year(year)
    context = {
        "year": year,
        "years": queries.years(),
        "figures": queries.public_figures(year),
        "head_column": FIGURES,
        "crumbs": [Crumb(FIGURES.name)],
        "door": "read",
    }
    return render(request, "portal/figures.html", context)


@require_safe
def agencies(request: HttpRequest, year: int, level: str) -> HttpResponse:
    """List the agencies of a level as they stood at the end of a year."""
    _require_year(year)
    if level not in Agency.Level.values:
        raise Http404
    context = {
        "year": year,
        "level": Agency.Level(level),
        "agencies": READINGS["agencies"].rows(year, {"level": level}),
        "head_column": FIGURES,
        "crumbs": [Crumb(FIGURES.name), Crumb(Agency.Level(level).label)],
        "door": "read",
    }
    return render(request, "portal/figure_agencies.html", context)


def _require_year(year: int) -> None:
    if not date.min.year < year < date.max.year:
        raise Http404
