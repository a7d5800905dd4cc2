"""Something that came on paper, by telephone or by mail is entered by an officer, files and handler included."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from yilan.access.actions.arriving import PROCEDURE, Wish, register_request
from yilan.access.actions.registering import register_case_of
from yilan.accounts.models import User
from yilan.casework.actions import PartyData, add_file, hand_over
from yilan.casework.models import Case
from yilan.intake.actions import keep
from yilan.intake.receiving import Received
from yilan.organizations.models import Agency


@dataclass(frozen=True)
class Arrived:
    """What came in. `wish` and `arrived_on` belong to access requests; others say all in `description`."""

    procedure_code: str
    agency: Agency
    channel: str
    received_on: date
    parties: Sequence[PartyData]
    description: str
    wish: Wish | None = None
    arrived_on: date | None = None


@transaction.atomic
def register_arrived(
    *, actor: User, arrived: Arrived, files: Sequence[tuple[str, Received]] = (), key: str, take_up: bool
) -> Case:
    """Open the case of what came in, with its files; `take_up` makes the officer its handler.

    `key` makes it happen once: whoever sends the same form again gets the case that it made. Raises what the verbs of
    the procedure raise, and `ValidationError` when a file lay in quarantine for too long.
    """
    earlier = Case.objects.filter(submission_key=key).first()
    if earlier is not None:
        return earlier
    case = _opened(actor, arrived)
    Case.objects.filter(pk=case.pk).update(submission_key=key)
    for role, received in files:
        _add(actor, case, role, received)
    if take_up:
        hand_over(actor=actor, case=case, handler=actor)
    return case


def _opened(actor: User, arrived: Arrived) -> Case:
    if arrived.procedure_code == PROCEDURE and arrived.wish is not None:
        return register_request(
            actor=actor,
            agency=arrived.agency,
            channel=arrived.channel,
            received_on=arrived.received_on,
            arrived_on=arrived.arrived_on,
            parties=arrived.parties,
            wish=arrived.wish,
        )
    return register_case_of(
        actor=actor,
        procedure_code=arrived.procedure_code,
        agency=arrived.agency,
        channel=arrived.channel,
        received_on=arrived.received_on,
        parties=arrived.parties,
        description=arrived.description,
    )


def _add(actor: User, case: Case, role: str, received: Received) -> None:
    try:
        stored = keep(received)
    except FileNotFoundError as error:
        raise ValidationError(_("The files were held for an hour only. Choose them once more.")) from error
    event = case.events.get(sequence=1)
    add_file(actor=actor, case=case, stored=stored, role=role, label=received.name, event=event)
