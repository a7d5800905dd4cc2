"""Whom one may ask, and what may be entered as the answer."""

from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from yilan.access.consulting import ASKED, SILENT, Consultation, consultations
from yilan.access.law.writing import chinese_date
from yilan.access.steps.attempt import Attempt
from yilan.casework.clock import last_day
from yilan.casework.models import CasePaper, PartyRole


def third_party_asked(attempt: Attempt) -> None:
    """Demand a third party, one that is not being asked already, and days where the law gives none."""
    _require_role(attempt, PartyRole.THIRD_PARTY)
    _require_not_waiting(attempt)
    limit = last_day(attempt.kind.limit, attempt.day, received=attempt.received_on)
    if limit is None and not attempt.facts.get("days"):
        raise ValidationError({"days": _("The law of the day of receipt gives no days for the answer; set some.")})


def agency_asked(attempt: Attempt) -> None:
    """Demand another agency, one that is not being asked already."""
    _require_role(attempt, PartyRole.AGENCY)
    if attempt.kind.code in ASKED:
        _require_not_waiting(attempt)


def helper(attempt: Attempt) -> None:
    """Demand another agency."""
    _require_role(attempt, PartyRole.AGENCY)


def third_party_confirmed(attempt: Attempt) -> None:
    """Demand a third party that was asked, and that it spoke before today."""
    asked(attempt)
    if date.fromisoformat(attempt.facts["said_on"]) > attempt.day:
        raise ValidationError({"said_on": _("This day has not come yet.")})


def asked(attempt: Attempt) -> Consultation:
    """Return the consultation of the step's party; `ValidationError` where it was not asked."""
    found = consultations(attempt.events).get(attempt.facts["party"])
    if found is None:
        raise ValidationError({"party": _("This party has not been asked.")})
    return found


def answered(attempt: Attempt) -> None:
    """Demand that the party was asked and has not answered, and that silence is entered after its time only."""
    found = asked(attempt)
    wanted = {code for code, kind in ASKED.items() if kind == found.kind}
    if attempt.kind.code.removesuffix("_answered") + "_asked" not in wanted:
        raise ValidationError({"party": _("This party has not been asked.")})
    if found.answer:
        raise ValidationError({"party": _("The answer of this party has been entered already.")})
    if attempt.facts["answer"] == SILENT:
        until = time_until(attempt, found)
        if until is None or attempt.day <= until:
            raise ValidationError({"answer": _too_early(until)})


def time_until(attempt: Attempt, found: Consultation) -> date | None:
    """Return the last day for a party's answer: counted from the arrival of the letter where that was entered."""
    sent = CasePaper.objects.filter(event=found.asked, to__pk=found.party, arrived_on__isnull=False).first()
    begins = max(sent.arrived_on, found.asked.on) if sent and sent.arrived_on else found.asked.on
    limit = last_day(found.asked.definition.limit, begins, received=attempt.received_on)
    return limit.day if limit else None


def overridden(attempt: Attempt) -> None:
    """Demand a third party that is against disclosure (条例第三十二条)."""
    if not asked(attempt).objects:
        raise ValidationError({"party": _("Only what a third party objects to can be disclosed against its will.")})


def _require_role(attempt: Attempt, role: PartyRole) -> None:
    if not attempt.case.parties.filter(pk=attempt.facts["party"], role=role).exists():
        told = _("Choose a party of the case that is: %(role)s.")
        raise ValidationError({"party": told % {"role": role.label}})


def _require_not_waiting(attempt: Attempt) -> None:
    found = consultations(attempt.events).get(attempt.facts["party"])
    if found is not None and not found.answer:
        told = _("This party was asked on %(day)s and has not answered yet.")
        raise ValidationError({"party": told % {"day": chinese_date(found.asked.on)}})


def _too_early(until: date | None) -> str:
    if until is None:
        return _("The law of the day of receipt takes nothing from silence; wait for the answer.")
    return _("There is time until %(day)s; before that nothing follows from silence.") % {"day": chinese_date(until)}
