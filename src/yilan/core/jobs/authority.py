"""Who may work on the dead list. The answer lies two floors above, with the appointments; this room only asks."""

from collections.abc import Callable
from typing import Any

_answers: list[Callable[[Any], bool]] = []


def answer_with(answer: Callable[[Any], bool]) -> None:
    """Let an upper room say whether a person keeps the jobs; the last answer given counts."""
    _answers[:] = [answer]


def may_keep_jobs(person: Any) -> bool:
    """Tell whether the person may revive and discard jobs. Nobody may while no room answers."""
    return any(answer(person) for answer in _answers)
