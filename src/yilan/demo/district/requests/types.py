"""What a planned request consists of."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any


@dataclass(frozen=True)
class Subject:
    """Something that is asked for: at which agency, in which words, and how it may end.

    `answers` are the outcomes that suit it, each with the facts of its own; `ways` those special ways that it can go;
    `applicants` the kinds of applicant who would ask so, all when it names none.
    """

    agency: str
    title: str
    description: str
    document: str
    lines: tuple[str, ...]
    answers: dict[str, dict[str, Any]] = field(default_factory=dict, hash=False)
    ways: tuple[str, ...] = ()
    applicants: tuple[str, ...] = ()


@dataclass(frozen=True)
class Applicant:
    """Somebody who asks. Nobody has this name and number."""

    kind: str
    fields: dict[str, str]


@dataclass(frozen=True)
class PlannedStep:
    """One thing that happens to a request.

    `hand` is whose: officer, checker, reviewer, leader, applicant. `facts` as the procedure asks for them; the marks
    `<third party>` and `<agency>` stand for a party that the loading makes, `<reviewer>` for who reviews the agency's
    decisions, `<outcome>` for what the plan says.
    """

    kind: str
    on: date
    hand: str = "officer"
    facts: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class PlannedRequest:
    """A request with all that happens to it, in its order. `outcome` is empty while it is open.

    `again` is the key of the earlier request that it repeats, `beside` what else was asked for on the same form.
    """

    key: str
    way: str
    channel: str
    arrived_on: date
    received_on: date | None
    subject: Subject
    applicant: Applicant
    supply: str
    delivery: str
    outcome: str = ""
    steps: tuple[PlannedStep, ...] = ()
    again: str = ""
    beside: Subject | None = None
