"""A case as its applicant reads it, whom the tracking code has let in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from yilan.access.for_everybody import may_be_suggested
from yilan.casework.clocks import CaseClock, clock_of
from yilan.casework.models import Case, CaseEvent, CaseFile
from yilan.casework.procedures import EventKind
from yilan.casework.queries import HistoryLine, public_history
from yilan.core.calendar import working_days_between

APPLICANT = CaseEvent.Hand.APPLICANT


@dataclass(frozen=True)
class OwnCase:
    """What the applicant reads: where the case stands, what happened, what can be taken, what they may do now.

    `late`: working days since the answer was due, 0 in time. `left`: working days until then, None without a due day.
    `may_suggest`: what was given may be suggested for everybody.
    """

    case: Case
    clock: CaseClock
    history: list[HistoryLine]
    files: list[CaseFile]
    steps: dict[str, EventKind]
    late: int
    left: int | None
    asked: HistoryLine | None
    may_suggest: bool


def case_with(index: str) -> Case | None:
    """Return the case whose tracking code has this index (`Case.tracking_index`)."""
    return Case.objects.select_related("agency").filter(tracking_index=index).first()


def own_case(case: Case, *, on: date | None = None) -> OwnCase:
    """Return a case as its applicant reads it on a day (today): seven queries, however long its history is."""
    day = on or timezone.localdate()
    events = list(case.events.all())
    clock = clock_of(case.procedure, events, on=day)
    history = public_history(case)
    files = case.files.filter(shown_until__gte=day).select_related("stored").order_by("added_at", "id")
    due = clock.due if case.is_open else None
    return OwnCase(
        case=case,
        clock=clock,
        history=history,
        files=list(files),
        steps={kind.code: kind for kind in case.possible if APPLICANT in kind.hands},
        late=working_days_between(due, day) if due and day > due else 0,
        left=working_days_between(day, due) if due and day <= due else None,
        asked=_asked(case, history),
        may_suggest=may_be_suggested(case, events),
    )


def _asked(case: Case, history: Sequence[HistoryLine]) -> HistoryLine | None:
    """Return the notice that waits for the applicant's answer: the last event that led to the present state."""
    if not any(APPLICANT in kind.hands and kind.clock in {"restart", "resume"} for kind in case.possible):
        return None
    return next((line for line in reversed(history) if line.kind.to == case.state), None)
