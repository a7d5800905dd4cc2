"""Compiled guides and catalogues of an agency: every revision, and what changed between two."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from yilan.disclosure.queries.published import products
from yilan.organizations.models import Agency
from yilan.organizations.queries import agency_by_code
from yilan.portal.pages import Crumb, platform_page

NAMES: dict[str, str | Promise] = {
    "guide": gettext_lazy("Disclosure guide"),
    "catalogue": gettext_lazy("Disclosure catalogue"),
}
TEMPLATES = {"guide": "portal/guide.html", "catalogue": "portal/catalogue_revision.html"}


@require_safe
def product(request: HttpRequest, code: str, product: str, number: int | None = None) -> HttpResponse:
    """Show a revision of a guide or catalogue; without a number the newest."""
    agency = agency_by_code(code)
    revision = products.revision(product, agency, number)
    context = frame(agency, product) | {
        "agency": agency,
        "product": product,
        "revision": revision,
        "content": revision.content if revision else None,
        "revisions": list(products.revisions(product, agency)),
    }
    return render(request, TEMPLATES[product], context)


@require_safe
def compare(request: HttpRequest, code: str, product: str, old: int, new: int) -> HttpResponse:
    """Show what changed between two revisions."""
    if old >= new:
        raise Http404
    agency = agency_by_code(code)
    before, after = products.revision(product, agency, old), products.revision(product, agency, new)
    if before is None or after is None:
        raise Http404
    context = frame(agency, product) | {
        "agency": agency,
        "product": product,
        "name": NAMES[product],
        "old": before,
        "new": after,
        "differences": products.differences(product, before, after),
    }
    return render(request, "portal/product_compare.html", context)


def frame(agency: Agency, product: str) -> dict[str, Any]:
    """Return what every page of a guide or catalogue needs: its title, tags and the way back."""
    title = f"{agency.name}{NAMES[product]}"
    return {
        "title": title,
        "head_column": platform_page(title, title),
        "crumbs": [
            Crumb(_("All agencies"), reverse("portal:agencies")),
            Crumb(agency.name, reverse("portal:agency", args=[agency.code])),
            Crumb(NAMES[product]),
        ],
        "door": "read",
    }
