"""What helps to draft an answer: which paper has to go out before, and which published record tells where to look."""

from dataclasses import dataclass
from typing import Any

from yilan.access.beforehand import unsent_papers
from yilan.access.law.outcomes import Outcome
from yilan.access.law.papers import paper_wordings
from yilan.access.published import PublishedRecord, published_like, told_by
from yilan.access.staff.own_screens import step_address
from yilan.casework.models import Case


@dataclass(frozen=True, slots=True)
class Beforehand:
    """A paper that has to go out first; `address` is where that is done, empty where it cannot be done now."""

    title: str
    address: str


def papers_before(case: Case, outcome: Outcome) -> list[Beforehand]:
    """Return the papers that have to go out before such an answer, each with the way there."""
    ways = {kind.paper: step_address(case, kind) for kind in case.possible if kind.paper}
    return [Beforehand(paper_wordings()[code].title, ways.get(code, "")) for code in unsent_papers(case, outcome)]


def records_for(case: Case, outcome: Outcome) -> list[PublishedRecord]:
    """Return published records of which one may be what is asked for, where the outcome says where it is to be had."""
    return published_like(case) if outcome.told_by_record else []


def told_by_chosen(outcome: Outcome, records: list[PublishedRecord], chosen: str) -> dict[str, Any]:
    """Return what the chosen one of the records tells, by its index number; nothing where none is chosen."""
    return next((told_by(outcome, one) for one in records if one.index_number == chosen), {})
