"""Two kinds of case beside requests: records about oneself to be corrected, complaints about non-disclosure."""

from collections.abc import Sequence
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from yilan.access.actions.arriving import FiledAs, Wish, complete
from yilan.access.law.choices import choices
from yilan.accounts.models import User
from yilan.casework.actions import PartyData, open_case
from yilan.casework.models import Case
from yilan.casework.procedures import procedure
from yilan.organizations.models import Agency

RECORDS_CORRECTION = "records_correction"
DISCLOSURE_COMPLAINT = "disclosure_complaint"


@transaction.atomic
def register_records_correction(  # noqa: PLR0913 - all by name
    *,
    actor: User,
    agency: Agency,
    channel: str,
    received_on: date,
    parties: Sequence[PartyData],
    description: str,
    files: Sequence[FiledAs] = (),
    at: datetime | None = None,
) -> Case:
    """Enter the wish to have a record about oneself corrected (条例第四十一条).

    `description`: which record, what is wrong, on which evidence; it lies sealed.
    """
    return _register(RECORDS_CORRECTION, actor, agency, channel, received_on, parties, description, files, at)


@transaction.atomic
def register_disclosure_complaint(  # noqa: PLR0913 - all by name
    *,
    actor: User,
    agency: Agency,
    channel: str,
    received_on: date,
    parties: Sequence[PartyData],
    description: str,
    files: Sequence[FiledAs] = (),
    at: datetime | None = None,
) -> Case:
    """Enter a complaint that an agency does not disclose what it has to (条例第四十七条).

    `agency` is the one in charge of disclosure that handles it; which one is complained of stands in `description`.
    """
    return _register(DISCLOSURE_COMPLAINT, actor, agency, channel, received_on, parties, description, files, at)


def _register(  # noqa: PLR0913, PLR0917 - one case's parts
    code: str,
    actor: User,
    agency: Agency,
    channel: str,
    received_on: date,
    parties: Sequence[PartyData],
    description: str,
    files: Sequence[FiledAs],
    at: datetime | None,
) -> Case:
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
        procedure_code=code,
        kind="registered",
        agency=agency,
        channel=channel,
        title=procedure(code).name,
        parties=parties,
        on=received_on,
        at=at,
    )
    complete(case, Wish(description=description.strip(), supply="", delivery=""), files, actor=actor)
    return case
