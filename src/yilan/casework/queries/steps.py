from dataclasses import dataclass
from typing import Any

from yilan.casework.authority import refusal
from yilan.casework.folding import fold, has_happened
from yilan.casework.models import Case
from yilan.casework.procedures import EventKind


@dataclass(frozen=True, slots=True)
class Step:
    """Something that staff may let happen to a case now. `refused` says why this person may not."""

    kind: EventKind
    refused: str


def steps_for(user: Any, case: Case) -> list[Step]:
    """Return what may happen to a case now by the hand of staff, in the procedure's order.

    Steps that may happen once and have are left out; those of other people stay, with the reason, so that everybody
    sees whose turn it is.
    """
    events = list(case.events.all())
    standing = fold(case.procedure, events)
    return [
        Step(kind, refusal(user, kind, case, standing))
        for kind in case.possible
        if "staff" in kind.hands and kind.action and not (kind.once and has_happened(events, kind.code))
    ]
