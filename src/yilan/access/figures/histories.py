"""What the figures read of a request: who asked whom, and its events."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from yilan.casework.folding import ANNULLED
from yilan.casework.procedures import Procedure, procedure

PROCEDURE = "access"

# Events by their names in data/procedures/access.toml, beside those that move a case or its clock.
ANSWERED = "answered"
FEE_NOTIFIED, FEE_WAIVED, FEE_PAID, FEE_UNPAID = "fee_notified", "fee_waived", "paid", "unpaid"
REVIEW_LODGED, REVIEW_DECIDED = "review_lodged", "review_decided"
LAWSUIT_LODGED, LAWSUIT_DECIDED = "lawsuit_lodged", "lawsuit_decided"
REMEDIES = frozenset({REVIEW_LODGED, REVIEW_DECIDED, LAWSUIT_LODGED, LAWSUIT_DECIDED})


@dataclass(slots=True)
class PastEvent:
    """One event of a request, as the folds of casework read it."""

    sequence: int
    kind: str
    on: date
    facts: dict[str, Any] = field(default_factory=dict)
    actor_id: int | None = None


@dataclass(slots=True)
class History:
    """A request: key of its case, key of its agency, kind of applicant, and its events in any order."""

    case: UUID
    agency: int
    kind: str
    events: list[PastEvent] = field(default_factory=list)


def rules() -> Procedure:
    """Return the procedure of requests."""
    return procedure(PROCEDURE)


def kinds_that_count() -> set[str]:
    """Return the events that can change a figure; the others, notes above all, need not be read."""
    counted = {
        kind.code
        for kind in rules().events.values()
        if kind.to or kind.clock or any(fact.code == "outcome" for fact in kind.facts)
    }
    return counted | REMEDIES | {FEE_WAIVED, ANNULLED}
