"""Something happens to a case: the one way on which events are written."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from yilan.accounts.models import User
from yilan.casework.authority import require_hand
from yilan.casework.facts import read_facts
from yilan.casework.folding import Standing, fold, has_happened
from yilan.casework.guards import require_time
from yilan.casework.models import Case, CaseEvent, CaseFile
from yilan.casework.procedures import EventKind
from yilan.core import audit
from yilan.core.events import emit

Hand = CaseEvent.Hand
REPEATED = ("state", "handler_id", "received_on", "ended_on", "outcome")


@transaction.atomic
def act(  # noqa: PLR0913 - all by name
    *,
    actor: User | None,
    case: Case,
    kind: str,
    facts: Mapping[str, Any] | None = None,
    on: date | None = None,
    at: datetime | None = None,
    hand: str = Hand.STAFF,
    files: Iterable[CaseFile] = (),
) -> CaseEvent:
    """Let something happen to a case: write the event, and what the case repeats of its events.

    `on` is the day that counts (today when none is given), `at` the moment of entry (now; imports say when it was
    entered then). `actor` is the member of staff, None for the applicant's and the system's own acts. Raises
    `ValidationError` with the names of facts, or without when it cannot happen now; `PermissionDenied` with the reason.
    """
    given, case = case, lock(case)
    events = list(case.events.all())
    standing = fold(case.procedure, events)
    definition = _possible(case, kind, events)
    require_hand(hand, actor, definition, case, standing)
    day = on or timezone.localdate()
    stated = read_facts(definition, facts or {}, case)
    require_time(case=case, kind=definition, facts=stated, day=day, events=events)
    moment = at or timezone.now()
    event = CaseEvent.stating(
        stated, case=case, sequence=len(events) + 1, kind=kind, on=day, at=moment, hand=hand, actor=actor
    )
    event.save()
    for file in files:
        CaseFile.objects.filter(pk=file.pk, case=case).update(event=event)
    repeat(case, fold(case.procedure, [*events, event]))
    for name in REPEATED:
        setattr(given, name, getattr(case, name))  # the caller's case knows at once where it stands
    note(case, event)
    return event


def lock(case: Case) -> Case:
    """Return the case locked for this transaction, as it stands now."""
    return Case.objects.select_for_update(of=("self",)).select_related("agency").get(pk=case.pk)


def repeat(case: Case, standing: Standing) -> None:
    """Write what a case repeats of its events."""
    case.state, case.handler_id = standing.state, standing.handler
    case.received_on, case.ended_on, case.outcome = standing.received_on, standing.ended_on, standing.outcome
    case.save(update_fields=REPEATED)


def note(case: Case, event: CaseEvent) -> None:
    """Write the event's audit row, and tell who listens."""
    audit.record(
        actor=event.actor,
        action="casework:case:event",
        subject=case,
        agency_code=case.agency.code,
        detail={"event": event.kind, "sequence": event.sequence, "on": event.on.isoformat(), "hand": event.hand},
    )
    emit("CaseMoved", case, procedure=case.procedure_code, kind=event.kind, sequence=event.sequence, state=case.state)


def _possible(case: Case, kind: str, events: list[CaseEvent]) -> EventKind:
    definition = case.procedure.events.get(kind)
    if definition is None or case.state not in definition.from_:
        raise ValidationError(
            _("The case is now at “%(state)s”; somebody has acted meanwhile, or this is not possible here.")
            % {"state": case.standing.label}
        )
    if definition.once and has_happened(events, kind):
        raise ValidationError(_("This may happen once in a case, and it has: %(event)s.") % {"event": definition.label})
    return definition
