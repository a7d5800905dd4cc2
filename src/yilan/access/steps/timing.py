"""A later day for the answer."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from yilan.access.steps.attempt import Attempt
from yilan.casework.folding import has_happened


def delayed(attempt: Attempt) -> None:
    """Demand that the applicant has given the reasons that were asked for (条例第三十五条)."""
    if not has_happened(list(attempt.events), "reasons_given"):
        raise ValidationError(_("First ask for reasons and enter them; only then can a later day be set."))
