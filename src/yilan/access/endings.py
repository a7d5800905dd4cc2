"""How a case ended, in words."""

from yilan.access.law.outcomes import outcomes
from yilan.casework.models import Case


def outcome_words(case: Case) -> str:
    """Return how a case ended, in words; empty while it is open."""
    if not case.outcome:
        return ""
    known = outcomes().get(case.outcome)
    if known is not None:
        return known.term
    ended_by = [kind.label for kind in case.procedure.events.values() if kind.outcome == case.outcome]
    return ended_by[0] if ended_by else case.outcome
