"""Parties of a case: added, and opened one field at a time for a purpose that is noted."""

from typing import Any
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

from yilan.access.actions import add_third_party
from yilan.access.asking.problems import contact_problems
from yilan.access.queries.desk import party_of
from yilan.access.staff.case_head import head_of
from yilan.access.staff.case_parties import fields_of, label_of
from yilan.access.staff.doors import case_of
from yilan.access.staff.purposes import PurposeForm
from yilan.access.staff.refusals import ask_plainly, tried
from yilan.casework import actions as engine
from yilan.casework.authority import may_reveal, require_handler
from yilan.casework.models import PartyKind, PartyRole
from yilan.disclosure.staff.people import actor_of
from yilan.disclosure.staff.widgets import RadioSelect, name_groups

ADDED = [(role.value, role.label) for role in (PartyRole.THIRD_PARTY, PartyRole.AGENCY, PartyRole.AGENT)]
FIELDS = ("name", "contact_person", "phone", "email", "address", "postcode", "fax")


class PartyForm(forms.Form):
    """Somebody who comes into a case later: a third party, another agency, an agent."""

    role = forms.ChoiceField(label=gettext_lazy("Part in the case"), choices=ADDED, widget=RadioSelect)
    kind = forms.ChoiceField(
        label=gettext_lazy("Kind of party"), choices=PartyKind.choices, widget=RadioSelect, initial=PartyKind.COMMERCIAL
    )
    name = forms.CharField(label=gettext_lazy("Name of the person or organisation"), required=False, max_length=200)
    contact_person = forms.CharField(label=gettext_lazy("Contact person (optional)"), required=False, max_length=60)
    phone = forms.CharField(label=gettext_lazy("Telephone (optional)"), required=False, max_length=60)
    email = forms.CharField(label=gettext_lazy("E-mail (optional)"), required=False, max_length=200)
    address = forms.CharField(
        label=gettext_lazy("Postal address (optional)"),
        help_text=gettext_lazy("Letters go there."),
        required=False,
        max_length=200,
    )
    postcode = forms.CharField(label=gettext_lazy("Postcode (optional)"), required=False, max_length=6)
    fax = forms.CharField(label=gettext_lazy("Fax (optional)"), required=False, max_length=60)

    def clean(self) -> dict[str, Any]:
        """See that telephone, fax, postcode and e-mail can be such."""
        values = super().clean() or {}
        for name, words in contact_problems({name: str(values.get(name) or "") for name in FIELDS}):
            self.add_error(name, words)
        return values


class RevealForm(PurposeForm):
    """Which field is opened, and what for."""

    field = forms.ChoiceField(label=gettext_lazy("What is opened"), choices=(), widget=RadioSelect)
    field_order = ("field", "purpose", "purpose_words")


@never_cache
@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Add a party; `step` in the address is what needed it, and comes next."""
    user, case = actor_of(request), case_of(request, uuid)
    require_handler(user, case)
    step = request.GET.get("step", "")
    form = PartyForm(request.POST or None, initial={"role": request.GET.get("role", PartyRole.THIRD_PARTY)})
    name_groups(form)
    ask_plainly(form)

    def act() -> object:
        values = form.cleaned_data
        fields = {name: values[name] for name in FIELDS}
        return add_third_party(actor=user, case=case, role=values["role"], kind=values["kind"], fields=fields)

    if request.method == "POST" and form.is_valid() and tried(form, act):
        messages.success(request, _("The party was added."))
        if step in case.procedure.events:
            return redirect("access_cases:step", uuid, step)
        return redirect("access_cases:case", uuid)
    return render(request, "access/staff/party.html", {**head_of(request, case), "form": form, "step": step})


@never_cache
@require_http_methods(["GET", "POST"])
def reveal(request: HttpRequest, uuid: UUID, party: UUID) -> HttpResponse:
    """Ask for field and purpose, and show that field this once. Nothing of the answer is kept by browsers."""
    user, case = actor_of(request), case_of(request, uuid)
    if not may_reveal(user, case):
        raise PermissionDenied(_("Only those who handle this agency's cases may open personal data."))
    found = party_of(case, party)
    form = RevealForm(request.POST or None, initial={"field": request.GET.get("field", "")})
    field = form.fields["field"]
    assert isinstance(field, forms.ChoiceField)  # noqa: S101 - tells the type checker
    field.choices = [(one.name, f"{one.label} {one.shown}") for one in fields_of(found)]
    name_groups(form)
    ask_plainly(form)
    opened: list[str] = []
    if request.method == "POST" and form.is_valid():
        name, purpose = form.cleaned_data["field"], form.words()
        tried(form, lambda: opened.append(engine.reveal(actor=user, party=found, field=name, purpose=purpose)))
    context = {
        **head_of(request, case),
        "party": found,
        "form": form,
        "opened": opened[0] if opened else "",
        "label": label_of(found, form.cleaned_data["field"]) if opened else "",
    }
    return render(request, "access/staff/reveal.html", context)
