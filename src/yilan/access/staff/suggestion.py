"""The applicant's suggestion to open what was given to everybody, while it waits for an answer."""

from dataclasses import dataclass

from yilan.access.for_everybody import DECLINED, SUGGESTED, TAKEN_UP, open_suggestion
from yilan.access.staff.next_steps import NextSteps
from yilan.access.staff.own_screens import step_address
from yilan.casework.models import Case
from yilan.casework.queries import HistoryLine


@dataclass(frozen=True)
class Suggestion:
    """What the applicant suggests, and where it is taken up or declined; empty addresses for who may do neither."""

    line: HistoryLine
    take_up: str
    decline: str


def suggestion_of(case: Case, history: list[HistoryLine], steps: NextSteps) -> Suggestion | None:
    """Return the suggestion that waits for an answer, from the history of a case and what this person may do."""
    if open_suggestion(line.event for line in history) is None:
        return None
    line = next(line for line in history if line.event.kind == SUGGESTED and line.stands)
    take_up = next((step.address for step in steps.further if step.kind.code == TAKEN_UP), "")
    decline = step_address(case, case.procedure.events[DECLINED]) if DECLINED in steps.possible else ""
    return Suggestion(line, take_up, decline)
