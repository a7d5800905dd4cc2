"""Reviews and lawsuits: decided after they were lodged, reopened after they were decided."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from yilan.access.steps.attempt import Attempt
from yilan.casework.folding import standing_events

DECIDED = frozenset({"review_decided", "lawsuit_decided"})


def review_decided(attempt: Attempt) -> None:
    """Demand a review that has not been decided."""
    _require_pending(attempt, "review")


def lawsuit_decided(attempt: Attempt) -> None:
    """Demand a lawsuit that has not been decided."""
    _require_pending(attempt, "lawsuit")


def reopened(attempt: Attempt) -> None:
    """Demand that a review or lawsuit did not uphold the answer."""
    decided = [event for event in standing_events(attempt.events) if event.kind in DECIDED]
    if not decided or decided[-1].facts["result"] == "upheld":
        raise ValidationError(_("A request is handled anew after a review or judgment that did not uphold the answer."))


def _require_pending(attempt: Attempt, way: str) -> None:
    kinds = [event.kind for event in standing_events(attempt.events)]
    if kinds.count(f"{way}_lodged") <= kinds.count(f"{way}_decided"):
        raise ValidationError(_("Enter first that it was lodged; nothing waits for a decision."))
