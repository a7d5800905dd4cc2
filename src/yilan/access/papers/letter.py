"""A paper that is about to be written, and what every paper says."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from yilan.access.law.applicants import applicant_kinds
from yilan.access.law.papers import PaperWording
from yilan.access.law.writing import chinese_date
from yilan.access.models import Request
from yilan.casework.clocks import CaseClock, clock_of
from yilan.casework.folding import fold
from yilan.casework.models import Case, CaseEvent, Party
from yilan.organizations.models import Agency
from yilan.papers.facts import Quoted


@dataclass(frozen=True)
class Letter:
    """Which paper, by which step of which case, to whom. `events` are all of the case, the step's own as the last."""

    wording: PaperWording
    case: Case
    events: Sequence[CaseEvent]
    to: Party

    @property
    def event(self) -> CaseEvent:
        """The step that sends it; a preview's is not saved."""
        return self.events[-1]

    @property
    def facts(self) -> Mapping[str, Any]:
        """The facts of the step."""
        return self.event.facts

    @property
    def dated(self) -> date:
        """The day of the paper."""
        return self.event.on

    @cached_property
    def received_on(self) -> date:
        """The day of receipt, whose law holds."""
        return received_on(self.case, self.events)

    @cached_property
    def request(self) -> Request:
        """What is asked for."""
        return Request.objects.get(case=self.case)

    @cached_property
    def clock(self) -> CaseClock:
        """The clock with the step."""
        return clock_of(self.case.procedure, self.events, on=self.event.on)

    @cached_property
    def clock_before(self) -> CaseClock:
        """The clock as it stood before the step."""
        return clock_of(self.case.procedure, self.events[:-1], on=self.event.on)

    @property
    def you(self) -> str:
        """How it addresses whom it goes to."""
        return address_of(self.to)


def received_on(case: Case, events: Sequence[CaseEvent]) -> date:
    """Return the day on which the events say that a case was received; `LookupError` while it was not."""
    day = fold(case.procedure, events).received_on
    if day is None:
        raise LookupError(f"{case} has not been received")
    return day


def address_of(party: Party) -> str:
    """Return how papers address a party."""
    return applicant_kinds()[party.kind].you


def contact_of(agency: Agency) -> str:
    """Return whom to ask: the disclosure office with its telephone, or its address where there is none."""
    return "，".join(filter(None, (agency.office_name or agency.name, agency.phone or agency.address)))


def one_line(text: str) -> str:
    """Return a stranger's words for the middle of a sentence."""
    return " ".join(text.split()).rstrip("。；;.")


def written_day(value: Any) -> str:
    """Return a day of an event's facts as papers write it."""
    return chinese_date(value if isinstance(value, date) else date.fromisoformat(str(value)))


COMMON: dict[str, Callable[[Letter], Any]] = {
    "agency": lambda letter: letter.case.agency.name,
    "addressee": lambda letter: Quoted(letter.to.name),
    "you": lambda letter: letter.you,
    "request_number": lambda letter: letter.case.number,
    "received_on": lambda letter: chinese_date(letter.received_on),
    "request_content": lambda letter: Quoted(one_line(letter.request.description)),
    "contact": lambda letter: contact_of(letter.case.agency),
    "issued_on": lambda letter: chinese_date(letter.dated),
}
