"""What may happen to a case next: what this person can do, and whose turn the rest is."""

from dataclasses import dataclass, field

from yilan.access.awaiting import has_ground
from yilan.access.for_everybody import DECLINED
from yilan.access.staff.own_screens import SCREENS, WITHOUT_BUTTON, step_address
from yilan.accounts.models import Role, User
from yilan.casework.authority import may_do, may_handle
from yilan.casework.folding import ANNULLED, fold, has_happened, standing_events
from yilan.casework.models import Case
from yilan.casework.procedures import EventKind
from yilan.casework.queries import steps_for

BESIDE = ("noted", "assigned", DECLINED)  # they have their own places on the page
# The way that a case goes when nothing is in its way: these stand first.
STRAIGHT = (
    "received", "corrected", "reasons_given", "paid", "drafted", "checked", "secrecy_reviewed", "answered", "delivered",
)  # fmt: skip


@dataclass(frozen=True)
class NextStep:
    """A step with its address; `refused` and `roles` say why not and who instead; `is_straight`: it stands first."""

    kind: EventKind
    address: str
    refused: str = ""
    roles: str = ""

    @property
    def is_straight(self) -> bool:
        """Whether it leads straight on to the answer."""
        return self.kind.code in STRAIGHT


@dataclass
class NextSteps:
    """The steps of a case, as one person sees them."""

    own: list[NextStep] = field(default_factory=list)
    others: list[NextStep] = field(default_factory=list)
    further: list[NextStep] = field(default_factory=list)
    possible: set[str] = field(default_factory=set)
    may_annul: bool = False
    handles: bool = False


def next_steps(user: User, case: Case) -> NextSteps:
    """Return what may happen to a case now by the hand of staff."""
    found = NextSteps(handles=may_handle(user, case))
    events = list(case.events.all())
    for step in steps_for(user, case):
        if not step.refused:
            found.possible.add(step.kind.code)
        if step.kind.code in BESIDE or not has_ground(step.kind.code, events):
            continue
        shown = NextStep(step.kind, step_address(case, step.kind), step.refused, _roles(step.kind))
        (found.others if step.refused else found.own).append(shown)
    found.own.sort(key=lambda step: not step.is_straight)
    found.further = _further(user, case)
    found.may_annul = may_annul(user, case)
    return found


def _further(user: User, case: Case) -> list[NextStep]:
    """Return what is done rarely, by verbs of its own: one case becomes several, several one, or something for all."""
    events = list(case.events.all())
    standing = fold(case.procedure, events)
    return [
        NextStep(kind, step_address(case, kind))
        for kind in case.possible
        if (case.procedure_code, kind.code) in SCREENS and kind.code in WITHOUT_BUTTON
        if may_do(user, kind, case, standing) and not (kind.once and has_happened(events, kind.code))
        if has_ground(kind.code, events)
    ]


def may_annul(user: User, case: Case) -> bool:
    """Tell whether the user may take the last event of a case back."""
    events = list(case.events.all())
    kind = case.procedure.events.get(ANNULLED)
    if kind is None or case.state not in kind.from_ or len(standing_events(events)) < 2:  # noqa: PLR2004 - the first stays
        return False
    return may_do(user, kind, case, fold(case.procedure, events))


def _roles(kind: EventKind) -> str:
    return "、".join(str(Role(role).label) for role in kind.roles)
