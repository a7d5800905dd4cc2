"""Disclosure guide and catalogue of an agency: the newest revision, the older ones, what changed, and CSV."""

import csv
from io import StringIO

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from yilan.disclosure.products import catalogue_of
from yilan.disclosure.queries.published import products
from yilan.organizations.models import Agency
from yilan.organizations.queries import agency_by_code
from yilan.portal.pages import Crumb, platform_page

NAMES: dict[str, str | Promise] = {
    "guide": gettext_lazy("Disclosure guide"),
    "catalogue": gettext_lazy("Disclosure catalogue"),
}


@require_safe
def product(request: HttpRequest, code: str, product: str, number: int | None = None) -> HttpResponse:
    """Show a guide or catalogue; without a number the guide's newest revision, or the catalogue as of now."""
    agency = agency_by_code(code)
    revision = products.revision(product, agency, number)
    content = revision.content if revision else None
    live = product == "catalogue" and number is None
    context = {
        "agency": agency,
        "product": product,
        "name": NAMES[product],
        "revision": None if live else revision,
        "content": catalogue_of(agency) if live else content,
        "revisions": list(products.revisions(product, agency)),
        "live": live,
    }
    return _page(request, f"portal/{product}.html", agency, product, context)


@require_safe
def compare(request: HttpRequest, code: str, product: str, old: int, new: int) -> HttpResponse:
    """Show what changed between two revisions."""
    if old >= new:
        raise Http404
    agency = agency_by_code(code)
    before, after = products.revision(product, agency, old), products.revision(product, agency, new)
    if before is None or after is None:
        raise Http404
    context = {
        "agency": agency,
        "product": product,
        "name": NAMES[product],
        "old": before,
        "new": after,
        "differences": products.differences(product, before, after),
    }
    return _page(request, "portal/product_compare.html", agency, product, context)


@require_safe
def catalogue_csv(request: HttpRequest, code: str) -> HttpResponse:  # noqa: ARG001 - a view
    """Return the catalogue as a table for spreadsheets: UTF-8 with a mark, so that office programs read Chinese."""
    agency = agency_by_code(code)
    text = StringIO()
    writer = csv.writer(text)
    head = (_("Statutory content"), _("Index number"), _("Title"), _("Summary"), _("Written on"), _("Published on"))
    writer.writerow(head)
    for group in catalogue_of(agency)["groups"]:
        for row in group["rows"]:
            cells = (row["index_number"], row["title"], row["summary"], row["written_on"], row["published_on"])
            writer.writerow([_harmless(cell) for cell in (group["name"], *cells)])
    response = HttpResponse("\ufeff" + text.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="catalogue-{agency.code}.csv"'
    return response


def _harmless(cell: str) -> str:
    """Keep a spreadsheet from taking a title for a formula."""
    return f"'{cell}" if cell[:1] in {"=", "+", "-", "@"} else cell


def _page(
    request: HttpRequest, template: str, agency: Agency, product: str, context: dict[str, object]
) -> HttpResponse:
    code, name = agency.code, agency.name
    title = f"{name}{NAMES[product]}"
    context |= {
        "title": title,
        "head_column": platform_page(title, title),
        "crumbs": [
            Crumb(_("All agencies"), reverse("portal:agencies")),
            Crumb(name, reverse("portal:agency", args=[code])),
            Crumb(NAMES[product]),
        ],
        "door": "read",
    }
    return render(request, template, context)
