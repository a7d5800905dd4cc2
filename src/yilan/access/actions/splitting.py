"""One request becomes several: each wish gets a case of its own, received on the same day."""

from collections.abc import Sequence
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from yilan.access.actions.arriving import PROCEDURE, Wish, complete, require_wish, title_of
from yilan.access.actions.stepping import take_step
from yilan.access.papers import send_papers
from yilan.accounts.models import User
from yilan.casework.actions import PartyData, act, open_case
from yilan.casework.actions.acting import lock
from yilan.casework.folding import standing_events
from yilan.casework.models import Case, Party, PartyRole
from yilan.casework.personal import SEALED

COPIED = (*SEALED, "identity_kind")
CARRIED = frozenset({"correction_asked", "corrected"})  # what was corrected together was received anew together


@transaction.atomic
def split_request(  # noqa: PLR0913 - all by name
    *,
    actor: User,
    case: Case,
    wishes: Sequence[Wish],
    reason: str,
    on: date | None = None,
    at: datetime | None = None,
) -> list[Case]:
    """Open a case for each of the wishes beside a request (一事一申请); the request itself goes on with what is left.

    The new cases have the same applicant and agent, channel and day of receipt, and begin anew with the correction
    where there was one; each gets its receipt. `ValidationError` at `wishes` without any.
    """
    if not wishes:
        raise ValidationError({"wishes": _("State what is handled on its own.")})
    locked = lock(case)
    return [_split_off(actor, locked, case, wish, reason, on, at) for wish in wishes]


def _split_off(  # noqa: PLR0913, PLR0917 - one wish's parts
    actor: User, locked: Case, case: Case, wish: Wish, reason: str, on: date | None, at: datetime | None
) -> Case:
    require_wish(wish)
    first = locked.events.get(sequence=1)
    arrived = first.facts.get("arrived_on", first.on.isoformat())
    new = open_case(
        actor=actor,
        procedure_code=PROCEDURE,
        kind="registered",
        agency=locked.agency,
        channel=locked.channel,
        title=title_of(wish),
        parties=[_copied(party) for party in locked.parties.filter(role__in=(PartyRole.APPLICANT, PartyRole.AGENT))],
        facts={"arrived_on": arrived, "split_from": locked.number},
        on=locked.received_on,
        at=at,
    )
    complete(new, wish, (), actor=actor)
    take_step(actor=actor, case=case, kind="split", facts={"case": new.number, "reason": reason}, on=on, at=at)
    send_papers(actor=actor, event=new.events.get(sequence=1))
    for event in standing_events(locked.events.all()):
        if event.kind in CARRIED:
            by = actor if event.actor_id else None
            act(actor=by, case=new, kind=event.kind, facts=event.facts, on=event.on, at=at, hand=event.hand)
    return new


def _copied(party: Party) -> PartyData:
    return PartyData(party.role, party.kind, {name: str(getattr(party, name)) for name in COPIED})
