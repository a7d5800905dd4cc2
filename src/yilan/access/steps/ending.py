"""What may follow from silence, and not before its time."""

from collections.abc import Iterable
from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from yilan.access.law.writing import chinese_date
from yilan.access.steps.attempt import Attempt
from yilan.casework.clock import Pause


def lapsed(attempt: Attempt) -> None:
    """Demand that the applicant let the time pass, so that the request counts as abandoned."""
    reading = attempt.reading
    if not reading.lapsed:
        raise ValidationError(_too_early(reading.paused_by))


def silent(attempt: Attempt) -> None:
    """Demand that the time to say something has passed."""
    waiting = attempt.reading.paused_by
    if waiting:
        raise ValidationError(_too_early(waiting))


def _too_early(waiting: Iterable[Pause]) -> str:
    until = [one.until for one in waiting if one.until]
    day = max(until) if until else date.max
    return _("There is time until %(day)s; before that nothing follows from silence.") % {"day": chinese_date(day)}
