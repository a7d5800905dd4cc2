"""What happened to a case, as those read it who may."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
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
    """Return every event of a case, the oldest first, annulled ones marked; four queries however many there are."""
    events = list(case.events.select_related("actor").prefetch_related("files__stored", "papers"))
    stand = {event.sequence for event in standing_events(events)}
    return [
        HistoryLine(
            event,
            kind,
            event.on,
            kind.label,
            tuple(_facts(case, event, kind.facts)),
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
    return [
        HistoryLine(
            event,
            kind,
            event.on,
            kind.shown,
            tuple(_facts(case, event, [fact for fact in kind.facts if fact.shown])),
            papers=tuple(event.papers.all()),
        )
        for event in events
        for kind in [case.procedure.events[event.kind]]
        if kind.shown
    ]


def _facts(case: Case, event: CaseEvent, facts: Any) -> Iterator[tuple[str, str]]:
    for fact in facts:
        value = event.facts.get(fact.code)
        if value not in (None, "", []):
            yield fact.label, _said(case, fact, value)


def _said(case: Case, fact: Fact, value: Any) -> str:
    if fact.choices:
        return label_of(fact.choices, case, value)
    if fact.kind == "date":
        return date_format(date.fromisoformat(value), "DATE_FORMAT")
    if fact.kind == "party":
        return _party_name(case, value)
    if fact.kind == "person":
        return str(User.objects.filter(pk=value).first() or "")
    if fact.kind == "flag":
        return _("yes") if value else _("no")
    return str(value)


def _party_name(case: Case, key: str) -> str:
    party = case.parties.filter(pk=key).first()
    return masked(party, "name") if party else ""
