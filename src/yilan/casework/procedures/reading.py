"""Reads a procedure from its file and refuses one that could not run."""

import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from yilan.accounts.models import Role
from yilan.casework.procedures.definition import (
    EFFECTS,
    HANDS,
    KINDS_OF_FACTS,
    EventKind,
    Fact,
    Procedure,
    ProcedureDataError,
    State,
    Warnings,
)

TIED = {"stop", "reach", "resume"}  # effects that name what they stop
EVERYWHERE_OPEN = "open"  # in `from`: every state in which somebody still has to act


def read_procedure(path: Path) -> Procedure:
    """Return the procedure of a file; `ProcedureDataError` names what does not fit."""
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    try:
        found = _built(table)
    except (KeyError, TypeError) as error:
        raise ProcedureDataError(f"{path.name}: {error}") from error
    for problem in problems(found):
        raise ProcedureDataError(f"{path.name}: {problem}")
    return found


def _built(table: dict[str, Any]) -> Procedure:
    states = {entry["code"]: State(**entry) for entry in table["state"]}
    still_open = [code for code, state in states.items() if state.open]
    return Procedure(
        code=table["code"],
        name=table["name"],
        source=table["source"],
        mark=table["mark"],
        paper_mark=table["paper_mark"],
        answer=table["clock"]["answer"],
        extension=table["clock"].get("extension", ""),
        warnings=Warnings(**table["warnings"]),
        states=states,
        events={entry["code"]: _event(entry, still_open) for entry in table["event"]},
        own_limits=table.get("limit", {}),
    )


def _event(entry: dict[str, Any], still_open: list[str]) -> EventKind:
    values = dict(entry)
    named = values.pop("from", [])
    values["from_"] = tuple(still_open if named == EVERYWHERE_OPEN else named)
    values["facts"] = tuple(Fact(**fact) for fact in values.pop("facts", []))
    for name in ("hands", "roles", "other_than"):
        if name in values:
            values[name] = tuple(values[name])
    return EventKind(**values)


def problems(found: Procedure) -> Iterable[str]:
    """Yield what a procedure lacks: names of states, roles, effects that do not exist, states that nobody reaches."""
    for kind in found.events.values():
        yield from _problems_of(found, kind)
    reached = {kind.to for kind in found.events.values()}
    for state in found.states.values():
        if state.code not in reached:
            yield f"nothing leads to the state {state.code}"
        if state.open and not found.possible(state.code):
            yield f"nothing leads out of the state {state.code}"


def _problems_of(found: Procedure, kind: EventKind) -> Iterable[str]:
    unknown = {*kind.from_, kind.to} - {"", *found.states}
    if unknown:
        yield f"{kind.code} names unknown states {sorted(unknown)}"
    if kind.opens and not kind.to:
        yield f"{kind.code} opens a case and leads nowhere"
    if set(kind.roles) - set(Role.values):
        yield f"{kind.code} names an unknown role"
    if set(kind.hands) - HANDS or ("staff" in kind.hands) != bool(kind.roles):
        yield f"{kind.code}: hands and roles do not fit"
    if kind.clock not in EFFECTS or (kind.clock in TIED if not kind.stop else kind.clock not in TIED | {"restart"}):
        yield f"{kind.code}: clock and stop do not fit"
    if set(kind.other_than) - set(found.events):
        yield f"{kind.code} wants another person than at an unknown event"
    for fact in kind.facts:
        if fact.kind not in KINDS_OF_FACTS or (fact.kind in {"choice", "choices"}) != bool(fact.choices):
            yield f"{kind.code}: the fact {fact.code} is of no known kind"
