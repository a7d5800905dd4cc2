"""What an answer gives away was screened, and of everything that was found somebody has said why it may stand."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from yilan.access.answers import drafted_answer
from yilan.access.judging import judged
from yilan.access.steps.attempt import Attempt


def require_answered(attempt: Attempt) -> None:
    """Raise `ValidationError` while a find of screening in a file that is given is neither blackened nor allowed.

    As with records that are published (`disclosure.actions.screening`): 条例第十四条、第十五条、第十七条.
    """
    answer = drafted_answer(attempt.events)
    if answer is None or not answer.given:
        return
    for one in judged(attempt.case.files.filter(pk__in=answer.given).select_related("stored")):
        if not one.findings.is_current:
            told = _("“%(file)s” was not screened by the rules of today. Take this step on the page of the answer.")
            raise ValidationError(told % {"file": one.file})
        if one.open:
            told = _(
                "Screening found %(count)d places in “%(file)s” of which nobody has said why they may stand. "
                "Return the answer, so that they are blacked out, or let a secrecy reviewer state the reason."
            )
            raise ValidationError(told % {"count": len(one.open), "file": one.file})
