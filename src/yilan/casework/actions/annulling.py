from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from yilan.accounts.models import User
from yilan.casework.actions.acting import act, lock
from yilan.casework.folding import ANNULLED, standing_events
from yilan.casework.models import Case, CaseEvent


@transaction.atomic
def annul_event(*, actor: User, case: Case, sequence: int, reason: str) -> CaseEvent:
    """Take back the last event that was entered wrongly; it stays readable, and the case stands as before it.

    Only the last one: what came later was decided knowing it. The event that opened the case stays.
    """
    case = lock(case)
    standing = standing_events(case.events.all())
    if not standing or standing[-1].sequence != sequence:
        raise ValidationError(_("Only the last event can be annulled; annul those after it first."))
    if len(standing) == 1:
        raise ValidationError(_("A case cannot lose the event with which it began."))
    return act(
        actor=actor,
        case=case,
        kind=ANNULLED,
        facts={"sequence": sequence, "reason": reason},
        on=timezone.localdate(),
    )
