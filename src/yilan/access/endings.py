"""How a case may end and ended, in words."""

from yilan.access.law.choices import choice_lists
from yilan.access.law.outcomes import outcomes
from yilan.casework.models import Case
from yilan.casework.procedures import Procedure

# The fact by which an answer ends a case, and the list from which the answer to a request chooses.
OUTCOME = "outcome"


def outcome_words(case: Case) -> str:
    """Return how a case ended, in words; empty while it is open."""
    return endings_of(case.procedure).get(case.outcome, case.outcome)


def endings_of(rules: Procedure) -> dict[str, str]:
    """Return the words for each way in which cases of a procedure end: by their answers, then by steps of their own."""
    facts = [fact for kind in rules.events.values() for fact in kind.facts if fact.code == OUTCOME]
    answers = {
        one.code: one.term
        for name in dict.fromkeys(fact.choices for fact in facts)
        for one in (outcomes() if name == OUTCOME else choice_lists()[name]).values()
    }
    steps = {kind.outcome: kind.label for kind in rules.events.values() if kind.outcome}
    return answers | {code: label for code, label in steps.items() if code not in answers}
