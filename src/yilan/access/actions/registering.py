"""Two kinds of case beside requests: records about oneself to be corrected, complaints about non-disclosure."""

from collections.abc import Sequence
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from yilan.access.actions.arriving import ONLINE, FiledAs, Wish, complete
from yilan.access.law.choices import choices
from yilan.accounts.models import User
from yilan.casework.actions import PartyData, open_case
from yilan.casework.models import Case, CaseEvent
from yilan.casework.procedures import procedure
from yilan.organizations.models import Agency


@transaction.atomic
def submit_case_of(  # noqa: PLR0913 - all by name
    *,
    key: str,
    procedure_code: str,
    agency: Agency,
    parties: Sequence[PartyData],
    title: str,
    wish: Wish,
    files: Sequence[FiledAs] = (),
) -> Case:
    """Take a case that is no request from its form; `agency` is the one that handles it, `wish` what is stated.

    Sending the same form again (`key`) returns the case that it made. It is received with that: 条例第三十一条, which
    wants both sides to confirm it, speaks of requests, and the limits of these two are the office's own.
    """
    earlier = Case.objects.filter(submission_key=key).first()
    if earlier is not None:
        return earlier
    if not wish.description.strip():
        raise ValidationError({"description": _("State what it is about.")})
    case = open_case(
        actor=None,
        procedure_code=procedure_code,
        kind="submitted",
        agency=agency,
        channel=ONLINE,
        title=title,
        parties=parties,
        hand=CaseEvent.Hand.APPLICANT,
        submission_key=key,
    )
    complete(case, wish, files, actor=None)
    return case


@transaction.atomic
def register_case_of(  # noqa: PLR0913 - all by name
    *,
    actor: User,
    procedure_code: str,
    agency: Agency,
    channel: str,
    received_on: date,
    parties: Sequence[PartyData],
    description: str,
    files: Sequence[FiledAs] = (),
    at: datetime | None = None,
) -> Case:
    """Enter a case that is no request; `agency` is the one that handles it.

    `records_correction`: somebody wants a record about themselves corrected (条例第四十一条); `description`, which lies
    sealed, says which record, what is wrong, on which evidence. `disclosure_complaint`: an agency does not disclose
    what it has to (条例第四十七条); it says which agency and what. `ValidationError` at the field that is wrong.
    """
    problems = {}
    if not description.strip():
        problems["description"] = _("State what it is about.")
    if channel not in choices("channel"):
        problems["channel"] = _("Choose one of the answers offered.")
    if received_on > timezone.localdate():
        problems["received_on"] = _("This day has not come yet.")
    if problems:
        raise ValidationError(problems)
    case = open_case(
        actor=actor,
        procedure_code=procedure_code,
        kind="registered",
        agency=agency,
        channel=channel,
        title=procedure(procedure_code).name,
        parties=parties,
        on=received_on,
        at=at,
    )
    complete(case, Wish(description=description.strip(), supply="", delivery=""), files, actor=actor)
    return case
