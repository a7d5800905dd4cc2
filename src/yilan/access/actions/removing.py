"""A file that was added to a request by mistake is taken out again."""

from django.core.exceptions import ValidationError
from django.db import transaction

from yilan.access.keeping import why_kept
from yilan.access.models import RedactionPlan
from yilan.accounts.models import User
from yilan.casework import actions
from yilan.casework.actions.acting import lock
from yilan.casework.models import CaseFile


@transaction.atomic
def remove_file(*, actor: User, file: CaseFile, reason: str) -> None:
    """Take a file out of its case, with what was planned to be blackened in it; see `casework.actions.remove_file`.

    `ValidationError` also where an answer gives it, a copy is being made from it, or the case is archived.
    """
    case = lock(file.case)
    if why := why_kept(case, [file]).get(file.pk):
        raise ValidationError(why)
    RedactionPlan.objects.filter(file=file).delete()
    actions.remove_file(actor=actor, file=file, reason=reason)
