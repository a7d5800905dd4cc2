"""What happened to a case, as those read it who may."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from yilan.accounts.models import User
from yilan.casework.choices import label_of
from yilan.casework.folding import ANNULLED, standing_events
from yilan.casework.models import Case, CaseEvent, CaseFile, CasePaper
from yilan.casework.personal import masked
from yilan.casework.procedures import EventKind, Fact


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One event in words. `facts` are pairs of label and text; `stands` is false for what was annulled."""

    event: CaseEvent
    kind: EventKind
    on: date
    text: str
    facts: tuple[tuple[str, str], ...]
    files: tuple[CaseFile, ...] = ()
    papers: tuple[CasePaper, ...] = ()
    stands: bool = True


def staff_history(case: Case) -> list[HistoryLine]:
    """Return every event of a case, the oldest first, annulled ones marked; six queries however many there are."""
    events = list(case.events.select_related("actor").prefetch_related("files__stored", "papers"))
    names = _Names(case, events)
    stand = {event.sequence for event in standing_events(events)}
    return [
        HistoryLine(
            event,
            kind,
            event.on,
            kind.label,
            tuple(_facts(names, event, kind.facts)),
            tuple(event.files.all()),
            tuple(event.papers.all()),
            event.sequence in stand or event.kind == ANNULLED,
        )
        for event in events
        for kind in [case.procedure.events[event.kind]]
    ]


def public_history(case: Case) -> list[HistoryLine]:
    """Return what the applicant reads of a case: the events that the procedure shows, with their shown facts."""
    events = standing_events(case.events.prefetch_related("papers"))
    names = _Names(case, events)
    return [
        HistoryLine(
            event,
            kind,
            event.on,
            kind.shown,
            tuple(_facts(names, event, [fact for fact in kind.facts if fact.shown])),
            papers=tuple(event.papers.all()),
        )
        for event in events
        for kind in [case.procedure.events[event.kind]]
        if kind.shown
    ]


def shown_facts(event: CaseEvent) -> tuple[tuple[str, str], ...]:
    """Return what the applicant may read of an event's facts once its time has come, as pairs of label and text."""
    facts = [fact for fact in event.definition.facts if fact.shown]
    return tuple(_facts(_Names(event.case, [event]), event, facts))


class _Names:
    """Who is meant by the keys in the facts of a case's events: parties, masked, and people of the staff."""

    def __init__(self, case: Case, events: Iterable[CaseEvent]) -> None:
        self.case = case
        self.events = list(events)

    @cached_property
    def parties(self) -> dict[str, str]:
        """Every party of the case by its key."""
        return {str(party.pk): masked(party, "name") for party in self.case.parties.all()}

    @cached_property
    def people(self) -> dict[int, str]:
        """Every person that an event names, by key."""
        named = {
            event.facts[fact.code]
            for event in self.events
            for fact in self.case.procedure.events[event.kind].facts
            if fact.kind == "person" and fact.code in event.facts
        }
        return {person.pk: str(person) for person in User.objects.filter(pk__in=named)}


def _facts(names: _Names, event: CaseEvent, facts: Any) -> Iterator[tuple[str, str]]:
    for fact in facts:
        value = event.facts.get(fact.code)
        if value not in (None, "", []):
            yield fact.label, _said(names, fact, value)


def _said(names: _Names, fact: Fact, value: Any) -> str:
    if fact.choices:
        return label_of(fact.choices, names.case, value)
    if fact.kind == "date":
        return date_format(date.fromisoformat(value), "DATE_FORMAT")
    if fact.kind == "party":
        return names.parties.get(value, "")
    if fact.kind == "person":
        return names.people.get(value, "")
    if fact.kind == "flag":
        return _("yes") if value else _("no")
    return str(value)
