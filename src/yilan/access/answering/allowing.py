"""The form in which a secrecy reviewer says why finds of screening may stand in what is given away."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from yilan.access.actions.allowing import allow_findings
from yilan.access.judging import Judged
from yilan.casework.models import Case
from yilan.organizations.staff.form_pages import show_refusal
from yilan.organizations.staff.people import actor_of

ALLOW = "allow"


class AllowForm(forms.Form):
    """Which finds may stand, and why. What is missing is told by the verb."""

    places = forms.MultipleChoiceField(label=_("Finds that may stand"), required=False)
    reason = forms.CharField(
        label=_("Why the ticked ones may stand"),
        help_text=_("For example: the office's public telephone number; the applicant's own data."),
        widget=forms.Textarea(attrs={"rows": 2}),
        required=False,
        max_length=300,
    )

    def __init__(self, data: Any, given: Iterable[Judged]) -> None:
        super().__init__(data)
        keys = {place.key: place.key for one in given for place in one.open}
        fields: dict[str, Any] = self.fields
        fields["places"].choices = list(keys.items())

    @property
    def ticked(self) -> list[str]:
        """What was ticked when it was sent."""
        return list(self["places"].value() or ())


def allowed(request: HttpRequest, case: Case, form: AllowForm) -> bool:
    """Let ticked finds stand when the form was sent; what is wrong stands at the form afterwards."""
    if request.method != "POST" or request.POST.get("verb") != ALLOW or not form.is_valid():
        return False
    told = form.cleaned_data
    try:
        count = allow_findings(actor=actor_of(request), case=case, keys=told["places"], reason=told["reason"])
    except (ValidationError, PermissionDenied) as error:
        show_refusal(form, error)
        return False
    words = ngettext("%(count)d find may stand.", "%(count)d finds may stand.", count)
    messages.success(request, words % {"count": count})
    return True
