"""Agencies: the tree, one agency with its people, and every verb on it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from yilan.organizations import actions, queries
from yilan.organizations.authority import may_keep
from yilan.organizations.days import today
from yilan.organizations.models import Agency
from yilan.organizations.staff.form_pages import FormPage, act_at_once, form_page
from yilan.organizations.staff.forms import AgencyForm, CloseForm, KeyForm, MoveForm, NewAgencyForm
from yilan.organizations.staff.people import actor_of, require_keeper

form_screen = require_http_methods(["GET", "POST"])


@require_GET
def agency_list(request: HttpRequest) -> HttpResponse:
    """List the tree; by level and with closed agencies when asked."""
    level, closed = request.GET.get("level", ""), bool(request.GET.get("closed"))
    nodes = [node for top in queries.agency_tree(closed=closed) for node in top.walk()]
    counts = queries.count_by_level()
    context = {
        "nodes": [node for node in nodes if not level or node.agency.level == level],
        "flat": bool(level),
        "levels": [(code, words, counts[code]) for code, words in Agency.Level.choices],
        "wanted": {"level": level, "closed": closed},
        "may_open": any(may_keep(actor_of(request), node.agency) for node in nodes),
    }
    return render(request, "organizations/staff/agencies.html", context)


@require_GET
def agency(request: HttpRequest, code: str) -> HttpResponse:
    """Show one agency: its contact set, its people, what stands below it."""
    shown = queries.agency_with_above(code)
    may = may_keep(actor_of(request), shown)
    context = {
        "agency": shown,
        "above": list(reversed(queries.ancestors(shown))),
        "below": queries.agencies_below(shown),
        "designations": queries.designations_of(shown),
        "today": today(),
        "may_keep": may,
    }
    return render(request, "organizations/staff/agency.html", context)


@form_screen
def open_new(request: HttpRequest) -> HttpResponse:
    """Open an agency below one that the person keeps."""
    parents = [one for one in queries.every_agency() if may_keep(actor_of(request), one)]
    if not parents:
        require_keeper(request, None)
    form = NewAgencyForm(request.POST or None, parents=parents, initial={"opened_on": today()})
    page = FormPage(_("Open an agency"), _("Open the agency"), reverse("organizations_agencies:list"), _("Agency list"))

    def act() -> tuple[str, str]:
        made = actions.open_agency(actor=actor_of(request), **form.cleaned_data)
        return _("Agency opened: %(name)s") % {"name": made.name}, _address(made)

    return form_page(request, form, page, act)


@form_screen
def change(request: HttpRequest, code: str) -> HttpResponse:
    """Change what is said of an agency."""
    changing = _kept(request, code)
    form = AgencyForm(request.POST or None, instance=changing)

    def act() -> tuple[str, str]:
        changed = actions.change_agency(actor=actor_of(request), agency=changing, **form.cleaned_data)
        return _("Agency changed: %(name)s") % {"name": changed.name}, _address(changed)

    return form_page(request, form, _page(changing, _("Change the agency"), _("Save the changes")), act)


@form_screen
def move(request: HttpRequest, code: str) -> HttpResponse:
    """Put an agency below another one."""
    moving = _kept(request, code)
    inside = set(queries.descendants(moving, itself=True).values_list("pk", flat=True))
    parents = [one for one in queries.every_agency() if one.pk not in inside and may_keep(actor_of(request), one)]
    form = MoveForm(request.POST or None, parents=parents, initial={"parent": moving.parent_id})

    def act() -> tuple[str, str]:
        moved = actions.move_agency(actor=actor_of(request), agency=moving, parent=form.cleaned_data["parent"])
        return _("Agency moved: %(name)s") % {"name": moved.name}, _address(moved)

    return form_page(request, form, _page(moving, _("Move the agency"), _("Move the agency")), act)


@form_screen
def close(request: HttpRequest, code: str) -> HttpResponse:
    """Close an agency for good; its records stay readable."""
    closing = _kept(request, code)
    form = CloseForm(request.POST or None, initial={"closed_on": today()})
    lead = _("Its designations end and nothing new can be drafted for it. What it has published stays readable.")

    def act() -> tuple[str, str]:
        actions.close_agency(actor=actor_of(request), agency=closing, **form.cleaned_data)
        return _("Agency closed: %(name)s") % {"name": closing.name}, _address(closing)

    return form_page(
        request, form, _page(closing, _("Close the agency"), _("Close the agency"), lead, serious=True), act
    )


@require_POST
def reopen(request: HttpRequest, code: str) -> HttpResponse:
    """Open an agency again that was closed by mistake."""
    opening = _kept(request, code)
    return act_at_once(
        request,
        lambda: actions.reopen_agency(actor=actor_of(request), agency=opening),
        _("Agency is open again: %(name)s") % {"name": opening.name},
        _address(opening),
    )


@form_screen
def key(request: HttpRequest, code: str) -> HttpResponse:
    """Set a community's reading code."""
    changing = _kept(request, code)
    form = KeyForm(request.POST or None)

    def act() -> tuple[str, str]:
        made = actions.set_community_key(actor=actor_of(request), agency=changing, key=form.cleaned_data["key"] or None)
        return _("New reading code: %(key)s. Post it on the notice board.") % {"key": made.community_key}, _address(
            made
        )

    return form_page(request, form, _page(changing, _("Set the reading code"), _("Set the reading code")), act)


def _kept(request: HttpRequest, code: str) -> Agency:
    found = queries.agency_with_above(code)
    require_keeper(request, found)
    return found


def _address(shown: Agency) -> str:
    return reverse("organizations_agencies:agency", args=[shown.code])


def _page(shown: Agency, heading: str, verb: str, lead: str = "", *, serious: bool = False) -> FormPage:
    return FormPage(heading, verb, _address(shown), shown.name, lead, serious)
