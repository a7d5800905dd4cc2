"""Who answers for disclosure in an agency."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from yilan.organizations import actions, queries
from yilan.organizations.days import today
from yilan.organizations.staff.form_pages import FormPage, form_page
from yilan.organizations.staff.forms import DesignationForm, LastDayForm
from yilan.organizations.staff.people import actor_of, require_keeper

form_screen = require_http_methods(["GET", "POST"])


@form_screen
def designate(request: HttpRequest, code: str) -> HttpResponse:
    """Designate the leader or an officer; a new leader follows the present one."""
    agency = queries.agency_with_above(code)
    require_keeper(request, agency)
    form = DesignationForm(request.POST or None, initial={"since": today()})
    back = reverse("organizations_agencies:agency", args=[code])

    def act() -> tuple[str, str]:
        made = actions.designate(actor=actor_of(request), agency=agency, **form.cleaned_data)
        return _("Designated: %(person)s") % {"person": made.person}, back

    lead = _("An agency has one designated leader: the present one's term ends the day before the new one's begins.")
    return form_page(
        request, form, FormPage(_("Designate a person"), _("Designate the person"), back, agency.name, lead), act
    )


@form_screen
def end(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """End a designation."""
    designation = queries.designation(code, pk)
    require_keeper(request, designation.agency)
    form = LastDayForm(request.POST or None, initial={"until": today()})
    back = reverse("organizations_agencies:agency", args=[code])

    def act() -> tuple[str, str]:
        actions.end_designation(actor=actor_of(request), designation=designation, **form.cleaned_data)
        return _("Designation ended: %(person)s") % {"person": designation.person}, back

    heading = _("End the designation of %(person)s") % {"person": designation.person}
    return form_page(request, form, FormPage(heading, _("End the designation"), back, designation.agency.name), act)
