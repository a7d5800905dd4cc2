"""Groups of boxes and buttons that say their name to who cannot see the heading above them."""

from typing import Any

from django import forms
from django.forms.widgets import ChoiceWidget


class Named(ChoiceWidget):
    """A group with a name; the choices below one heading are a group of their own."""

    template_name = "disclosure/staff/widgets/choices.html"
    label: Any = ""
    role = "group"

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Add what the group is called."""
        context = super().get_context(name, value, attrs)
        context["widget"] |= {"label": self.label, "role": self.role}
        return context


# The two keep Django's names: Wagtail's style of a field goes by the name of its widget's class.


class CheckboxSelectMultiple(Named, forms.CheckboxSelectMultiple):
    """Boxes to tick, any number of them."""


class RadioSelect(Named, forms.RadioSelect):
    """Buttons of which one is chosen."""

    role = "radiogroup"


def name_groups(form: forms.BaseForm) -> None:
    """Give every group of a form the name of its field."""
    for field in form.fields.values():
        if isinstance(field.widget, Named):
            field.widget.label = field.label
