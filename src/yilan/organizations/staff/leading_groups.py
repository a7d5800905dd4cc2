"""Leading groups and their seats."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from yilan.organizations import actions, queries
from yilan.organizations.authority import may_keep
from yilan.organizations.days import today
from yilan.organizations.models import Agency, LeadingGroup
from yilan.organizations.staff.form_pages import FormPage, form_page
from yilan.organizations.staff.forms import DissolveForm, GroupForm, LastDayForm, SeatForm
from yilan.organizations.staff.people import actor_of, require_keeper

form_screen = require_http_methods(["GET", "POST"])


@require_GET
def group_list(request: HttpRequest) -> HttpResponse:
    """List all leading groups, those that stand first."""
    context = {"groups": queries.leading_groups(), "may_form": bool(_offices(request))}
    return render(request, "organizations/staff/groups.html", context)


@require_GET
def group(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a group with everybody who sits or sat in it."""
    shown = queries.leading_group(pk)
    seats = list(queries.seats_of(shown))
    day = today()
    context = {
        "group": shown,
        "present": [seat for seat in seats if seat.until is None or seat.until >= day],
        "past": [seat for seat in seats if seat.until is not None and seat.until < day],
        "may_keep": may_keep(actor_of(request), shown.office_agency),
    }
    return render(request, "organizations/staff/group.html", context)


@form_screen
def form_new(request: HttpRequest) -> HttpResponse:
    """Form a leading group."""
    offices = _offices(request)
    if not offices:
        require_keeper(request, None)
    form = GroupForm(request.POST or None, offices=offices, initial={"founded_on": today()})
    page = FormPage(
        _("Form a leading group"), _("Form the group"), reverse("organizations_groups:list"), _("Leading groups")
    )

    def act() -> tuple[str, str]:
        made = actions.form_leading_group(actor=actor_of(request), **form.cleaned_data)
        return _("Leading group formed: %(name)s") % {"name": made.name}, _address(made)

    return form_page(request, form, page, act)


@form_screen
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what is said of a group."""
    changing = _kept(request, pk)
    form = GroupForm(request.POST or None, instance=changing, offices=_offices(request))

    def act() -> tuple[str, str]:
        actions.change_leading_group(actor=actor_of(request), group=changing, **form.cleaned_data)
        return _("Leading group changed."), _address(changing)

    return form_page(request, form, _page(changing, _("Change the leading group"), _("Save the changes")), act)


@form_screen
def dissolve(request: HttpRequest, pk: int) -> HttpResponse:
    """Dissolve a group; its seats end with it."""
    ending = _kept(request, pk)
    form = DissolveForm(request.POST or None, initial={"ended_on": today()})

    def act() -> tuple[str, str]:
        actions.dissolve_leading_group(actor=actor_of(request), group=ending, **form.cleaned_data)
        return _("Leading group dissolved."), _address(ending)

    page = _page(ending, _("Dissolve the leading group"), _("Dissolve the group"), serious=True)
    return form_page(request, form, page, act)


@form_screen
def seat(request: HttpRequest, pk: int) -> HttpResponse:
    """Seat a person."""
    seated = _kept(request, pk)
    form = SeatForm(request.POST or None, initial={"since": today()})

    def act() -> tuple[str, str]:
        made = actions.seat_member(actor=actor_of(request), group=seated, **form.cleaned_data)
        return _("Seated: %(person)s") % {"person": made.person}, _address(seated)

    return form_page(request, form, _page(seated, _("Seat a person"), _("Seat the person")), act)


@form_screen
def end_seat(request: HttpRequest, pk: int, seat: int) -> HttpResponse:
    """End a person's seat."""
    group = _kept(request, pk)
    ending = queries.seat(pk, seat)
    form = LastDayForm(request.POST or None, initial={"until": today()})

    def act() -> tuple[str, str]:
        actions.end_seat(actor=actor_of(request), seat=ending, **form.cleaned_data)
        return _("Seat ended: %(person)s") % {"person": ending.person}, _address(group)

    heading = _("End the seat of %(person)s") % {"person": ending.person}
    return form_page(request, form, _page(group, heading, _("End the seat")), act)


def _offices(request: HttpRequest) -> list[Agency]:
    return [agency for agency in queries.every_agency() if may_keep(actor_of(request), agency)]


def _kept(request: HttpRequest, pk: int) -> LeadingGroup:
    found = queries.leading_group(pk)
    require_keeper(request, found.office_agency)
    return found


def _address(shown: LeadingGroup) -> str:
    return reverse("organizations_groups:group", args=[shown.pk])


def _page(shown: LeadingGroup, heading: str, verb: str, *, serious: bool = False) -> FormPage:
    return FormPage(heading, verb, _address(shown), shown.name, serious=serious)
