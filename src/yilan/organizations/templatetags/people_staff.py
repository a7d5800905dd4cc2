"""Words and parts of the screens for agencies and people."""

from django import template
from django.forms import BoundField, CheckboxSelectMultiple, RadioSelect

register = template.Library()


@register.filter
def in_a_group(field: BoundField) -> bool:
    """Tell whether a field is a group of boxes or buttons, which needs a legend instead of a label."""
    return isinstance(field.field.widget, (RadioSelect, CheckboxSelectMultiple))
