"""What a verb refuses, shown where it was typed."""

from collections.abc import Mapping

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, PermissionDenied, ValidationError


def show_refusal(
    form: forms.BaseForm, error: ValidationError | PermissionDenied, names: Mapping[str, str] | None = None
) -> None:
    """Add a verb's refusal to a valid form: at the field that it names, else above the form.

    `names` says which field of the form stands for a field of the verb.
    """
    names = names or {}
    if isinstance(error, PermissionDenied):
        form.add_error(None, str(error))
    elif hasattr(error, "error_dict"):
        for field, messages in error.message_dict.items():
            at = names.get(field, field)
            form.add_error(at if at in form.fields and field != NON_FIELD_ERRORS else None, messages)
    else:
        form.add_error(None, error.messages)
