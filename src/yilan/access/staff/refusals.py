"""What a verb refuses, shown where it was typed, and what is missing, in words that say what to do."""

from collections.abc import Callable

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext_lazy

from yilan.organizations.staff.form_pages import show_refusal

NAMES = {"files": "enclosed"}  # a form has an attribute of the verb's name already

CHOSEN = (forms.ChoiceField, forms.ModelChoiceField)


def ask_plainly(form: forms.BaseForm) -> None:
    """Let every field that has to be filled say what to do when it is empty."""
    for field in form.fields.values():
        words = gettext_lazy("Choose one.") if isinstance(field, CHOSEN) else gettext_lazy("Fill this in.")
        field.error_messages["required"] = words


def tried(form: forms.BaseForm, act: Callable[[], object]) -> bool:
    """Do it, or put what it refuses at the fields of the form; tell whether it was done."""
    try:
        act()
    except (ValidationError, PermissionDenied) as error:
        show_refusal(form, error, NAMES)
        return False
    return True
