"""Who may do what with a case: asked by every verb and every list."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from yilan.accounts.models import Role
from yilan.accounts.queries import holds
from yilan.casework.folding import Standing
from yilan.casework.models import Case, CaseEvent, CaseFile
from yilan.casework.procedures import EventKind

HANDLERS = (Role.OFFICER, Role.AGENCY_CHECKER, Role.SECRECY_REVIEWER, Role.LEADER, Role.INFORMATION_OFFICE)
READERS = (*HANDLERS, Role.INSPECTOR)
OPENERS = (Role.OFFICER, Role.LEADER)  # of personal data


def may_read(user: Any, case: Case) -> bool:
    """Tell whether the user may open the case at all. Personal data stay masked."""
    return any(holds(user, role, case.agency) for role in READERS)


def may_reveal(user: Any, case: Case) -> bool:
    """Tell whether the user may open personal data of the case, saying why: those who take up its like, and leaders."""
    return any(holds(user, role, case.agency) for role in {*OPENERS, *case.procedure.handling_roles})


def may_do(user: Any, kind: EventKind, case: Case, standing: Standing) -> bool:
    """Tell whether the user may let this happen to the case."""
    return not refusal(user, kind, case, standing)


def refusal(user: Any, kind: EventKind, case: Case, standing: Standing) -> str:
    """Return why the user may not let this happen; empty when they may."""
    if not any(holds(user, role, case.agency) for role in kind.roles):
        return _("This step belongs to another role or another agency.")
    if any(user.pk in standing.done_by.get(other, ()) for other in kind.other_than):
        return _("You acted at an earlier step of this answer, so another person has to act now.")
    return ""


def require_hand(hand: str, actor: Any, kind: EventKind, case: Case, standing: Standing) -> None:
    """Raise `PermissionDenied` with the reason unless this hand may let this happen.

    For the applicant's own acts the caller has made sure that it is the applicant, by the tracking code.
    """
    if hand not in kind.hands:
        raise PermissionDenied(_("This step belongs to somebody else."))
    if hand == CaseEvent.Hand.STAFF:
        why = refusal(actor, kind, case, standing)
        if why:
            raise PermissionDenied(why)


def require_reader(user: Any, case: Case) -> None:
    """Raise `PermissionDenied` unless the user may open the case."""
    if not may_read(user, case):
        raise PermissionDenied(_("This case belongs to another agency."))


def may_handle(user: Any, case: Case) -> bool:
    """Tell whether the user has a part in the handling of this agency's cases; who only supervises has none."""
    return any(holds(user, role, case.agency) for role in HANDLERS)


def may_open(user: Any, file: CaseFile) -> bool:
    """Tell whether the user may open a file. Who only supervises opens those that everybody's names are gone from."""
    return may_handle(user, file.case) or (file.role in CaseFile.NAMELESS and may_read(user, file.case))


def may_remove(user: Any, case: Case) -> bool:
    """Tell whether the user may take a file out of the case that was added by mistake: who may open personal data."""
    return may_reveal(user, case)


def require_handler(user: Any, case: Case) -> None:
    """Raise `PermissionDenied` unless the user has a part in the handling of this agency's cases."""
    if not may_handle(user, case):
        raise PermissionDenied(_("This case belongs to another agency."))
