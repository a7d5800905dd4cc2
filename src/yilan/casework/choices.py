"""The lists from which facts are chosen. Rooms above register theirs; the engine knows only their names."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _

from yilan.casework.models import Case

Choices = list[tuple[str, str]]
_LISTS: dict[str, Callable[[Case], Choices]] = {}


def offer_degrees() -> None:
    """Register the engine's own list: why a case was put before the leader."""
    register_choices("degree", lambda _case: [("soon", _("nearly due")), ("overdue", _("overdue"))])


def register_choices(name: str, offer: Callable[[Case], Choices]) -> None:
    """Let a list of a procedure be what `offer(case)` returns: codes with their labels."""
    _LISTS[name] = offer


def is_offered(name: str) -> bool:
    """Tell whether a room has registered the list."""
    return name in _LISTS


def choices_of(name: str, case: Case) -> Choices:
    """Return the list for a case; `LookupError` when no room offers it."""
    if name not in _LISTS:
        raise LookupError(f"No room offers the choices {name}")
    return _LISTS[name](case)


def label_of(name: str, case: Case, value: Any) -> str:
    """Return what a chosen code, or several, are called; an old code that is offered no more stays as it is."""
    known = dict(choices_of(name, case))
    if isinstance(value, list):
        return "；".join(known.get(one, str(one)) for one in value)
    return str(known.get(value, value))
