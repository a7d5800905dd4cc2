"""The day on which a request counts as received."""

from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from yilan.access.law.choices import choices
from yilan.access.law.receipt import ARRIVED, CONFIRMED, Needs, date_of_receipt, receipt_rule
from yilan.access.law.writing import chinese_date
from yilan.access.steps.attempt import Attempt, Facts


def received(attempt: Attempt) -> Facts:
    """Demand that receipt is confirmed for the day that the law counts for the channel."""
    arrived = attempt.events[0].on
    try:
        require_day_of_receipt(attempt.case.channel, attempt.day, arrived)
    except ValidationError as error:
        raise ValidationError({"on": error.messages}) from error
    return {}


def require_day_of_receipt(channel: str, received_on: date, arrived_on: date) -> None:
    """Raise `ValidationError` where the day of receipt is not that of the law for what arrived by a channel."""
    if channel not in choices("channel"):
        raise ValidationError({"channel": _("Choose one of the answers offered.")})
    rule = receipt_rule(channel, arrived_on)
    facts = {ARRIVED: arrived_on, CONFIRMED: received_on if rule.day == CONFIRMED else None}
    try:
        day = date_of_receipt(channel, facts)
    except ValueError as error:
        told = _("It arrived on %(day)s and cannot have been received before.")
        raise ValidationError({"received_on": told % {"day": chinese_date(arrived_on)}}) from error
    if isinstance(day, Needs) or day != received_on:
        told = _("It counts as received on %(day)s: %(rule)s.")
        raise ValidationError({"received_on": told % {"day": chinese_date(arrived_on), "rule": rule.meaning}})
