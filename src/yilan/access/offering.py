"""Brings the lists of the law to the engine, which knows only their names."""

from collections.abc import Callable, Mapping

from yilan.access.law.choices import Choice, choice_lists
from yilan.access.law.outcomes import outcomes
from yilan.casework.choices import Choices, register_choices
from yilan.casework.models import Case

FEE_METHODS = [("items", "按件计收"), ("pages", "按量（页）计收")]


def offer_choices() -> None:
    """Register every list that the procedures of this room name."""
    for name, entries in choice_lists().items():
        register_choices(name, _terms(entries))
    register_choices("outcome", offered_outcomes)
    register_choices("fee_method", lambda _case: FEE_METHODS)


def offered_outcomes(case: Case) -> Choices:
    """Return the outcomes with which a request may end under the law of its day of receipt."""
    day = case.received_on
    return [(one.code, one.term) for one in outcomes().values() if day is None or one.usable_on(day)]


def _terms(entries: Mapping[str, Choice]) -> Callable[[Case], Choices]:
    offered = [(one.code, one.term) for one in entries.values()]
    return lambda _case: offered
