"""A procedure as a page for people: a diagram (Mermaid) and tables, drawn from the same data that runs."""

from collections.abc import Iterable, Iterator

from yilan.casework.procedures.definition import EventKind, Fact, Procedure

EFFECTS = {
    "start": "starts",
    "stop": "stops",
    "reach": "stands still from the arrival on",
    "resume": "goes on",
    "restart": "begins anew",
    "extend": "is extended",
    "delay": "is delayed",
    "end": "ends",
}


def drawn(found: Procedure) -> str:
    """Return the page of a procedure in Markdown. It is written to `docs/procedures/` by `tools/procedures.py`."""
    return "\n".join([*_head(found), *_diagram(found), *_states(found), *_events(found)]) + "\n"


def _head(found: Procedure) -> Iterator[str]:
    yield f"# {found.name} (`{found.code}`)"
    yield ""
    yield f"Drawn by `tools/procedures.py` from `{found.code}.toml`; do not edit. Source: {found.source}."
    yield ""


def _diagram(found: Procedure) -> Iterator[str]:
    yield "```mermaid"
    yield "stateDiagram-v2"
    for state in found.states.values():
        yield f'    state "{state.label}" as {state.code}'
    for kind in found.events.values():
        if kind.opens:
            yield f"    [*] --> {kind.to}: {kind.label}"
        elif kind.to:
            for origin in _origins(found, kind):
                yield f"    {origin} --> {kind.to}: {kind.label}"
    for state in found.states.values():
        if not state.open and not any(kind.to not in {"", state.code} for kind in found.possible(state.code)):
            yield f"    {state.code} --> [*]"
    yield "```"
    yield ""


def _origins(found: Procedure, kind: EventKind) -> Iterable[str]:
    """Return the states from which arrows are drawn; what is possible from every open state is told in the table."""
    return [] if set(kind.from_) >= found.open_states else kind.from_


def _states(found: Procedure) -> Iterator[str]:
    yield "| state | 名称 | the applicant reads | open |"
    yield "|---|---|---|---|"
    for state in found.states.values():
        yield f"| `{state.code}` | {state.label} | {state.public} | {'yes' if state.open else ''} |"
    yield ""


def _events(found: Procedure) -> Iterator[str]:
    yield "| event | 名称 | from | to | by | facts | clock | paper | basis |"
    yield "|---|---|---|---|---|---|---|---|---|"
    for kind in found.events.values():
        facts = "、".join(map(_fact, kind.facts))
        cells = (f"`{kind.code}`", kind.label, _from(found, kind), _code(kind.to), _hands(kind), facts)
        yield f"| {' | '.join([*cells, _clock(kind), _code(kind.paper), kind.basis])} |"


def _fact(fact: Fact) -> str:
    return fact.label if fact.required else f"（{fact.label}）"


def _from(found: Procedure, kind: EventKind) -> str:
    if set(kind.from_) == found.open_states:
        return "every open state"
    return ", ".join(map(_code, kind.from_))


def _hands(kind: EventKind) -> str:
    others = [hand for hand in kind.hands if hand != "staff"]
    said = ", ".join([*(role.replace("_", " ") for role in kind.roles), *others])
    return f"{said}; other person than at {', '.join(map(_code, kind.other_than))}" if kind.other_than else said


def _clock(kind: EventKind) -> str:
    said = EFFECTS.get(kind.clock, "")
    return f"{said}, {kind.limit} at most" if kind.limit else said


def _code(name: str) -> str:
    return f"`{name}`" if name else ""
