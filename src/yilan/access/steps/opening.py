"""What was given to one is suggested for everybody, and the suggestion is answered (条例第四十四条第二款)."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from yilan.access.for_everybody import may_be_suggested, open_suggestion
from yilan.access.steps.attempt import Attempt


def suggested(attempt: Attempt) -> None:
    """Demand that the applicant has been given something, and that nobody has taken it up already."""
    if not may_be_suggested(attempt.case, attempt.events):
        raise ValidationError(_("Only information that an answer has given can be suggested for everybody, and once."))


def declined(attempt: Attempt) -> None:
    """Demand a suggestion that waits for its answer."""
    if open_suggestion(attempt.events) is None:
        raise ValidationError(_("No suggestion of the applicant waits for an answer."))
