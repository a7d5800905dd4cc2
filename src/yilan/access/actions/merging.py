"""Several requests become one."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from yilan.access.actions.stepping import take_step
from yilan.access.likeness import same_applicant
from yilan.accounts.models import User
from yilan.casework.models import Case, CaseEvent


@transaction.atomic
def merge_requests(  # noqa: PLR0913 - all by name
    *, actor: User, case: Case, into: Case, reason: str, on: date | None = None, at: datetime | None = None
) -> CaseEvent:
    """Let a request go on in another of the same applicant at the same agency; the notice tells the applicant.

    `ValidationError` at `into` where the two do not belong together.
    """
    _require_mergeable(case, into)
    take_step(actor=actor, case=into, kind="took_in", facts={"case": case.number}, on=on, at=at)
    facts = {"case": into.number, "reason": reason}
    return take_step(actor=actor, case=case, kind="merged", facts=facts, on=on, at=at)


def _require_mergeable(case: Case, into: Case) -> None:
    if case.pk == into.pk or case.procedure_code != into.procedure_code or case.agency_id != into.agency_id:
        raise ValidationError({"into": _("Choose another request to the same agency.")})
    if not Case.objects.filter(same_applicant(case), pk=into.pk).exists():
        raise ValidationError({"into": _("Only requests of the same applicant can be merged.")})
