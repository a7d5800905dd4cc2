from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from yilan.access.queries.asking import beside_requests
from yilan.disclosure.queries.published import platforms
from yilan.disclosure.queries.published.archive import RecordList
from yilan.organizations.models import Agency
from yilan.organizations.queries import agency_by_code, agency_tree, current_designations
from yilan.portal.communities import TooManyTries, has_opened, open_community
from yilan.portal.listing import Archive, Listing, archive, listing
from yilan.portal.pages import Crumb, HeadColumn, platform_page

AGENCIES = HeadColumn(
    gettext_lazy("All agencies"),
    gettext_lazy("All agencies of the district with their disclosure platforms, by level."),
    gettext_lazy("agencies,departments,towns,sub-districts,communities"),
    gettext_lazy("Duties of agencies"),
)
FACETS = ["year", "item", "column", "genre", "validity"]


@require_safe
def agencies(request: HttpRequest) -> HttpResponse:
    """List the agencies by level, each with the number of its records; `?level=` shows one level."""
    wanted = request.GET.get("level", "")
    nodes = [node.agency for top in agency_tree() for node in top.walk()]
    counts = platforms.counts_by_agency()
    levels = [
        (level, [(agency, counts.get(agency.pk, 0)) for agency in nodes if agency.level == level])
        for level in Agency.Level
        if wanted in {"", level.value}
    ]
    context = {
        "levels": [(level, rows) for level, rows in levels if rows],
        "wanted": wanted,
        "head_column": AGENCIES,
        "crumbs": [Crumb(AGENCIES.name)],
        "door": "read",
    }
    return render(request, "portal/agencies.html", context)


@require_safe
def agency(request: HttpRequest, code: str) -> HttpResponse:
    """Show an agency's disclosure platform: guide, rules, statutory content, yearly reports; and whom to ask."""
    found = agency_by_code(code)
    context = {
        "agency": found,
        "platform": platforms.platform_of(found),
        "designations": current_designations(found),
        "takes_requests": not found.is_community and found.closed_on is None,
        "others": beside_requests(timezone.localdate()),
        "has_community_records": found.is_community and platforms.community_records(found).exists(),
        "head_column": platform_page(
            found.name, _("Disclosure platform of %(agency)s: guide, rules, content, reports.") % {"agency": found.name}
        ),
        "crumbs": [Crumb(AGENCIES.name, reverse("portal:agencies")), Crumb(found.short_name)],
        "door": "read",
    }
    return render(request, "portal/agency.html", context)


@require_safe
def agency_records(request: HttpRequest, code: str, number: int | None = None) -> HttpResponse:
    """List an agency's records."""
    found = agency_by_code(code)
    shown: Listing | Archive
    if request.GET:
        shown = listing(request, FACETS, agency=code)
    else:
        shown = archive(RecordList(agency=code), number, lambda page: _address(code, page), FACETS)
    title = _("Records of %(agency)s") % {"agency": found.name}
    context = {
        "agency": found,
        "title": title,
        "listing": shown,
        "head_column": platform_page(title, _("All records that %(agency)s has disclosed.") % {"agency": found.name}),
        "crumbs": [
            Crumb(AGENCIES.name, reverse("portal:agencies")),
            Crumb(found.short_name, reverse("portal:agency", args=[code])),
            Crumb(_("Disclosed records")),
        ],
        "door": "read",
    }
    return render(request, "portal/agency_records.html", context)


def _address(code: str, number: int | None) -> str:
    page = [] if number is None else [number]
    return reverse("portal:agency_records_page" if page else "portal:agency_records", args=[code, *page])


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def community(request: HttpRequest, code: str) -> HttpResponse:
    """List a community's own records, and open their texts to who enters the reading code."""
    found = agency_by_code(code)
    if not found.is_community:
        raise Http404
    error, status = "", 200
    onward = request.POST.get("next", request.GET.get("next", ""))
    if not url_has_allowed_host_and_scheme(onward, allowed_hosts=None):
        onward = ""
    if request.method == "POST":
        try:
            if open_community(request, found, request.POST.get("key", "")):
                return redirect(onward or request.path)
            error = _("This is not the reading code of %(community)s. Compare it with the notice board.") % {
                "community": found.name
            }
        except TooManyTries:
            error, status = _("Too many tries. Wait 15 minutes, or ring the committee for the code."), 429
    title = _("Village affairs of %(community)s") % {"community": found.name}
    context = {
        "agency": found,
        "title": title,
        "records": platforms.community_records(found)[:200],
        "opened": has_opened(request, code),
        "error": error,
        "next": onward,
        "head_column": platform_page(
            title, _("Affairs that %(community)s discloses to its members.") % {"community": found.name}
        ),
        "crumbs": [
            Crumb(AGENCIES.name, reverse("portal:agencies")),
            Crumb(found.short_name, reverse("portal:agency", args=[code])),
            Crumb(_("Village affairs")),
        ],
        "door": "read",
    }
    return render(request, "portal/community.html", context, status=status)
