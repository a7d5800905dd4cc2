"""Work of the access room that the worker does."""

from datetime import time

from django.utils import timezone

from yilan.access.actions import drafts
from yilan.access.actions.stepping import take_step
from yilan.access.consulting import SILENT, consultations
from yilan.access.steps import Attempt
from yilan.access.steps.consulting import time_until
from yilan.casework.models import Case, CaseEvent
from yilan.core.jobs import schedule, task

ANSWERS = {"third_party": "third_party_answered", "agency": "agency_answered"}


@task
def throw_away_old_drafts() -> int:
    """Throw away requests that were being written and that nobody has touched for thirty days."""
    return drafts.throw_away_old_drafts()


@task
def enter_silence() -> int:
    """Enter for everybody who was asked and let the time of the law pass that no answer came; returns how many."""
    entered = 0
    for case in Case.objects.filter(procedure_code="access", state="handling").select_related("agency"):
        entered += sum(_enter(case, key) for key, one in consultations(case.events.all()).items() if not one.answer)
    return entered


def _enter(case: Case, party: str) -> bool:
    today = timezone.localdate()
    events = list(case.events.all())
    found = consultations(events)[party]
    kind = case.procedure.events[ANSWERS[found.kind]]
    until = time_until(Attempt(case, kind, {}, today, events), found)
    if until is None or today <= until:
        return False
    facts = {"party": party, "answer": SILENT}
    take_step(actor=None, case=case, kind=kind.code, facts=facts, hand=CaseEvent.Hand.SYSTEM)
    return True


schedule("access.enter_silence", enter_silence, daily_at=time(6, 20))
schedule("access.throw-away-old-drafts", throw_away_old_drafts, daily_at=time(3, 40))
