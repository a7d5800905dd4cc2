"""Who handles a case: one case given to a person, or all of somebody who leaves."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from yilan.accounts.models import User
from yilan.accounts.queries import holds
from yilan.casework.actions.acting import act
from yilan.casework.models import Case, CaseEvent
from yilan.organizations.models import Agency

ASSIGNED = "assigned"


@transaction.atomic
def hand_over(*, actor: User, case: Case, handler: User, reason: str = "") -> CaseEvent:
    """Give a case to somebody who takes up its like at its agency; `ValidationError` at `handler` for others."""
    if not any(holds(handler, role, case.agency) for role in case.procedure.handling_roles):
        raise ValidationError({"handler": _("This person handles no cases at that agency.")})
    return act(actor=actor, case=case, kind=ASSIGNED, facts={"handler": handler.pk, "reason": reason})


@transaction.atomic
def hand_over_all(*, actor: User, agency: Agency, leaving: User, handler: User, reason: str) -> list[CaseEvent]:
    """Give every open case that a person handles at an agency to another; nothing of it stays behind."""
    cases = Case.objects.filter(agency=agency, handler=leaving)
    return [hand_over(actor=actor, case=case, handler=handler, reason=reason) for case in cases if case.is_open]
