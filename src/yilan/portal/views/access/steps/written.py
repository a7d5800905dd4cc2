"""Steps whose fields stand in the data of their form (`access/data/online/`)."""

from typing import cast

from django import forms
from django.forms.forms import DeclarativeFieldsMetaclass

from yilan.access.asking import AskedField, AskedStep
from yilan.access.asking.online import CHOICE, FILES
from yilan.intake.fields import CleanFilesField
from yilan.portal.views.access.steps.definition import StepForm, choice, text


def written(step: AskedStep) -> type[StepForm]:
    """Return the form of a step with the fields that its data names."""
    fields = {field.code: _field(field) for field in step.fields}
    hints = {option.code: option.hint for field in step.fields for option in field.options if option.hint}
    return cast(type[StepForm], DeclarativeFieldsMetaclass("Written", (StepForm,), {**fields, "hints": hints}))


def _field(field: AskedField) -> forms.Field:
    if field.kind == FILES:  # the field itself says which files it takes
        return CleanFilesField(label=field.label, required=False)
    if field.kind == CHOICE:
        return choice(field.label, [(one.code, one.text) for one in field.options], help_text=field.hint)
    if field.rows == 1:
        return text(field.label, help_text=field.hint)
    area = forms.Textarea(attrs={"rows": field.rows, "data-most": field.longest})
    return forms.CharField(label=field.label, required=False, help_text=field.hint, widget=area)
