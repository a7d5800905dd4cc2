"""The form of a step: its facts, the day that counts, the files that came with it."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from yilan.access.staff.refusals import ask_plainly
from yilan.access.staff.step_fields import fields_of
from yilan.access.staff.uploads import FilesForm
from yilan.casework.models import Case
from yilan.casework.procedures import EventKind
from yilan.disclosure.staff.widgets import name_groups


class StepForm(FilesForm):
    """One step of one case. `after`: how many events the case had when the form was opened."""

    on = forms.DateField(
        label=_("Day on which it happened"),
        help_text=_("The day that counts in law: today, unless it happened before it is entered."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    after = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, kind: EventKind, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        facts = fields_of(kind, case)
        self.fields.update(facts)
        self.facts = list(facts)
        self.order_fields([*facts, "on", "enclosed_as", "enclosed", "after"])
        self.fields["on"].initial = timezone.localdate
        self.fields["after"].initial = case.events.count
        name_groups(self)
        ask_plainly(self)

    @property
    def stated(self) -> dict[str, Any]:
        """The facts as they were read."""
        return {name: self.cleaned_data.get(name) for name in self.facts}
