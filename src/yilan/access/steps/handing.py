"""Who may be given a case."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from yilan.access.steps.attempt import Attempt
from yilan.accounts.models import Role, User
from yilan.accounts.queries import holds


def assigned(attempt: Attempt) -> None:
    """Demand an officer of the agency."""
    _require(attempt, Role.OFFICER)


def assigned_by_office(attempt: Attempt) -> None:
    """Demand somebody of the information office."""
    _require(attempt, Role.INFORMATION_OFFICE)


def _require(attempt: Attempt, role: Role) -> None:
    handler = User.objects.filter(pk=attempt.facts["handler"]).first()
    if handler is None or not holds(handler, role, attempt.case.agency):
        raise ValidationError({"handler": _("This person handles no cases at that agency.")})
