"""A case as its applicant reads it, whom the tracking code has let in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from yilan.access.endings import outcome_words
from yilan.access.for_everybody import may_be_suggested
from yilan.casework.clocks import CaseClock, clock_of
from yilan.casework.folding import standing_events
from yilan.casework.models import Case, CaseEvent, CaseFile
from yilan.casework.procedures import EventKind
from yilan.casework.queries import HistoryLine, public_history, shown_facts
from yilan.core.calendar import working_days_between

APPLICANT = CaseEvent.Hand.APPLICANT
DRAFTED, ANSWERED, WITHDRAWN = "drafted", "answered", "withdrawn"
COMPLAINT = "disclosure_complaint"
ANSWERS = frozenset({"restart", "resume"})  # what an answer does to the clock that waits for it


@dataclass(frozen=True)
class OwnCase:
    """What the applicant reads: where the case stands, what happened, what can be taken, what they may do now.

    `late`: working days since the answer was due, 0 in time. `left`: working days until then, None without a due day.
    `asked`: the notice that waits for the applicant, `answer`: the step by which they answer it here, None where that
    is done elsewhere, as a fee is paid. `ending`: how the case ended. `expired`: there were files, and their time is
    over. `grounds`: why it ended so, where the answer itself does not stand in the history. `may_suggest`: what was
    given may be suggested for everybody. `may_complain`: it is late or has ended, so that a complaint about how it was
    handled makes sense (条例第四十七条).
    """

    case: Case
    clock: CaseClock
    history: list[HistoryLine]
    files: list[CaseFile]
    steps: dict[str, EventKind]
    late: int
    left: int | None
    asked: HistoryLine | None
    answer: EventKind | None
    ending: str
    expired: bool
    grounds: tuple[tuple[str, str], ...]
    may_suggest: bool
    may_complain: bool


def case_with(index: str) -> Case | None:
    """Return the case whose tracking code has this index (`Case.tracking_index`)."""
    return Case.objects.select_related("agency").filter(tracking_index=index).first()


def own_case(case: Case, *, on: date | None = None) -> OwnCase:
    """Return a case as its applicant reads it on a day (today): seven queries, however long its history is."""
    day = on or timezone.localdate()
    events = list(case.events.all())
    clock = clock_of(case.procedure, events, on=day)
    history = public_history(case)
    shown = case.files.exclude(shown_until=None).select_related("stored").order_by("-added_at", "-id")
    files = [file for file in shown if file.shown_until is not None and file.shown_until >= day]
    steps = {kind.code: kind for kind in case.possible if APPLICANT in kind.hands}
    due = clock.due if case.is_open else None
    late = working_days_between(due, day) if due and day > due else 0
    return OwnCase(
        case=case,
        clock=clock,
        history=history,
        files=files,
        steps=steps,
        late=late,
        left=working_days_between(day, due) if due and day <= due else None,
        asked=_asked(case, history),
        answer=next((kind for kind in steps.values() if kind.clock in ANSWERS), None),
        ending=outcome_words(case) if case.outcome != case.state else "",
        expired=not case.is_open and not files and bool(shown),
        grounds=_grounds(case, events),
        may_suggest=may_be_suggested(case, events),
        may_complain=case.procedure_code != COMPLAINT and (late > 0 or case.outcome not in {"", WITHDRAWN}),
    )


def _grounds(case: Case, events: Sequence[CaseEvent]) -> tuple[tuple[str, str], ...]:
    """Return what the draft says of the answer that was signed; nothing before, and nothing where it was not one."""
    answer = case.procedure.events.get(ANSWERED)
    if answer is None or case.outcome in {"", WITHDRAWN} or case.state != answer.to:
        return ()
    drafts = [event for event in standing_events(events) if event.kind == DRAFTED]
    return shown_facts(drafts[-1]) if drafts else ()


def _asked(case: Case, history: Sequence[HistoryLine]) -> HistoryLine | None:
    """Return the notice that waits for the applicant: what led to the present state, if it stopped the clock."""
    last = next((line for line in reversed(history) if line.kind.to == case.state), None)
    return last if last is not None and last.kind.clock == "stop" else None
