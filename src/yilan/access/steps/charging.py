"""The processing fee: computed, never typed in."""

from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from yilan.access.fees import fee_of
from yilan.access.law.fees import Fee, NotCharged, pay_by
from yilan.access.steps.attempt import Attempt, Facts


def notified(attempt: Attempt) -> Facts:
    """Demand that something is due; return amount, computation and the last day to pay."""
    fee = _due(attempt)
    return {
        "amount": str(fee.amount),
        "computation": fee.computation,
        "until": pay_by(attempt.day, fee.period).isoformat(),
    }


def waived(attempt: Attempt) -> Facts:
    """Demand that something would be due; return how much."""
    return {"amount": str(_due(attempt).amount)}


def _due(attempt: Attempt) -> Fee:
    try:
        fee = fee_of(attempt.case, attempt.facts["method"], attempt.facts["count"])
    except NotCharged as error:
        raise ValidationError({"method": _("The law of the day of receipt knows no such fee.")}) from error
    if fee.amount == Decimal(0):
        raise ValidationError({"count": _("Nothing is due: %(computation)s.") % {"computation": fee.computation}})
    return fee
