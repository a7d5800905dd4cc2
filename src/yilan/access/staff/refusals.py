"""What a verb refuses, shown where it was typed."""

from collections.abc import Callable

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError

from yilan.organizations.staff.form_pages import show_refusal

NAMES = {"files": "enclosed"}  # a form has an attribute of the verb's name already


def tried(form: forms.BaseForm, act: Callable[[], object]) -> bool:
    """Do it, or put what it refuses at the fields of the form; tell whether it was done."""
    try:
        act()
    except (ValidationError, PermissionDenied) as error:
        show_refusal(form, error, NAMES)
        return False
    return True
