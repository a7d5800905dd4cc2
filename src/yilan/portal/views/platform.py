from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from yilan.access.asking import online_forms
from yilan.access.queries.asking import beside_requests
from yilan.disclosure.queries.published import columns, platforms
from yilan.disclosure.queries.published.rulebook import rulebook as read_rulebook
from yilan.organizations.models import Agency
from yilan.organizations.queries import agency_tree, count_by_level, current_leading_groups
from yilan.portal.pages import PLATFORM, Crumb, HeadColumn, platform_page

RULEBOOK = platform_page(
    _("Rulebook"), _("The rules of open government in the district, with the duties that each founds.")
)
GROUP = platform_page(_("Leading group"), _("Who leads open government in the district."))
CONTACT = HeadColumn(
    _("Whom to ask"),
    _("Telephone numbers, addresses and office hours of all agencies, and where to report an error on this site."),
    _("telephone,address,office hours,report an error"),
    _("Duties of agencies"),
)
SITEMAP = platform_page(_("Site map"), _("All columns and pages of this site."))
ACCESSIBILITY = platform_page(
    _("Reading aids and accessibility"), _("Size, colours, keyboard, and what to do where something cannot be used.")
)
GENERAL = (
    Agency.Level.DISTRICT,
    Agency.Level.DEPARTMENT,
    Agency.Level.VERTICAL,
    Agency.Level.TOWN,
    Agency.Level.SUBDISTRICT,
)


@require_safe
def platform(request: HttpRequest) -> HttpResponse:
    """Show the district's entrance 政府信息公开: the four heads for the whole district, and all agencies."""
    context = {
        "items": platforms.items_of_all(),
        "reports": platforms.yearly_reports()[:10],
        "agencies": _general_agencies(),
        "counts": count_by_level(),
        "summary": platforms.summary(),
    }
    return _page(request, "portal/platform.html", PLATFORM, context)


@require_safe
def rulebook(request: HttpRequest) -> HttpResponse:
    """Show the rules that hold, the duties that each founds and who holds them, and the rules that once held."""
    return _page(request, "portal/rulebook.html", RULEBOOK, {"rulebook": read_rulebook()})


@require_safe
def leading_group(request: HttpRequest) -> HttpResponse:
    """Show the leading groups of today with their seats."""
    return _page(request, "portal/leading_group.html", GROUP, {"groups": current_leading_groups()})


@require_safe
def contact(request: HttpRequest) -> HttpResponse:
    """Say whom to ask, and where a complaint about disclosure is written."""
    context = {"agencies": _general_agencies(), "others": beside_requests(timezone.localdate())}
    return _page(request, "portal/contact.html", CONTACT, context, door="talk")


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """List all columns and pages."""
    context: dict[str, object] = {"shelves": columns.column_map(), "online_forms": online_forms().values()}
    return _page(request, "portal/sitemap.html", SITEMAP, context, door="")


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """Offer the reading aids, and say what has been checked."""
    return _page(request, "portal/accessibility.html", ACCESSIBILITY, {}, door="")


def _general_agencies() -> list[Agency]:
    return [node.agency for top in agency_tree() for node in top.walk() if node.agency.level in GENERAL]


def _page(
    request: HttpRequest, template: str, head: HeadColumn, context: dict[str, object], door: str = "read"
) -> HttpResponse:
    frame = {"head_column": head, "crumbs": [Crumb(head.name)], "door": door}
    return render(request, template, frame | context)
