from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from yilan.accounts.authority import require_administrator
from yilan.accounts.models import Appointment, Role, User
from yilan.accounts.permissions import follow_appointments
from yilan.accounts.queries.holding import forget
from yilan.core import audit
from yilan.core.events import emit
from yilan.organizations.days import current_on, require_term, today
from yilan.organizations.models import Agency

APART = frozenset({Role.ADMINISTRATOR, Role.AUDITOR})  # who keeps the accounts does not judge what the trail says


@transaction.atomic
def appoint(  # noqa: PLR0913 - all by name
    *,
    actor: User | None,
    user: User,
    role: str,
    agency: Agency,
    since: date | None = None,
    until: date | None = None,
) -> Appointment:
    """Let a person hold a role at an agency, and for all agencies below it, from a day on (today when none is given).

    Raises `PermissionDenied` unless the actor is administrator for the agency and appoints somebody else, and
    `ValidationError` when the person already holds the role there or the role does not go with another one.
    """
    require_administrator(actor, agency)
    _require_other(actor, user)
    first = since or today()
    holder = User.objects.select_for_update().get(pk=user.pk)
    if not holder.is_active:
        raise ValidationError({"user": _("This account is deactivated.")})
    if agency.closed_on:
        raise ValidationError({"agency": _("This agency is closed.")})
    if until is not None:
        require_term(first, until)
    made = Appointment(user=holder, role=role, agency=agency, since=first, until=until)
    made.full_clean(validate_constraints=False)
    lasting = holder.appointments.exclude(until__lt=first)
    if until is not None:
        lasting = lasting.filter(since__lte=until)
    if lasting.filter(role=role, agency=agency).exists():
        raise ValidationError({"role": _("The person already holds this role there.")})
    if role in APART and lasting.filter(role__in=APART - {role}).exists():
        raise ValidationError({"role": _("Nobody is both administrator and auditor.")})
    made.save()
    _follow(user)
    _note(actor, "accounts:appointment:make", made, {"since": first.isoformat()})
    emit("AppointmentMade", made, username=user.username, role=role, agency=agency.code)
    return made


@transaction.atomic
def dismiss(*, actor: User | None, appointment: Appointment, until: date | None = None) -> Appointment:
    """End an appointment; `until` is its last day. Without one it ends at once: its last day was yesterday.

    Raises `PermissionDenied` unless the actor is administrator for the agency and dismisses somebody else, and
    `ValidationError` when the district would be left without an administrator.
    """
    ending = Appointment.objects.select_for_update().select_related("user", "agency").get(pk=appointment.pk)
    require_administrator(actor, ending.agency)
    _require_other(actor, ending.user)
    if until is not None:
        require_term(ending.since, until)
    _end(actor, ending, until or today() - timedelta(days=1))
    return ending


def end_all_terms(actor: User | None, user: User) -> None:
    """End every appointment of a person that lasts, at once."""
    for appointment in user.appointments.exclude(until__lt=today()).select_related("agency"):
        _end(actor, appointment, today() - timedelta(days=1))


def _end(actor: User | None, appointment: Appointment, until: date) -> None:
    if actor is not None and appointment.role == Role.ADMINISTRATOR and appointment.agency.parent_id is None:
        _require_another_administrator(appointment)
    appointment.until = until
    appointment.save(update_fields=["until"])
    _follow(appointment.user)
    _note(actor, "accounts:appointment:end", appointment, {"until": until.isoformat()})
    emit(
        "AppointmentEnded",
        appointment,
        username=appointment.user.username,
        role=appointment.role,
        agency=appointment.agency.code,
    )


def _require_another_administrator(appointment: Appointment) -> None:
    if not _administrators_of_the_district().exclude(user=appointment.user_id).exists():
        raise ValidationError(_("This is the district's last administrator; appoint another one first."))


def _administrators_of_the_district() -> QuerySet[Appointment]:
    lasting = Appointment.objects.filter(current_on(today()), until=None, role=Role.ADMINISTRATOR)
    return lasting.filter(agency__parent=None, user__is_active=True)


def _require_other(actor: User | None, user: User) -> None:
    if actor is not None and actor.pk == user.pk:
        raise ValidationError({"user": _("Nobody appoints or dismisses the own person; ask another administrator.")})


def _follow(user: User) -> None:
    forget()
    follow_appointments(user)


def _note(actor: User | None, action: str, appointment: Appointment, detail: dict[str, Any]) -> None:
    audit.record(
        actor=actor,
        action=action,
        subject=appointment,
        agency_code=appointment.agency.code,
        detail={"user": appointment.user.username, "role": appointment.role, **detail},
    )
