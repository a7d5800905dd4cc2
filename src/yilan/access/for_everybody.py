"""Information that one applicant was given, and that they suggest to open to everybody (条例第四十四条第二款)."""

from collections.abc import Iterable

from yilan.access.answers import drafted_answer
from yilan.casework.folding import standing_events
from yilan.casework.models import Case, CaseEvent

SUGGESTED, DECLINED, TAKEN_UP = "publication_suggested", "publication_declined", "proposed"


def was_given(events: Iterable[CaseEvent]) -> bool:
    """Tell whether a request was answered with the information, in full or in part."""
    standing = standing_events(events)
    answer = drafted_answer(standing)
    answered = any(event.definition.clock == "end" and not event.definition.outcome for event in standing)
    return answered and answer is not None and answer.outcome.opens


def may_be_suggested(case: Case, events: Iterable[CaseEvent]) -> bool:
    """Tell whether the applicant may suggest it now: something was given, and nobody has suggested or taken it up."""
    standing = standing_events(events)
    if SUGGESTED not in {kind.code for kind in case.possible} or not was_given(standing):
        return False
    return not any(event.kind in {SUGGESTED, TAKEN_UP} for event in standing)


def open_suggestion(events: Iterable[CaseEvent]) -> CaseEvent | None:
    """Return the applicant's suggestion while the agency has neither taken it up nor declined it."""
    standing = standing_events(events)
    if any(event.kind in {DECLINED, TAKEN_UP} for event in standing):
        return None
    return next((event for event in standing if event.kind == SUGGESTED), None)
