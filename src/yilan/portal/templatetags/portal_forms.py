"""How the portal draws the fields of its forms."""

from typing import Any

from django import template
from django.forms import BoundField

register = template.Library()


@register.filter
def kind_of(field: BoundField) -> str:
    """Return how a field is drawn: `radio`, `checkbox`, or as one control with a label."""
    kind = getattr(field.field.widget, "input_type", "text")
    return kind if kind in {"radio", "checkbox"} else "control"


@register.filter
def hint_of(option: Any, form: Any) -> str:
    """Return the short sentence beside one choice of a field, empty where there is none."""
    return str(getattr(form, "hints", {}).get(str(option.data["value"]), ""))


@register.filter
def described_by(field: BoundField) -> str:
    """Return the ids of hint and error of a group of choices, for `aria-describedby`."""
    ids = [f"{field.auto_id}_helptext"] if field.help_text else []
    return " ".join([*ids, f"{field.auto_id}_error"] if field.errors else ids)
