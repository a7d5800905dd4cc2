"""On which grounds a part of an answer may be withheld, under the law of the request."""

from yilan.access.law.outcomes import Outcome, grounds_for, outcomes_on
from yilan.casework.models import Case
from yilan.organizations.days import today

Choices = list[tuple[str, str]]


def in_parts(case: Case) -> list[Outcome]:
    """Return the outcomes of the request's law that withhold parts, each with a ground of its own."""
    return [one for one in outcomes_on(case.received_on or today()) if one.takes_grounds]


def grounds_of(case: Case) -> list[Outcome]:
    """Return the outcomes that can be the ground of a part, in the order of the table."""
    day = case.received_on or today()
    found = {ground.code: ground for one in in_parts(case) for ground in grounds_for(one, day)}
    return list(found.values())


def ground_choices(case: Case) -> Choices:
    """Return the grounds to choose from in their shortest words, with an empty one first."""
    return [("", "—"), *((one.code, one.term.partition("：")[2] or one.term) for one in grounds_of(case))]
