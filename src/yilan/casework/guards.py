"""When something may happen to a case: days in their order, and the limits that the law sets for single steps."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from yilan.casework.clocks import clock_of
from yilan.casework.folding import fold
from yilan.casework.models import Case, CaseEvent
from yilan.casework.procedures import EventKind
from yilan.core.regimes import NoLimit, limit_on


def require_time(
    *, case: Case, kind: EventKind, facts: Mapping[str, Any], day: date, events: Sequence[CaseEvent]
) -> None:
    """Raise `ValidationError` where an event's day contradicts the days before it or a limit of law."""
    standing = fold(case.procedure, events)
    if day > timezone.localdate():
        raise ValidationError({"on": _("This day has not come yet.")})
    earliest = standing.moved_on if kind.to or kind.clock else standing.received_on
    if earliest is not None and day < earliest:
        raise ValidationError(
            {
                "on": _("The case came to where it stands on %(day)s only.")
                % {"day": date_format(earliest, "DATE_FORMAT")}
            }
        )
    if kind.within and standing.received_on and not facts.get("late_reason"):
        _require_within(kind, standing.received_on, day)
    if (
        facts.get("until")
        and any(fact.code == "until" for fact in kind.facts)
        and date.fromisoformat(facts["until"]) <= day
    ):
        raise ValidationError({"until": _("The last day has to lie after the day of the notice.")})
    if kind.clock == "extend":
        _require_extendable(case, facts, day, events)
    if kind.clock == "delay":
        _require_later(case, facts, day, events)


def _require_within(kind: EventKind, received: date, day: date) -> None:
    try:
        last = limit_on(kind.within, received).due(received)
    except NoLimit:  # the law of that time set none
        return
    if day > last:
        raise ValidationError(
            {
                "late_reason": _("This was due by %(day)s. State why it happens later.")
                % {"day": date_format(last, "DATE_FORMAT")}
            }
        )


def _require_extendable(case: Case, facts: Mapping[str, Any], day: date, events: Sequence[CaseEvent]) -> None:
    due, received = clock_of(case.procedure, events, on=day).due, fold(case.procedure, events).received_on
    if due is not None and day > due:
        raise ValidationError(
            _("The answer was due on %(day)s; what is overdue cannot be extended.")
            % {"day": date_format(due, "DATE_FORMAT")}
        )
    rule = case.procedure.clock.extension
    if received is None or not rule:
        return
    most = (limit_on(rule, received) if isinstance(rule, str) else rule).amount
    if isinstance(most, int) and facts.get("days", 0) > most:
        raise ValidationError({"days": _("The law allows %(days)d working days at most.") % {"days": most}})


def _require_later(case: Case, facts: Mapping[str, Any], day: date, events: Sequence[CaseEvent]) -> None:
    due = clock_of(case.procedure, events, on=day).due
    if due is not None and date.fromisoformat(facts["until"]) <= due:
        raise ValidationError(
            {
                "until": _("Without a delay the answer is due on %(day)s already.")
                % {"day": date_format(due, "DATE_FORMAT")}
            }
        )
