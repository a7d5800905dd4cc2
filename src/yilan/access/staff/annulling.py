"""The last event of a case, taken back because it was entered wrongly."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from yilan.access.staff.case_head import head_of
from yilan.access.staff.doors import case_of
from yilan.access.staff.next_steps import may_annul
from yilan.access.staff.refusals import ask_plainly, tried
from yilan.casework.actions import annul_event
from yilan.casework.queries import staff_history
from yilan.disclosure.staff.people import actor_of


class AnnulForm(forms.Form):
    """Which event was seen as the last one, and why it does not stand."""

    sequence = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(
        label=gettext_lazy("Why it was entered wrongly"), widget=forms.Textarea(attrs={"rows": 3}), max_length=500
    )


@never_cache
@require_http_methods(["GET", "POST"])
def annul(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Show the last event that stands and ask why it does not; it stays readable in the history."""
    user, case = actor_of(request), case_of(request, uuid)
    if not may_annul(user, case):
        raise PermissionDenied(_("Only the leader of the agency takes an event back."))
    last = [line for line in staff_history(case) if line.stands and line.kind.code != "annulled"][-1]
    form = AnnulForm(request.POST or None, initial={"sequence": last.event.sequence})
    ask_plainly(form)

    def act() -> object:
        values = form.cleaned_data
        return annul_event(actor=user, case=case, sequence=values["sequence"], reason=values["reason"])

    if request.method == "POST" and form.is_valid() and tried(form, act):
        messages.success(request, _("Taken back: %(event)s") % {"event": last.text})
        return redirect("access_cases:case", uuid)
    return render(request, "access/staff/annul.html", {**head_of(request, case), "form": form, "last": last})
