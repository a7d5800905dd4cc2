"""What an applicant does with their own request, which the tracking code has opened to them."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from yilan.access.actions import delivering
from yilan.access.actions.stepping import take_step
from yilan.access.for_everybody import SUGGESTED
from yilan.casework.actions import add_file
from yilan.casework.models import Case, CaseEvent, CaseFile
from yilan.intake.actions import keep
from yilan.intake.receiving import Received

APPLICANT = CaseEvent.Hand.APPLICANT
CORRECTED, REASONS_GIVEN, EVIDENCE_GIVEN, WITHDRAWN = "corrected", "reasons_given", "evidence_given", "withdrawn"


@transaction.atomic
def correct_request(*, case: Case, text: str, received: Iterable[Received] = ()) -> CaseEvent:
    """Answer the notice that asked for a correction (条例第三十条); the period for the answer begins anew."""
    return _answer(case, CORRECTED, text, received)


@transaction.atomic
def give_reasons(*, case: Case, text: str, received: Iterable[Received] = ()) -> CaseEvent:
    """Say why so much, or so often, is asked for (条例第三十五条)."""
    return _answer(case, REASONS_GIVEN, text, received)


@transaction.atomic
def give_evidence(*, case: Case, text: str, received: Iterable[Received] = ()) -> CaseEvent:
    """Add what shows that a record about oneself is wrong (条例第四十一条)."""
    return _answer(case, EVIDENCE_GIVEN, text, received)


@transaction.atomic
def withdraw_request(*, case: Case, reason: str = "") -> CaseEvent:
    """Take a request back; it is handled no further."""
    return take_step(actor=None, case=case, kind=WITHDRAWN, facts={"reason": reason.strip()}, hand=APPLICANT)


@transaction.atomic
def suggest_publication(*, case: Case, ground: str, text: str = "") -> CaseEvent:
    """Suggest that what the answer gave be opened to everybody (条例第四十四条第二款), once.

    `ground`: a code of the list `publication_ground`; `text`: more in the applicant's own words.
    """
    facts = {"ground": ground, "text": text.strip()}
    if not ground:
        raise ValidationError({"ground": _("Choose one of the three reasons.")})
    return take_step(actor=None, case=case, kind=SUGGESTED, facts=facts, hand=APPLICANT)


@transaction.atomic
def take_file(*, case: Case, file: int) -> tuple[CaseFile, bytes]:
    """Return a file that stands open to the applicant, in clear; the first of the answer counts as its delivery.

    `CaseFile.DoesNotExist` for a file of another case; `PermissionDenied` when it cannot be taken here any more.
    """
    found = case.files.select_related("stored", "case__agency").get(pk=file)
    return found, delivering.take_file(file=found)


def _answer(case: Case, kind: str, text: str, received: Iterable[Received]) -> CaseEvent:
    text = text.strip()
    if not text:
        raise ValidationError({"text": _("Write what the agency asked for.")})
    event = take_step(actor=None, case=case, kind=kind, facts={"text": text}, hand=APPLICANT)
    for one in received:
        stored = keep(one)
        role = CaseFile.Role.PROOF
        add_file(actor=None, case=case, stored=stored, role=role, label=stored.name, event=event, hand=APPLICANT)
    return event
