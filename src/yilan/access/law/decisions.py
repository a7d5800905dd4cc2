"""What a decision says: the wording of an outcome filled with its facts, and for partial disclosure part by part."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from yilan.access.law.outcomes import Fact, Outcome, grounds_for, outcomes
from yilan.access.law.writing import FactsMissing, fill, is_absent, placeholders

AND = "、"


class GroundNotAllowed(ValueError):
    """A part is withheld on a ground that the outcome, or the law of the day, does not allow."""


class NotAnOption(ValueError):
    """A fact that the law lets choose from a list is none of the list."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part that is withheld: what it is, the code of the outcome whose ground holds, and the facts of that ground."""

    what: str
    ground: str
    facts: Mapping[str, Any]


def missing_facts(outcome: Outcome, facts: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the codes of demanded facts that are absent or empty, those kept in the file included."""
    demanded = (*outcome.facts, *outcome.file_facts)
    return tuple(fact.code for fact in demanded if is_absent(facts.get(fact.code)))


def refuse_unknown_options(known: Iterable[Fact], facts: Mapping[str, Any]) -> None:
    """Raise `NotAnOption` for a fact that is to be chosen and is none of its options; several are joined by 、."""
    for fact in known:
        if fact.options and not is_absent(facts.get(fact.code)):
            for chosen in str(facts[fact.code]).split(AND):
                if chosen not in fact.options:
                    raise NotAnOption(f"{chosen} is none of the options of {fact.code}: {AND.join(fact.options)}")


def decision_text(outcome: Outcome, facts: Mapping[str, Any], *, on: date, you: str) -> str:
    """Return the sentence that decides.

    `on` is the day whose law holds, which is the day of receipt. For outcomes that take grounds `facts["parts"]` is a
    sequence of `Part`. Raises `FactsMissing`, `NotAnOption`, `GroundNotAllowed`, and LookupError where the outcome
    did not exist.
    """
    if absent := missing_facts(outcome, facts):
        raise FactsMissing(absent)
    refuse_unknown_options(outcome.facts, facts)
    given = {**facts, "you": you, "basis": outcome.law_on(on).basis}
    if outcome.takes_grounds:
        given["parts"] = parts_text(outcome, facts["parts"], on=on)
    return fill(outcome.wording, given)


def parts_text(outcome: Outcome, parts: Sequence[Part], *, on: date) -> str:
    """List the withheld parts, each with its reason and its basis."""
    allowed = {one.code for one in grounds_for(outcome, on)}
    if refused := [part.ground for part in parts if part.ground not in allowed]:
        raise GroundNotAllowed(f"{', '.join(refused)} cannot be the ground of a part in the law of {on}")
    return "；".join(f"（{number}）{_part_text(part, on)}" for number, part in enumerate(parts, 1))


def _part_text(part: Part, on: date) -> str:
    ground = outcomes()[part.ground]
    if not part.what.strip():
        raise FactsMissing(("what",))
    refuse_unknown_options(ground.facts, part.facts)
    return f"{part.what}，{fill(ground.reason, part.facts)}，根据{ground.law_on(on).basis}"


def reason_facts(ground: Outcome) -> tuple[str, ...]:
    """Return the codes of the facts that have to be stated when a part is withheld on a ground."""
    return tuple(fact.code for fact in ground.facts if fact.code in placeholders(ground.reason))
