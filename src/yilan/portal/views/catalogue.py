"""An agency's catalogue as it stands now: its parts, each a list of its own; all of it as CSV."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from yilan.core import sheets
from yilan.disclosure.products import catalogue_of
from yilan.disclosure.products.catalogue import row_of
from yilan.disclosure.queries.published import catalogue as catalogues
from yilan.disclosure.queries.published import products
from yilan.disclosure.queries.published.archive import RecordList
from yilan.organizations.queries import agency_by_code
from yilan.portal.listing import archive
from yilan.portal.pages import Crumb
from yilan.portal.views.products import NAMES, frame

CATALOGUE = "catalogue"


@require_safe
def catalogue(request: HttpRequest, code: str) -> HttpResponse:
    """Show the parts of an agency's catalogue with their numbers, gaps too, and every compiled revision."""
    agency = agency_by_code(code)
    parts = catalogues.parts_of(agency)
    context = frame(agency, CATALOGUE) | {
        "agency": agency,
        "product": CATALOGUE,
        "parts": parts,
        "total": sum(part.count for part in parts),
        "revisions": list(products.revisions(CATALOGUE, agency)),
    }
    return render(request, "portal/catalogue.html", context)


@require_safe
def part(request: HttpRequest, code: str, item: str, number: int | None = None) -> HttpResponse:
    """List what an agency has published under a statutory item: index number, title, summary, days."""
    agency = agency_by_code(code)
    found = catalogues.item_at(item)
    shown = archive(RecordList(agency=code, item=item), number, lambda page: _address(code, item, page), [])
    if not shown.page:
        raise Http404
    name = found.name if found else _("Without a statutory item")
    context = frame(agency, CATALOGUE) | {
        "agency": agency,
        "item": found,
        "name": name,
        "listing": shown,
        "rows": [row_of(record) for record in shown.page],
    }
    context["crumbs"] = [
        *context["crumbs"][:-1],
        Crumb(NAMES[CATALOGUE], reverse("portal:catalogue", args=[code])),
        Crumb(found.short_name if found else name),
    ]
    return render(request, "portal/catalogue_part.html", context)


@require_safe
def catalogue_csv(request: HttpRequest, code: str) -> HttpResponse:  # noqa: ARG001 - a view
    """Return the catalogue as a table for spreadsheets: UTF-8 with a mark, so that office programs read Chinese."""
    agency = agency_by_code(code)
    head = (_("Statutory content"), _("Index number"), _("Title"), _("Summary"), _("Written on"), _("Published on"))
    lines = (
        (group["name"], row["index_number"], row["title"], row["summary"], row["written_on"], row["published_on"])
        for group in catalogue_of(agency)["groups"]
        for row in group["rows"]
    )
    response = HttpResponse(sheets.as_csv([head, *lines]), content_type=sheets.CSV)
    response["Content-Disposition"] = f'attachment; filename="catalogue-{agency.code}.csv"'
    return response


def _address(code: str, item: str, number: int | None) -> str:
    page = [] if number is None else [number]
    return reverse("portal:catalogue_part_page" if page else "portal:catalogue_part", args=[code, item, *page])
