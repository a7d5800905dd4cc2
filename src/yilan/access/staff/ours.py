"""The procedures of this room, as the desk offers them."""

from functools import cache
from pathlib import Path

from django.http import Http404

from yilan.accounts.models import User
from yilan.accounts.queries import holds
from yilan.casework.authority import READERS
from yilan.casework.procedures import Procedure, procedure

FOLDER = Path(__file__).parent.parent / "data" / "procedures"
FIRST = "access"
ASSIGNED = "assigned"


@cache
def codes() -> tuple[str, ...]:
    """Return the codes of the room's procedures, requests first."""
    return tuple(sorted((path.stem for path in FOLDER.glob("*.toml")), key=lambda code: (code != FIRST, code)))


def our_procedures() -> list[Procedure]:
    """Return the procedures in the order of their tabs."""
    return [procedure(code) for code in codes()]


def our_procedure(code: str) -> Procedure:
    """Return one of them, or raise `Http404`."""
    if code not in codes():
        raise Http404
    return procedure(code)


def reads_cases(user: User) -> bool:
    """Tell whether the user may open cases of any agency."""
    return any(holds(user, role) for role in READERS)


def may_register(user: User, rules: Procedure) -> bool:
    """Tell whether the user enters what comes in for any agency."""
    return any(holds(user, role) for kind in rules.events.values() if kind.opens for role in kind.roles)


def may_hand_over(user: User) -> bool:
    """Tell whether the user gives cases of any agency to others."""
    return any(holds(user, role) for rules in our_procedures() for role in rules.events[ASSIGNED].roles)
