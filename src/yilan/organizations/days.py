"""What is current on a day: the last day of a term belongs to it."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _


def current_on(day: date) -> Q:
    """Return the condition on rows with `since` and `until` that are current on the day."""
    return Q(since__lte=day) & (Q(until=None) | Q(until__gte=day))


def today() -> date:
    """Return the present day in the district."""
    return timezone.localdate()


def require_term(since: date, until: date) -> None:
    """Raise `ValidationError` at `until` when a term would end before it began."""
    if until < since:
        raise ValidationError({"until": _("The last day lies before the first, %(day)s.") % {"day": since.isoformat()}})
