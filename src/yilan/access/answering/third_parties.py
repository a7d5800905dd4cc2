"""Third parties of a request: who was asked, what they said, how long they still have."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from yilan.access.actions import add_third_party
from yilan.access.answering.opened import about, opened
from yilan.access.answering.step_forms import Offer, offers, taken
from yilan.access.consulting import Consultation, consultations
from yilan.access.law.choices import choices
from yilan.access.steps import Attempt
from yilan.access.steps.consulting import time_until
from yilan.casework.models import Case, CaseEvent, CasePaper, Party, PartyKind, PartyRole
from yilan.casework.personal import masked
from yilan.core.calendar import working_days_between
from yilan.organizations.days import today
from yilan.organizations.staff.form_pages import show_refusal
from yilan.organizations.staff.people import actor_of

ASKING, REACHED, CONFIRMING = "third_party_asked", "third_party_reached", "third_party_confirmed"
ANSWERING, OVERRIDING = "third_party_answered", "third_party_overridden"


class PartyForm(forms.Form):
    """Somebody whose interests the information touches."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=200)
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=PartyKind.choices, initial=PartyKind.COMMERCIAL)
    contact_person = forms.CharField(label=gettext_lazy("Contact person"), max_length=100, required=False)
    phone = forms.CharField(label=gettext_lazy("Telephone"), max_length=40, required=False)
    address = forms.CharField(
        label=gettext_lazy("Postal address"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("Where the letter goes."),
    )


@dataclass
class Asked:
    """A third party with where its consultation stands."""

    party: Party
    name: str
    consultation: Consultation | None
    until: date | None
    left: int | None
    answer: str
    papers: list[CasePaper]
    offered: list[Offer]


@require_http_methods(["GET", "POST"])
def third_parties(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """List the third parties; add one, send the letter, enter the answer, decide against it."""
    case = opened(request, uuid)
    form = PartyForm(request.POST if request.POST.get("verb") == "add" else None)
    if form.is_bound and form.is_valid() and _added(request, case, form):
        return redirect("access_answering:third_parties", case.pk)
    events = list(case.events.all())
    asked = [_asked(request, case, events, party) for party in _parties(case)]
    done = taken(request, case, [offer for one in asked for offer in one.offered])
    if done is not None:
        messages.success(request, _("Done: %(step)s") % {"step": done.kind.label})
        return redirect("access_answering:third_parties", case.pk)
    context = {"asked": asked, "form": form}
    return render(request, "access/answering/third_parties.html", about(request, case, "third_parties") | context)


def _parties(case: Case) -> list[Party]:
    return list(case.parties.filter(role=PartyRole.THIRD_PARTY).prefetch_related("papers"))


def _added(request: HttpRequest, case: Case, form: PartyForm) -> bool:
    told = dict(form.cleaned_data)
    kind = told.pop("kind")
    try:
        add_third_party(actor=actor_of(request), case=case, role=PartyRole.THIRD_PARTY, kind=kind, fields=told)
    except (ValidationError, PermissionDenied) as error:
        show_refusal(form, error)
        return False
    messages.success(request, _("The third party is added. Nothing has been sent yet."))
    return True


def _asked(request: HttpRequest, case: Case, events: list[CaseEvent], party: Party) -> Asked:
    found = consultations(events).get(str(party.pk))
    until = left = None
    if found is not None and not found.answer:
        attempt = Attempt(case, found.asked.definition, {}, today(), events)
        until = time_until(attempt, found)
        left = working_days_between(today(), until) if until else None
    answers = choices("third_party_answer")
    return Asked(
        party,
        masked(party, "name"),
        found,
        until,
        left,
        answers[found.answer].term if found and found.answer else "",
        list(party.papers.all()),
        offers(request, case, _next(found), {"party": str(party.pk)}, key=f"-{party.pk}"),
    )


def _next(found: Consultation | None) -> tuple[str, ...]:
    """Return what may come next with a party."""
    if found is None:
        return (ASKING,)
    if not found.answer:
        return (ANSWERING, CONFIRMING) if found.reached else (REACHED, ANSWERING, CONFIRMING)
    return (OVERRIDING,) if found.objects else ()
