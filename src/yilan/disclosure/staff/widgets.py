"""Groups of boxes and buttons that say their name to who cannot see the heading above them."""

from typing import Any

from django import forms

TEMPLATE = "disclosure/staff/widgets/choices.html"


class Boxes(forms.CheckboxSelectMultiple):
    """Boxes to tick, any number of them; those of one heading are a group of their own."""

    template_name = TEMPLATE
    label: Any = ""

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Add what the group is called."""
        context = super().get_context(name, value, attrs)
        context["widget"] |= {"label": self.label, "role": "group"}
        return context


class Buttons(forms.RadioSelect):
    """Buttons of which one is chosen."""

    template_name = TEMPLATE
    label: Any = ""

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Add what the group is called."""
        context = super().get_context(name, value, attrs)
        context["widget"] |= {"label": self.label, "role": "radiogroup"}
        return context


def name_groups(form: forms.BaseForm) -> None:
    """Give every group of a form the name of its field."""
    for field in form.fields.values():
        if isinstance(field.widget, Boxes | Buttons):
            field.widget.label = field.label
