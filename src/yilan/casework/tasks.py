"""Work of the casework room that the worker does."""

from datetime import time

from yilan.casework.actions import act
from yilan.casework.folding import standing_events
from yilan.casework.models import Case, CaseEvent
from yilan.casework.procedures import procedures
from yilan.casework.queries import with_clocks
from yilan.casework.queries.desk import ESCALATED
from yilan.core.jobs import schedule, task

LATE, SOON = "overdue", "soon"  # of the list `degree`


@task
def escalate() -> int:
    """Put open cases that are nearly due, or overdue, before the leader: once for each; returns how many."""
    told = 0
    for rules in procedures().values():
        if ESCALATED not in rules.events:
            continue
        waiting = Case.objects.filter(procedure_code=rules.code, state__in=rules.open_states)
        for case, clock in with_clocks(waiting.select_related("agency")):
            if clock.left is None or clock.left > rules.warnings.escalate:
                continue
            degree = LATE if clock.left < 0 else SOON
            if degree not in _degrees(case):
                act(actor=None, case=case, kind=ESCALATED, facts={"colour": degree}, hand=CaseEvent.Hand.SYSTEM)
                told += 1
    return told


def _degrees(case: Case) -> set[str]:
    """Return to which degrees a case was put before the leader since its period last began."""
    degrees: set[str] = set()
    for event in standing_events(case.events.all()):
        if event.definition.clock in {"start", "restart"}:
            degrees = set()
        elif event.kind == ESCALATED:
            degrees.add(event.facts["colour"])
    return degrees


schedule("casework.escalate", escalate, daily_at=time(6, 30))
