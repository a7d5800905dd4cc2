"""Brings the lists of the law to the engine, which knows only their names."""

from collections.abc import Callable, Mapping

from yilan.access.fees import fee_choices
from yilan.access.law.choices import Choice, choice_lists
from yilan.access.law.outcomes import outcomes
from yilan.casework.choices import Choices, register_choices
from yilan.casework.models import Case


def offer_choices() -> None:
    """Register every list that the procedures of this room name."""
    for name, entries in choice_lists().items():
        register_choices(name, _terms(entries))
    register_choices("outcome", offered_outcomes)
    register_choices("fee_method", fee_choices)


def offered_outcomes(case: Case) -> Choices:
    """Return the outcomes with which a request may be answered under the law of its day of receipt.

    Those by which a step of its own ends a request, as a withdrawal does, are none of them.
    """
    day = case.received_on
    ending = {kind.outcome for kind in case.procedure.events.values() if kind.outcome}
    return [
        (one.code, one.term)
        for one in outcomes().values()
        if one.code not in ending and (day is None or one.usable_on(day))
    ]


def _terms(entries: Mapping[str, Choice]) -> Callable[[Case], Choices]:
    offered = [(one.code, one.term) for one in entries.values()]
    return lambda _case: offered
