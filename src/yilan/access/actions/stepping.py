"""The one way on which staff, applicants and the system move a request on."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from yilan.access.actions.following import follow
from yilan.access.papers import Draft, drafts_of, send_papers
from yilan.access.papers.sending import require_known_to_law
from yilan.access.steps import Attempt, Facts, prepared
from yilan.accounts.models import User
from yilan.casework.actions import act
from yilan.casework.actions.acting import Hand, lock
from yilan.casework.authority import require_hand
from yilan.casework.facts import read_facts
from yilan.casework.folding import fold
from yilan.casework.guards import require_time
from yilan.casework.models import Case, CaseEvent, CaseFile
from yilan.casework.procedures import EventKind


@transaction.atomic
def take_step(  # noqa: PLR0913 - all by name
    *,
    actor: User | None,
    case: Case,
    kind: str,
    facts: Mapping[str, Any] | None = None,
    on: date | None = None,
    at: datetime | None = None,
    files: Iterable[CaseFile] = (),
    hand: str = Hand.STAFF,
) -> CaseEvent:
    """Let something happen to a case, as the law of requests demands it, and send the papers of the step.

    `on` is the day that counts, `at` the moment of entry, as with `casework.actions.act`. Raises what `act` raises, and
    `ValidationError` where the law does not allow the step, a fact is missing, or a paper cannot be written; then
    nothing has happened.
    """
    locked = lock(case)
    definition = locked.procedure.events.get(kind)
    stated: Mapping[str, Any] = facts or {}
    if definition is not None and locked.state in definition.from_:
        stated = _demanded(locked, definition, stated, on or timezone.localdate(), hand, actor)
    event = act(actor=actor, case=case, kind=kind, facts=stated, on=on, at=at, files=files, hand=hand)
    send_papers(actor=actor if hand == Hand.STAFF else None, event=event)
    follow(actor=actor if hand == Hand.STAFF else None, case=case, event=event)
    return event


def preview_step(  # noqa: PLR0913 - all by name
    *,
    actor: User | None,
    case: Case,
    kind: str,
    facts: Mapping[str, Any] | None = None,
    on: date | None = None,
    hand: str = Hand.STAFF,
) -> Sequence[Draft]:
    """Return the papers that a step would send, without taking it. Raises what `take_step` raises."""
    day = on or timezone.localdate()
    definition = case.procedure.events[kind]
    stated = _demanded(case, definition, facts or {}, day, hand, actor)
    events = list(case.events.all())
    require_time(case=case, kind=definition, facts=stated, day=day, events=events)
    event = CaseEvent.stating(
        stated, case=case, sequence=len(events) + 1, kind=kind, on=day, at=timezone.now(), hand=hand, actor=actor
    )
    return drafts_of(case, [*events, event])


def _demanded(  # noqa: PLR0913, PLR0917 - one step's parts
    case: Case, kind: EventKind, given: Mapping[str, Any], day: date, hand: str, actor: User | None
) -> Facts:
    """Return the facts of a step with those that the verb computes; whoever may not take it is told so first."""
    events = list(case.events.all())
    require_hand(hand, actor, kind, case, fold(case.procedure, events))
    typed = replace(kind, facts=tuple(fact for fact in kind.facts if not fact.computed))
    computed = {fact.code for fact in kind.facts if fact.computed}
    facts = read_facts(typed, {name: value for name, value in given.items() if name not in computed}, case)
    trial = CaseEvent.stating(
        facts, case=case, sequence=len(events) + 1, kind=kind.code, on=day, hand=hand, actor=actor
    )
    require_known_to_law(case, [*events, trial])
    return prepared(Attempt(case, kind, facts, day, events))
