"""Forms for steps of the procedure, made from the facts that the procedure asks for."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from yilan.access.actions import preview_step, take_step
from yilan.access.previews import Shown, shown_of
from yilan.casework.choices import choices_of
from yilan.casework.clock import last_day
from yilan.casework.models import Case, CaseEvent
from yilan.casework.procedures import EventKind, Fact
from yilan.casework.queries import steps_for
from yilan.organizations.days import today
from yilan.organizations.staff.form_pages import show_refusal
from yilan.organizations.staff.people import actor_of

DO, EDIT = "do", "edit"
DAY = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
Taker = Callable[[dict[str, Any], date | None], CaseEvent]


def law_sets_days(kind: EventKind, case: Case) -> bool:
    """Tell whether the law of the day of receipt says by when a step is answered, so that nobody has to."""
    return bool(kind.limit) and last_day(kind.limit, today(), received=case.received_on or today()) is not None


class StepForm(forms.Form):
    """The facts of one step. What is demanded is told by the verb, at the field."""

    def __init__(self, data: Any, *, kind: EventKind, case: Case, fixed: Mapping[str, Any], key: str) -> None:
        super().__init__(data, prefix=key)
        self.kind, self.fixed = kind, fixed
        for fact in kind.facts:
            if not fact.computed and fact.code not in fixed and not (fact.kind == "days" and law_sets_days(kind, case)):
                self.fields[fact.code] = field_of(fact, case)
        if kind.clock or kind.paper:
            self.fields["on"] = forms.DateField(label=_("Day of the step"), required=False, widget=DAY, initial=today)

    def facts(self) -> dict[str, Any]:
        """Return what was stated, with what is fixed."""
        told = {name: value for name, value in self.cleaned_data.items() if name != "on"}
        return {**told, **self.fixed}


def field_of(fact: Fact, case: Case) -> forms.Field:
    """Return the form field for a fact of a procedure."""
    about: dict[str, Any] = {"label": fact.label, "help_text": fact.hint, "required": False}
    if fact.kind == "choice":
        return forms.ChoiceField(choices=[("", "—"), *choices_of(fact.choices, case)], **about)
    if fact.kind == "date":
        return forms.DateField(widget=DAY, **about)
    if fact.kind in {"number", "days"}:
        return forms.IntegerField(min_value=0, **about)
    return forms.CharField(widget=forms.Textarea(attrs={"rows": 3}), max_length=5000, **about)


@dataclass
class Offer:
    """A step that stands on a page: its form, or the reason why it is not this person's.

    `shown` are the papers that it would send, where they were asked for and it has not been taken yet.
    """

    kind: EventKind
    refused: str
    form: StepForm
    key: str
    shown: list[Shown] = field(default_factory=list)


def offers(
    request: HttpRequest, case: Case, codes: Iterable[str], fixed: Mapping[str, Any] | None = None, key: str = ""
) -> list[Offer]:
    """Return those of the steps that may happen now, in the order of `codes`; the sent one as it was typed."""
    sent = request.POST.get("step", "")
    possible = {step.kind.code: step for step in steps_for(actor_of(request), case)}
    found = []
    for code in codes:
        if step := possible.get(code):
            name = f"{step.kind.code}{key}"
            data = request.POST if sent == name else None
            form = StepForm(data, kind=step.kind, case=case, fixed=fixed or {}, key=name)
            found.append(Offer(step.kind, step.refused, form, name))
    return found


def taken(request: HttpRequest, case: Case, offered: Iterable[Offer], take: Taker | None = None) -> Offer | None:
    """Take the step that was sent, if it is among the offers; what is wrong stands at its form afterwards.

    A step that sends papers is taken when they were seen (`verb` is `do`); before that they are shown.
    """
    for offer in offered:
        if request.method != "POST" or request.POST.get("step") != offer.key or not offer.form.is_valid():
            continue
        facts, on = offer.form.facts(), offer.form.cleaned_data.get("on")
        if request.POST.get("verb") == EDIT:
            continue
        step: dict[str, Any] = {"actor": actor_of(request), "case": case, "kind": offer.kind.code}
        try:
            if take is not None:
                take(facts, on)
            elif not _is_to_be_seen(request, offer, step | {"facts": facts, "on": on}):
                take_step(**step, facts=facts, on=on)
        except (ValidationError, PermissionDenied) as error:
            show_refusal(offer.form, error)
        else:
            if not offer.shown:
                return offer
    return None


def _is_to_be_seen(request: HttpRequest, offer: Offer, step: Mapping[str, Any]) -> bool:
    """Put the papers of a step on the page, unless it sends none or they were seen; tell whether they are there."""
    if offer.kind.paper and request.POST.get("verb") != DO:
        offer.shown = shown_of(preview_step(**step))
    return bool(offer.shown)
