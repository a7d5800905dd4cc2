from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from yilan.disclosure.queries.published.facts import facts
from yilan.portal import overview as layout
from yilan.portal.pages import Crumb, platform_page

OVERVIEW = platform_page(
    _("Overview"), _("What every agency has disclosed of everything that the law asks for, and what is missing.")
)


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """Show everything on one page; filters and axis stand in the address."""
    wanted, axis = layout.read(request.GET.dict())
    context = {
        "overview": layout.build(wanted, axis),
        "says": layout.say("{agency}", "{head}", "{count}"),
        "says_missing": layout.say("{agency}", "{head}", ""),
        "head_column": OVERVIEW,
        "crumbs": [Crumb(OVERVIEW.name)],
        "door": "overview",
    }
    return render(request, "portal/overview.html", context)


@require_safe
def overview_facts(request: HttpRequest) -> JsonResponse:  # noqa: ARG001 - a view
    """Send all counts, so that a script filters the overview without asking again."""
    return JsonResponse(facts())
