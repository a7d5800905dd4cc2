"""Who holds which role where, on which day. A role at an agency also covers the agencies below it."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import QuerySet

from yilan.accounts.models import Appointment, User
from yilan.organizations.days import current_on, today
from yilan.organizations.models import Agency
from yilan.organizations.queries import below


@dataclass
class _Memory:
    """What one request has read: appointments by person and day, and the tree as child -> parent."""

    held: dict[tuple[int, date], tuple[tuple[str, int, str], ...]] = field(default_factory=dict)
    parents: dict[int, int | None] = field(default_factory=dict)


_memory: ContextVar[_Memory | None] = ContextVar("held_roles", default=None)


@contextmanager
def remembered() -> Iterator[None]:
    """Read appointments and tree once inside: at most two queries for one person, however much is asked."""
    token = _memory.set(_Memory())
    try:
        yield
    finally:
        _memory.reset(token)


def forget() -> None:
    """Read anew: an appointment or the tree has changed."""
    if _memory.get() is not None:
        _memory.set(_Memory())


def holds(user: Any, role: str, agency: Agency | None = None, *, on: date | None = None) -> bool:
    """Tell whether the user holds the role at the agency or at one above it on a day (today when none is given).

    Without an agency: whether the user holds it anywhere. People who are not active hold nothing.
    """
    at = {place for held, place in _held(user, on or today()) if held == role}
    if agency is None or not at:
        return bool(at)
    return agency.pk in at or (agency.parent_id is not None and not at.isdisjoint(_above(agency.pk)))


def governs(user: Any, role: str) -> bool:
    """Tell whether the user holds the role at the top of the tree, and so for the whole district."""
    at = [place for held, place in _held(user, today()) if held == role]
    return bool(at) and any(_parents().get(place) is None for place in at)


def roles_of(user: Any) -> set[str]:
    """Return the roles (`Role`) that the user holds anywhere today."""
    return {role for role, _agency in _held(user, today())}


def capacities(user: Any) -> list[str]:
    """Return what the user is today, as the audit trail notes it: `role@agency code` for each appointment."""
    return [f"{role}@{code}" for role, _agency, code in _appointed(user, today())]


def agencies_where(user: Any, role: str) -> QuerySet[Agency]:
    """Return the agencies, open or closed, for which the user holds the role today."""
    tops = {agency for held, agency in _held(user, today()) if held == role}
    return Agency.objects.filter(pk__in=below(tops))


def holders(role: str, agency: Agency) -> QuerySet[User]:
    """Return the active people who hold the role for the agency today, there or above it."""
    places = {agency.pk, *_above(agency.pk)}
    held = Appointment.objects.filter(current_on(today()), role=role, agency__in=places)
    return User.objects.filter(is_active=True, pk__in=held.values("user")).order_by("display_name")


def may_enter_office(user: Any) -> bool:
    """Tell whether the user holds any role today; nobody else passes the door of the back office."""
    return bool(_appointed(user, today()))


def _held(user: Any, day: date) -> Iterator[tuple[str, int]]:
    return ((role, agency) for role, agency, _code in _appointed(user, day))


def _appointed(user: Any, day: date) -> tuple[tuple[str, int, str], ...]:
    if user is None or not user.is_active or user.pk is None:
        return ()
    memory = _memory.get()
    if memory is None or (user.pk, day) not in memory.held:
        rows = Appointment.objects.filter(current_on(day), user=user.pk).order_by()
        read = tuple(rows.values_list("role", "agency", "agency__code"))
        if memory is None:
            return read
        memory.held[user.pk, day] = read
    return memory.held[user.pk, day]


def _above(agency: int) -> Iterator[int]:
    parents = _parents()
    parent = parents.get(agency)
    while parent is not None:
        yield parent
        parent = parents.get(parent)


def _parents() -> dict[int, int | None]:
    memory = _memory.get()
    if memory is not None and memory.parents:
        return memory.parents
    read = dict(Agency.objects.order_by().values_list("pk", "parent"))
    if memory is not None:
        memory.parents = read
    return read
