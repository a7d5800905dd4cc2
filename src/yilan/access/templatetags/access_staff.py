"""Words of the desk's templates."""

from typing import Any

from django import template

from yilan.access.staff.uploads import HELD, Held

register = template.Library()


@register.filter
def of_field(held: dict[str, list[Held]] | list[Held], field: Any) -> list[Held]:
    """Return the files that were chosen before for a field."""
    if isinstance(held, dict):
        return held.get(getattr(field, "name", str(field)), [])
    return held if getattr(field, "name", str(field)) == "enclosed" else []


@register.filter
def held_name(field: Any) -> str:
    """Return the name under which a form sends the files chosen before for a field."""
    return f"{HELD}-{getattr(field, 'name', field)}"


@register.filter
def is_box(field: Any) -> bool:
    """Tell whether a bound field is one box to tick."""
    return field.field.widget.__class__.__name__ == "CheckboxInput"


@register.filter
def is_files(field: Any) -> bool:
    """Tell whether files are chosen in a bound field."""
    return bool(getattr(field.field.widget, "needs_multipart_form", False))


@register.filter
def of_file(judged: dict[int, Any], file: Any) -> Any:
    """Return what was found in a file."""
    return judged[file.pk]
