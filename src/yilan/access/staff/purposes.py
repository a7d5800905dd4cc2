"""What personal data are opened for: one of a list, with words of one's own where the list does not say enough."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

OTHER = "other"
PURPOSES = {
    "contact": gettext_lazy("To reach the applicant about this case"),
    "identity": gettext_lazy("To check the proof of identity"),
    "paper": gettext_lazy("To write or deliver a paper of this case"),
    "same_person": gettext_lazy("To see whether the same person has asked before"),
    OTHER: gettext_lazy("For another purpose, in words of one's own"),
}


class PurposeForm(forms.Form):
    """Why something is opened. It stands in the audit trail, where supervisors read it."""

    purpose = forms.ChoiceField(
        label=gettext_lazy("What it is needed for"), choices=[("", gettext_lazy("Choose a purpose")), *PURPOSES.items()]
    )
    purpose_words = forms.CharField(
        label=gettext_lazy("In words of one's own (optional)"),
        help_text=gettext_lazy("Needed for another purpose. The purpose is noted with name and time."),
        required=False,
        max_length=200,
    )

    def clean(self) -> dict[str, Any]:
        """Ask for words where the list says nothing."""
        values = super().clean() or {}
        if values.get("purpose") == OTHER and not values.get("purpose_words", "").strip():
            self.add_error("purpose_words", _("Say in words what it is needed for."))
        return values

    def words(self) -> str:
        """Return the purpose as the trail keeps it."""
        code, own = self.cleaned_data["purpose"], self.cleaned_data["purpose_words"].strip()
        if code == OTHER:
            return str(own)
        return f"{PURPOSES[code]}：{own}" if own else str(PURPOSES[code])
