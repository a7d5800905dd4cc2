"""What a procedure consists of. Every part is read from TOML and held against the others before anything runs."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from yilan.casework.clock import ClockRule
from yilan.core.regimes import Limit

KINDS_OF_FACTS = frozenset({"text", "date", "days", "choice", "choices", "money", "flag", "party", "person", "number"})
HANDS = frozenset({"staff", "applicant", "system"})
EFFECTS = frozenset({"", "start", "stop", "reach", "resume", "restart", "extend", "delay", "end"})


class ProcedureDataError(ValueError):
    """A procedure contradicts itself; the message names its code and the place."""


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that must or may be stated when an event happens.

    `choices` names the list that the room behind the procedure offers for it (kinds `choice` and `choices`).
    `shown`: the applicant reads it in the case's history. `computed`: the room's verb fills it in, and no form asks.
    """

    code: str
    kind: str
    label: str
    required: bool = True
    choices: str = ""
    hint: str = ""
    shown: bool = False
    computed: bool = False


@dataclass(frozen=True, slots=True)
class State:
    """Where a case may stand. `public` is what the applicant reads of it, `next` who acts now and how."""

    code: str
    label: str
    public: str
    next: str
    open: bool = True


@dataclass(frozen=True, slots=True)
class EventKind:
    """Something that may happen to a case.

    `from_` are the states in which it may happen (empty: it opens the case), `to` the state after it (empty: the same).
    `hands`: who may let it happen; staff need one of `roles` at the case's agency, and must not be the person of an
    event named in `other_than`. `clock`, `stop`, `limit` are what it does to the clock, where `reach` says that the
    letter of a stop has arrived, so that its limit is counted from then; `lapses`: without an answer the case may be
    ended as abandoned. `within`: the limit of law before whose end it has to happen; later it needs the
    fact `late_reason`. `paper`: the template of the paper that goes with it; `notice`: that of the one by which the
    applicant learns of a paper to somebody else. `outcome`: how the case ends by it, where no fact says so. `shown` is
    its line in the applicant's history; nothing is shown without. `action` is what the button says; without, no form
    offers it.
    """

    code: str
    label: str
    basis: str
    from_: tuple[str, ...] = ()
    to: str = ""
    hands: tuple[str, ...] = ("staff",)
    roles: tuple[str, ...] = ()
    other_than: tuple[str, ...] = ()
    facts: tuple[Fact, ...] = ()
    once: bool = False
    clock: str = ""
    stop: str = ""
    limit: str = ""
    lapses: bool = False
    within: str = ""
    paper: str = ""
    notice: str = ""
    outcome: str = ""
    shown: str = ""
    action: str = ""

    @property
    def opens(self) -> bool:
        """Whether a case begins with it."""
        return not self.from_


@dataclass(frozen=True, slots=True)
class Warnings:
    """From how many working days before the due date a case is amber, and from how many its leader is told."""

    amber: int
    escalate: int
    source: str


@dataclass(frozen=True)
class Procedure:
    """A procedure: its parts in the order of the file."""

    code: str
    name: str
    source: str
    mark: str
    paper_mark: str
    answer: str
    extension: str
    warnings: Warnings
    states: Mapping[str, State]
    events: Mapping[str, EventKind]
    own_limits: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    @cached_property
    def clock(self) -> ClockRule:
        """By which limits its clocks run: those of the Regulations, or its own where it names one."""
        return ClockRule(answer=self._limit(self.answer), extension=self._limit(self.extension) or None)

    def _limit(self, code: str) -> str | Limit:
        return Limit(code=code, **self.own_limits[code]) if code in self.own_limits else code

    @cached_property
    def open_states(self) -> frozenset[str]:
        """The states in which somebody still has to act."""
        return frozenset(code for code, state in self.states.items() if state.open)

    @cached_property
    def handling_roles(self) -> frozenset[str]:
        """The roles that take a case up: theirs are the people to whom a case can be given."""
        return frozenset(role for kind in self.events.values() if kind.clock == "start" for role in kind.roles)

    def possible(self, state: str) -> list[EventKind]:
        """Return what may happen in a state, in the order of the file."""
        return [kind for kind in self.events.values() if state in kind.from_]
