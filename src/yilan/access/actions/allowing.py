"""A secrecy reviewer says why something that screening found may be given away as it stands."""

from collections.abc import Collection

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from yilan.access.answers import drafted_answer
from yilan.access.judging import Judged, Place, judged
from yilan.access.models import AllowedFinding
from yilan.accounts.models import User
from yilan.casework.actions.acting import lock
from yilan.casework.authority import refusal
from yilan.casework.folding import fold
from yilan.casework.models import Case, CaseFile
from yilan.core import audit

REVIEWED = "secrecy_reviewed"


@transaction.atomic
def allow_findings(*, actor: User, case: Case, keys: Collection[str], reason: str) -> int:
    """Record why finds (`judging.Place.key`) in the files that an answer gives may stand; returns how many.

    Only who may review this answer now may say so. `ValidationError` at `places` or `reason`.
    """
    case = lock(case)
    _require_reviewer(actor, case)
    reason = reason.strip()
    found = [(one.file, place) for one in _given(case) for place in one.open if place.key in keys]
    if not found:
        raise ValidationError({"places": _("Tick what may stand.")})
    if not reason:
        raise ValidationError({"reason": _("Say why it may stand.")})
    for file, place in {place.key: (file, place) for file, place in found}.values():
        _allow(actor, case, file, place, reason)
    return len(found)


def _require_reviewer(actor: User, case: Case) -> None:
    kind = case.procedure.events[REVIEWED]
    if why := refusal(actor, kind, case, fold(case.procedure, case.events.all())):
        raise PermissionDenied(why)
    if case.state not in kind.from_:
        told = _("The case is at “%(state)s”: this is said at the secrecy review.")
        raise ValidationError(told % {"state": case.standing.label})


def _given(case: Case) -> list[Judged]:
    answer = drafted_answer(case.events.all())
    return judged(case.files.filter(pk__in=answer.given if answer else ()).select_related("stored"))


def _allow(actor: User, case: Case, file: CaseFile, place: Place, reason: str) -> None:
    AllowedFinding.objects.create(
        file=file,
        kind=place.finding.kind,
        mark=place.finding.mark,
        reason=reason,
        allowed_by=actor,
        allowed_at=timezone.now(),
    )
    audit.record(
        actor=actor,
        action="access:finding:allow",
        subject=case,
        agency_code=case.agency.code,
        detail={"file": file.pk, "kind": place.finding.kind},
        words={"reason": reason},
    )
