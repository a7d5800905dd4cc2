"""Words and parts of the screens for agencies and people."""

from django import template
from django.forms import BoundField, CheckboxSelectMultiple, RadioSelect

register = template.Library()
LONGEST_WORD = 4


@register.filter
def in_a_group(field: BoundField) -> bool:
    """Tell whether a field is a group of boxes or buttons, which needs a legend instead of a label."""
    return isinstance(field.field.widget, (RadioSelect, CheckboxSelectMultiple))


@register.filter
def is_short(field: BoundField) -> bool:
    """Tell whether a field is a question answered with one of two short words, which stand in one line with it."""
    words = [str(label) for _value, label in getattr(field.field, "choices", ())]
    return in_a_group(field) and len(words) == 2 and max(map(len, words)) <= LONGEST_WORD  # noqa: PLR2004 - yes and no
