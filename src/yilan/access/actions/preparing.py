"""When an answer may be prepared, and by whom: the same for every verb of the answering desk."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext as _

from yilan.casework.authority import refusal
from yilan.casework.folding import Standing
from yilan.casework.models import Case

DRAFTED = "drafted"


def preparation_refused(user: Any, case: Case) -> str:
    """Return why the user may not prepare the answer of a case now; empty when they may."""
    kind = case.procedure.events.get(DRAFTED)
    if kind is None or case.state not in kind.from_:
        return _("The case is at “%(state)s”: its answer cannot be prepared now.") % {"state": case.standing.label}
    return refusal(user, kind, case, Standing())


def require_preparing(actor: Any, case: Case) -> None:
    """Raise `PermissionDenied` unless the actor may draft answers there, `ValidationError` unless now is the time."""
    kind = case.procedure.events.get(DRAFTED)
    if kind is not None and (why := refusal(actor, kind, case, Standing())):
        raise PermissionDenied(why)
    if why := preparation_refused(actor, case):
        raise ValidationError(why)
