"""The answer that was drafted: how its facts lie in the event, and how they are read again."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from yilan.access.law.decisions import Part
from yilan.access.law.outcomes import Fact, Outcome, outcomes
from yilan.casework.folding import standing_events
from yilan.casework.models import CaseEvent

DRAFTED = "drafted"


@dataclass(frozen=True, slots=True)
class Answer:
    """What is decided on: the outcome, its facts as `law.decisions` wants them, the files that are given (keys)."""

    outcome: Outcome
    facts: Mapping[str, Any]
    given: tuple[int, ...]
    event: CaseEvent


def drafted_answer(events: Iterable[CaseEvent]) -> Answer | None:
    """Return the answer that was drafted last among the events of a request; None before there is one."""
    drafted = [event for event in standing_events(events) if event.kind == DRAFTED]
    if not drafted:
        return None
    event = drafted[-1]
    outcome = outcomes()[event.facts["outcome"]]
    stated = event.facts.get("stated", {})
    return Answer(outcome, facts_from_json(outcome, stated), tuple(event.facts.get("given", ())), event)


def facts_to_json(facts: Mapping[str, Any]) -> dict[str, Any]:
    """Return the facts of an outcome as an event keeps them."""
    return {name: _plain(value) for name, value in facts.items()}


def facts_from_json(outcome: Outcome, stated: Mapping[str, Any]) -> dict[str, Any]:
    """Return facts as `decision_text` wants them: days as days, parts as parts."""
    known = {fact.code: fact for fact in (*outcome.facts, *outcome.file_facts)}
    return {name: read_fact(known[name], value) for name, value in stated.items() if name in known}


def read_fact(fact: Fact, value: Any) -> Any:
    """Return one fact from what a form or an event gives; `ValueError` for what is no day or no list of parts."""
    if value in (None, ""):
        return None
    if fact.kind == "date":
        return value if isinstance(value, date) else date.fromisoformat(str(value).strip())
    if fact.kind == "parts":
        return [part if isinstance(part, Part) else _part(part) for part in value]
    return str(value).strip()


def _part(value: Any) -> Part:
    if not isinstance(value, Mapping) or value.get("ground") not in outcomes():
        raise ValueError(value)
    ground = outcomes()[value["ground"]]
    return Part(str(value.get("what", "")).strip(), ground.code, facts_from_json(ground, value.get("facts", {})))


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Part):
        return {"what": value.what, "ground": value.ground, "facts": facts_to_json(value.facts)}
    return [_plain(one) for one in value] if isinstance(value, list | tuple) else value
