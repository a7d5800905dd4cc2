"""A request arrives: through the form, or over the counter, by post, by fax, by word of mouth."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from yilan.access.models import Request
from yilan.access.papers import send_papers
from yilan.access.steps.arriving import require_day_of_receipt
from yilan.accounts.models import User
from yilan.casework.actions import PartyData, add_file, open_case
from yilan.casework.models import Case, CaseEvent
from yilan.intake.models import StoredFile
from yilan.organizations.models import Agency

PROCEDURE = "access"
ONLINE = "online"
TITLE_LENGTH = 60


@dataclass(frozen=True)
class Wish:
    """What is asked for and how it shall be supplied (条例第二十九条); codes of `data/forms.toml`."""

    description: str
    supply: str
    delivery: str
    title: str = ""
    sought_number: str = ""
    about_oneself: bool = False
    accepts_other: bool = True


FiledAs = tuple[str, StoredFile]  # a role of `CaseFile` and the file


@transaction.atomic
def submit_request(  # noqa: PLR0913 - all by name
    *,
    key: str,
    agency: Agency,
    parties: Sequence[PartyData],
    wish: Wish,
    files: Sequence[FiledAs] = (),
    on: date | None = None,
    at: datetime | None = None,
) -> Case:
    """Take a request from the form. Sending the same form again (`key`) returns the case that it made.

    It waits until an officer confirms that it was received (条例第三十一条第三项); the clock begins with that.
    """
    earlier = Case.objects.filter(submission_key=key).first()
    if earlier is not None:
        return earlier
    _require_wish(wish)
    case = open_case(
        actor=None,
        procedure_code=PROCEDURE,
        kind="submitted",
        agency=agency,
        channel=ONLINE,
        title=_title(wish),
        parties=parties,
        on=on,
        at=at,
        hand=CaseEvent.Hand.APPLICANT,
        submission_key=key,
    )
    _complete(case, wish, files, actor=None)
    return case


@transaction.atomic
def register_request(  # noqa: PLR0913 - all by name
    *,
    actor: User,
    agency: Agency,
    channel: str,
    received_on: date,
    parties: Sequence[PartyData],
    wish: Wish,
    files: Sequence[FiledAs] = (),
    arrived_on: date | None = None,
    at: datetime | None = None,
) -> Case:
    """Enter a request that came another way, as received on the day that the law counts for its channel.

    `arrived_on`: the day on which it came in, where that is not the day of receipt. Issues the receipt.
    `ValidationError` at `received_on` or `channel` where the law counts otherwise (条例第三十一条).
    """
    _require_wish(wish)
    arrived = arrived_on or received_on
    _require_receipt(channel, received_on, arrived)
    case = open_case(
        actor=actor,
        procedure_code=PROCEDURE,
        kind="registered",
        agency=agency,
        channel=channel,
        title=_title(wish),
        parties=parties,
        facts={"arrived_on": arrived.isoformat()},
        on=received_on,
        at=at,
    )
    _complete(case, wish, files, actor=actor)
    send_papers(actor=actor, event=case.events.get(sequence=1))
    return case


def _require_receipt(channel: str, received_on: date, arrived_on: date) -> None:
    if received_on > timezone.localdate():
        raise ValidationError({"received_on": _("This day has not come yet.")})
    if channel == ONLINE:
        raise ValidationError({"channel": _("Requests of the form arrive by themselves.")})
    require_day_of_receipt(channel, received_on, arrived_on)


def _complete(case: Case, wish: Wish, files: Sequence[FiledAs], *, actor: User | None) -> None:
    Request.objects.create(
        case=case,
        description=wish.description,
        sought_number=wish.sought_number[:80],
        about_oneself=wish.about_oneself,
        supply=wish.supply,
        delivery=wish.delivery,
        accepts_other=wish.accepts_other,
    )
    hand = CaseEvent.Hand.STAFF if actor else CaseEvent.Hand.APPLICANT
    event = case.events.get(sequence=1)
    for role, stored in files:
        add_file(actor=actor, case=case, stored=stored, role=role, label=stored.name, event=event, hand=hand)


def _require_wish(wish: Wish) -> None:
    problems = {}
    if not wish.description.strip():
        problems["description"] = _("Describe the information that is asked for.")
    if not wish.supply:
        problems["supply"] = _("Choose a form.")
    if not wish.delivery:
        problems["delivery"] = _("Choose a way of delivery.")
    if problems:
        raise ValidationError(problems)


def _title(wish: Wish) -> str:
    text = " ".join((wish.title or wish.description).split())
    return text if len(text) <= TITLE_LENGTH else text[: TITLE_LENGTH - 1] + "…"
