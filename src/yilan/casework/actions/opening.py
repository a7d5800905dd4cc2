"""A case begins."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from yilan.accounts.models import User
from yilan.casework.actions.acting import Hand, note, repeat
from yilan.casework.actions.parties import make_party
from yilan.casework.authority import require_hand
from yilan.casework.facts import read_facts
from yilan.casework.folding import Standing, fold
from yilan.casework.models import Case, CaseEvent
from yilan.casework.procedures import procedure
from yilan.casework.tracking import new_code
from yilan.core import audit
from yilan.core.events import emit
from yilan.core.numbering.counters import take_serials
from yilan.core.sealing import blind_index
from yilan.organizations.models import Agency

TRACKING = "casework.tracking"


@dataclass(frozen=True)
class PartyData:
    """What is known of a party when it comes into a case: its part, its kind, and the fields of `Party` by name."""

    role: str
    kind: str = "natural"
    fields: Mapping[str, str] = field(default_factory=dict)


@transaction.atomic
def open_case(  # noqa: PLR0913 - all by name
    *,
    actor: User | None,
    procedure_code: str,
    kind: str,
    agency: Agency,
    channel: str,
    title: str,
    parties: Sequence[PartyData],
    facts: Mapping[str, Any] | None = None,
    on: date | None = None,
    at: datetime | None = None,
    hand: str = Hand.STAFF,
    submission_key: str | None = None,
) -> Case:
    """Open a case by the event `kind` of its procedure, with its parties, its number and its tracking code.

    `submission_key` makes it happen once: whoever sends the same form again gets the case that it made. `on` is the
    day of the event (today when none is given), `at` the moment of entry (now).
    """
    if submission_key:
        earlier = Case.objects.filter(submission_key=submission_key).first()
        if earlier is not None:
            return earlier
    rules = procedure(procedure_code)
    definition = rules.events[kind]
    if not definition.opens:
        raise PermissionDenied(_("No case begins like this."))
    moment = at or timezone.now()
    day = on or timezone.localdate()
    code = new_code()
    case = Case(
        number=_number(rules.mark, agency, procedure_code, day.year),
        tracking_code=code,
        tracking_index=blind_index(code, purpose=TRACKING),
        submission_key=submission_key,
        procedure_code=procedure_code,
        channel=channel,
        agency=agency,
        title=title[:200],
        created_at=moment,
        state=definition.to,
    )
    require_hand(hand, actor, definition, case, Standing())
    case.save()
    for data in parties:
        make_party(case, data.role, data.kind, data.fields)
    stated = read_facts(definition, facts or {}, case)
    event = CaseEvent.stating(stated, case=case, sequence=1, kind=kind, on=day, at=moment, hand=hand, actor=actor)
    event.save()
    repeat(case, fold(rules, [event]))
    audit.record(actor=actor, action="casework:case:open", subject=case, agency_code=agency.code)
    emit("CaseOpened", case, procedure=procedure_code)
    note(case, event)
    return case


def _number(mark: str, agency: Agency, procedure_code: str, year: int) -> str:
    serial = take_serials(f"case:{procedure_code}:{agency.code}:{year}")[0]
    return f"{agency.short_name}{mark}〔{year}〕{serial}号"
