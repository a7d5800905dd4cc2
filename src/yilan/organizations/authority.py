"""Who may keep an agency or write for it. The answer lies a floor above, with the appointments; this room only asks."""

from collections.abc import Callable
from typing import Any, Literal

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from yilan.organizations.models import Agency

Question = Literal["keep", "write"]
Answer = Callable[[Any, Agency | None], bool]
_ANSWERS: dict[Question, Answer] = {}


def answer_with(question: Question, answer: Answer) -> None:
    """Let an upper room answer `(person, agency) -> bool`; an agency of None stands for the district at large."""
    _ANSWERS[question] = answer


def may_keep(person: Any, agency: Agency | None) -> bool:
    """Tell whether the person may change the agency, its duties and its people. Nobody may while no room answers."""
    return _ask("keep", person, agency)


def may_write(person: Any, agency: Agency | None) -> bool:
    """Tell whether the person may draft records of the agency."""
    return _ask("write", person, agency)


def require_keeper(actor: Any | None, agency: Agency | None) -> None:
    """Raise `PermissionDenied` unless the actor keeps the agency; None is the system itself, as at set-up."""
    if actor is not None and not may_keep(actor, agency):
        raise PermissionDenied(_("Only the administrator of this agency, or of one above it, may change this."))


def _ask(question: Question, person: Any, agency: Agency | None) -> bool:
    answer = _ANSWERS.get(question)
    return bool(answer and answer(person, agency))
