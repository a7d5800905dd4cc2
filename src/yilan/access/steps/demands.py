"""Which step has which demand."""

from collections.abc import Callable

from yilan.access.steps import (
    answering,
    arriving,
    charging,
    consulting,
    ending,
    handing,
    opening,
    remedying,
    screening,
    timing,
)
from yilan.access.steps.attempt import Attempt, Facts
from yilan.access.steps.choosing import require_reasons

Demand = Callable[[Attempt], Facts | None]  # raises, or returns further facts

DEMANDS: dict[str, dict[str, Demand]] = {
    "access": {
        "received": arriving.received,
        "assigned": handing.assigned,
        "uncorrected": ending.lapsed,
        "unpaid": ending.unpaid,
        "reasons_missing": ending.silent,
        "delayed": timing.delayed,
        "third_party_asked": consulting.third_party_asked,
        "third_party_reached": consulting.reached,
        "agency_reached": consulting.reached,
        "third_party_answered": consulting.answered,
        "third_party_confirmed": consulting.third_party_confirmed,
        "third_party_overridden": consulting.overridden,
        "agency_asked": consulting.agency_asked,
        "agency_answered": consulting.answered,
        "assistance_asked": consulting.agency_asked,
        "assistance_given": consulting.helper,
        "fee_notified": charging.notified,
        "fee_waived": charging.waived,
        "drafted": answering.drafted,
        "secrecy_reviewed": screening.require_answered,
        "answered": screening.require_answered,
        "review_decided": remedying.review_decided,
        "lawsuit_decided": remedying.lawsuit_decided,
        "reopened": remedying.reopened,
        "publication_suggested": opening.suggested,
        "publication_declined": opening.declined,
    },
    "records_correction": {
        "assigned": handing.assigned,
        "evidence_missing": ending.silent,
    },
    "disclosure_complaint": {
        "assigned": handing.assigned_by_office,
    },
}


def prepared(attempt: Attempt) -> Facts:
    """Return the facts of a step with those that are computed; `ValidationError` where the law does not allow it."""
    require_reasons(attempt)
    demand = DEMANDS.get(attempt.case.procedure_code, {}).get(attempt.kind.code)
    further = demand(attempt) if demand else None
    return {**attempt.facts, **(further or {})}
