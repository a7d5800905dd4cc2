"""What has to be stated with a choice."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from yilan.access.law.choices import choice_lists
from yilan.access.steps.attempt import Attempt

CALLED = {"reasons": "reason", "explanation": "reason", "parts": "reason", "numbers": "why"}


def require_reasons(attempt: Attempt) -> None:
    """Raise `ValidationError` at the field that a chosen entry of the law needs and that is empty."""
    labels = {fact.code: fact.label for fact in attempt.kind.facts}
    problems = {}
    for fact in attempt.kind.facts:
        chosen = choice_lists().get(fact.choices, {}).get(str(attempt.facts.get(fact.code, "")))
        for need in chosen.needs if chosen else ():
            code = CALLED.get(need, need)
            if code in labels and not attempt.facts.get(code):
                problems[code] = [_("With “%(choice)s” state this: %(fact)s.") % {
                    "choice": chosen.term if chosen else "", "fact": labels[code],
                }]  # fmt: skip
    if problems:
        raise ValidationError(problems)
