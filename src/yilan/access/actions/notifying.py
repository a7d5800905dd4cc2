"""An applicant who left an e-mail address is told shortly that something has happened."""

from datetime import date, timedelta
from smtplib import SMTPException, SMTPRecipientsRefused
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.core.validators import validate_email
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from yilan.access.law.notices import NoticeWording, matter_of, notice_after
from yilan.access.models import Notice
from yilan.casework.clocks import clock_of
from yilan.casework.folding import has_happened, standing_events
from yilan.casework.models import Case, CaseEvent, PartyRole
from yilan.core import audit

NEWS = timedelta(days=3)  # what is older was imported, or the server was away too long; it is no news to anybody
APPLICANT = CaseEvent.Hand.APPLICANT


class NotSentError(Exception):
    """The server did not take a letter; says why without naming the address, for it ends in lists of jobs."""


def notify_applicant(*, event: CaseEvent) -> Notice | None:
    """Send the letter that goes with an event, once; None where there is none to send.

    What is sent is noted before and after, each in a transaction of its own, and nothing is locked in between: a case
    never waits for a mail server. Killed between sending and noting, it is sent again, under the same Message-ID.
    Raises `NotSentError` where trying again may help.
    """
    wording = notice_after(event.case.procedure_code, event.kind)
    if wording is None or not settings.YILAN_MAIL.host or not _is_news(event, wording):
        return None
    address = _address(event.case)
    if not address:
        return None
    notice, _made = Notice.objects.get_or_create(event=event, defaults={"code": wording.code, "at": timezone.now()})
    if notice.state in {Notice.State.SENT, Notice.State.REFUSED}:
        return notice
    try:
        _letter(event, wording, address).send()
    except SMTPRecipientsRefused:
        return _noted(notice, Notice.State.REFUSED)
    except (SMTPException, OSError) as error:
        _noted(notice, Notice.State.FAILED)
        code = getattr(error, "smtp_code", "")
        raise NotSentError(f"{type(error).__name__} {code}".strip()) from None
    return _noted(notice, Notice.State.SENT)


def _is_news(event: CaseEvent, wording: NoticeWording) -> bool:
    """Tell whether somebody waits to be told: not of what they did themselves, of what was undone or is past."""
    case = event.case
    events = standing_events(case.events.all())
    if event.hand == APPLICANT or event.pk not in {one.pk for one in events}:
        return False
    if timezone.now() - event.at > NEWS or (wording.state and case.state != wording.state):
        return False
    return not wording.answers or has_happened(events, wording.answers)


def _address(case: Case) -> str:
    """Return the applicant's e-mail address; empty where there is none that could be one."""
    party = case.parties.filter(role=PartyRole.APPLICANT).order_by("uuid").first()
    address = party.email.strip() if party else ""
    try:
        validate_email(address)
    except ValidationError:
        return ""
    return address


def _letter(event: CaseEvent, wording: NoticeWording, address: str) -> EmailMessage:
    facts = _facts(event)
    host = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].strip("> ")
    # No answering machine answers it, and a letter that is sent twice is the same letter.
    headers = {"Message-ID": f"<notice-{event.pk}@{host}>", "Auto-Submitted": "auto-generated"}
    return EmailMessage(wording.title(facts), wording.text(facts), to=[address], headers=headers)


def _facts(event: CaseEvent) -> dict[str, Any]:
    case = event.case
    until = event.facts.get("until", "")
    return {
        "number": case.number,
        "agency": case.agency.name,
        "phone": case.agency.phone,
        "matter": matter_of(case.procedure_code),
        "due": clock_of(case.procedure, list(case.events.all())).due,
        "until": date.fromisoformat(until) if until else None,
        "address": f"{settings.WAGTAILADMIN_BASE_URL.rstrip('/')}{reverse('portal:access_status')}",
    }


@transaction.atomic
def _noted(notice: Notice, state: str) -> Notice:
    """Note what became of a letter; what was sent, or refused for good, stands in the audit trail."""
    notice.state, notice.at = state, timezone.now()
    notice.save(update_fields=["state", "at"])
    if state != Notice.State.FAILED:
        event = notice.event
        audit.record(
            actor=None,
            action=f"access:notice:{'send' if state == Notice.State.SENT else 'refuse'}",
            subject=event.case,
            agency_code=event.case.agency.code,
            detail={"event": event.kind, "sequence": event.sequence},
        )
    return notice
