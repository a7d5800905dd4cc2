"""In which capacity somebody acts. The answer lies two floors above, with the appointments; this room only asks."""

from collections.abc import Callable, Iterable
from typing import Any

_answers: list[Callable[[Any], Iterable[str]]] = []


def answer_with(answer: Callable[[Any], Iterable[str]]) -> None:
    """Let an upper room say which roles a person holds, each as `role@agency code`; the last answer given counts."""
    _answers[:] = [answer]


def roles_held(actor: Any | None) -> list[str]:
    """Return the roles that a person holds now; none for the system, and none while no room answers."""
    return sorted(role for answer in _answers for role in answer(actor)) if actor else []
