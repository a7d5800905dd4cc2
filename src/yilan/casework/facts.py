"""The facts that an event needs: read from whatever was given, or refused at their field in the user's words."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from yilan.accounts.models import User
from yilan.casework.choices import choices_of
from yilan.casework.models import Case
from yilan.casework.procedures import EventKind, Fact

LONGEST_TEXT = 5000
EMPTY: tuple[Any, ...] = (None, "", [], ())


def read_facts(kind: EventKind, given: Mapping[str, Any], case: Case) -> dict[str, Any]:
    """Return the facts of an event as JSON values; raises `ValidationError` with the name of every fact that fails.

    What the procedure does not ask for is kept as given, for rooms that state more than the engine knows.
    """
    problems: dict[str, list[str]] = {}
    facts = {name: value for name, value in given.items() if name not in {fact.code for fact in kind.facts}}
    for fact in kind.facts:
        value = given.get(fact.code)
        if value in EMPTY:
            if fact.required:
                problems[fact.code] = [_("State this: %(fact)s.") % {"fact": fact.label}]
            continue
        try:
            facts[fact.code] = _READERS[fact.kind](fact, value, case)
        except (ValidationError, ValueError, InvalidOperation) as error:
            problems[fact.code] = (
                error.messages
                if isinstance(error, ValidationError)
                else [_("“%(value)s” cannot be read as: %(fact)s.") % {"value": value, "fact": fact.label}]
            )
    if problems:
        raise ValidationError(problems)
    return facts


def _text(fact: Fact, value: Any, _case: Case) -> str:
    text = str(value).strip()
    if not text and fact.required:
        raise ValidationError(_("State this: %(fact)s.") % {"fact": fact.label})
    if len(text) > LONGEST_TEXT:
        raise ValidationError(
            _("This text has %(length)d characters; %(limit)d are the most.")
            % {"length": len(text), "limit": LONGEST_TEXT}
        )
    return text


def _date(_fact: Fact, value: Any, _case: Case) -> str:
    return (value if isinstance(value, date) else date.fromisoformat(str(value).strip())).isoformat()


def _number(_fact: Fact, value: Any, _case: Case) -> int:
    number = int(value)
    if number < 0:
        raise ValueError(number)
    return number


def _days(fact: Fact, value: Any, case: Case) -> int:
    days = _number(fact, value, case)
    if days == 0:
        raise ValueError(days)
    return days


def _money(_fact: Fact, value: Any, _case: Case) -> str:
    amount = Decimal(str(value))
    if not amount.is_finite() or amount < 0:
        raise ValueError(value)
    return str(amount.quantize(Decimal("0.01")))


def _choice(fact: Fact, value: Any, case: Case) -> str:
    if value not in dict(choices_of(fact.choices, case)):
        raise ValidationError(_("Choose one of the answers offered."))
    return str(value)


def _several(fact: Fact, value: Any, case: Case) -> list[str]:
    return [_choice(fact, one, case) for one in (value if isinstance(value, list | tuple) else [value])]


def _flag(_fact: Fact, value: Any, _case: Case) -> bool:
    return bool(value)


def _party(_fact: Fact, value: Any, case: Case) -> str:
    key = str(getattr(value, "pk", value))
    try:
        belongs = case.parties.filter(pk=key).exists()
    except ValidationError:  # no key at all
        belongs = False
    if not belongs:
        raise ValidationError(_("This party does not belong to the case."))
    return key


def _person(_fact: Fact, value: Any, _case: Case) -> int:
    key = int(getattr(value, "pk", value))
    if not User.objects.filter(pk=key).exists():
        raise ValueError(key)
    return key


_READERS: dict[str, Callable[[Fact, Any, Case], Any]] = {
    "text": _text,
    "date": _date,
    "days": _days,
    "number": _number,
    "money": _money,
    "choice": _choice,
    "choices": _several,
    "flag": _flag,
    "party": _party,
    "person": _person,
}
