"""What changes of a row: set, compare, and keep old and new values for the audit trail."""

from datetime import date
from typing import Any

from django.db import models


def apply(row: models.Model, fields: dict[str, Any], changeable: tuple[str, ...]) -> dict[str, list[Any]]:
    """Set fields on a row and return `{name: [old, new]}` of those that differ, as JSON.

    Raises `TypeError` for a field that this verb does not change.
    """
    changed = {}
    for name, value in fields.items():
        if name not in changeable:
            raise TypeError(f"{name} of {row._meta.label} is not changed here")
        old = getattr(row, name)
        if old != value:
            setattr(row, name, value)
            changed[name] = [plain(old), plain(value)]
    return changed


def plain(value: Any) -> Any:
    """Return a value as JSON can hold it."""
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, models.Model) else value
