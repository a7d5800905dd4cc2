"""Accounts as the staff screens show them."""

from datetime import date

from django.db.models import Prefetch, Q, QuerySet
from django.shortcuts import get_object_or_404

from yilan.accounts.models import Appointment, User
from yilan.organizations.days import current_on, today


def accounts(*, words: str = "", role: str = "", agency: str = "", state: str = "active") -> QuerySet[User]:
    """Return accounts with today's appointments in `current_appointments`: two queries, however many people.

    `words` are looked for in names and telephone; `role` and `agency` (a code) in today's appointments; `state` is
    active, deactivated, or all.
    """
    held = Appointment.objects.filter(current_on(today()))
    found = User.objects.order_by("display_name", "username")
    if state in {"active", "deactivated"}:
        found = found.filter(is_active=state == "active")
    if words:
        found = found.filter(
            Q(username__icontains=words) | Q(display_name__icontains=words) | Q(phone__icontains=words)
        )
    if role:
        held_here = held.filter(role=role)
        found = found.filter(pk__in=(held_here.filter(agency__code=agency) if agency else held_here).values("user"))
    elif agency:
        found = found.filter(pk__in=held.filter(agency__code=agency).values("user"))
    current = held.select_related("agency").order_by("agency__order", "role")
    return found.prefetch_related(Prefetch("appointments", current, to_attr="current_appointments"))


def account(pk: int) -> User:
    """Return an account, or raise `Http404`."""
    return get_object_or_404(User, pk=pk)


def appointments_of(user: User) -> QuerySet[Appointment]:
    """Return everything that a person was appointed to, what lasts longest first."""
    return user.appointments.select_related("agency").order_by("-since", "agency__order", "role")


def appointment(user: int, pk: int) -> Appointment:
    """Return an appointment of a person, or raise `Http404`."""
    return get_object_or_404(Appointment.objects.select_related("user", "agency"), user=user, pk=pk)


def lasts(appointment: Appointment, day: date) -> bool:
    """Tell whether an appointment is current on a day or begins later."""
    return appointment.until is None or appointment.until >= day
