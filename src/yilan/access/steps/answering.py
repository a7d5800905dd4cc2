"""What an answer has to state before it goes to those who check it."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from yilan.access.answers import facts_to_json, read_fact
from yilan.access.beforehand import unsent_papers
from yilan.access.consulting import consultations
from yilan.access.law.decisions import AND, Part, missing_facts, reason_facts
from yilan.access.law.outcomes import Fact, Outcome, grounds_for, outcomes
from yilan.access.law.papers import paper_wordings
from yilan.access.law.writing import chinese_date, is_absent
from yilan.access.steps.attempt import Attempt, Facts
from yilan.access.steps.giving import require_given
from yilan.access.suggesting import suggested_facts

OPENS = frozenset({"open", "partial"})
THIRD_PARTY_ROW = "d4"


def drafted(attempt: Attempt) -> Facts:
    """Demand what the outcome demands; return its facts as they are kept, what the case knows of itself filled in."""
    outcome = outcomes()[attempt.facts["outcome"]]
    given = require_given(attempt, outcome)
    stated = _stated(attempt, outcome, suggested_facts(attempt.case, attempt.events, outcome, given))
    _require_before(attempt, outcome)
    _require_consent(attempt, outcome, stated)
    return {"stated": facts_to_json(stated), "given": [file.pk for file in given]}


def _stated(attempt: Attempt, outcome: Outcome, suggested: Mapping[str, Any]) -> Facts:
    problems: dict[str, list[str]] = {}
    stated: Facts = {}
    typed = attempt.facts.get("stated", {})
    for fact in (*outcome.facts, *outcome.file_facts):
        try:
            value = read_fact(fact, typed.get(fact.code))
            stated[fact.code] = suggested.get(fact.code) if is_absent(value) else value
            problems |= _problems(attempt, outcome, fact, stated[fact.code])
        except (ValueError, TypeError):
            problems[fact.code] = [_unreadable(fact, typed.get(fact.code))]
    for code in missing_facts(outcome, stated):
        problems.setdefault(code, [_("State this: %(fact)s.") % {"fact": _fact(outcome, code).term}])
    if problems:
        raise ValidationError(problems)
    return stated


def _fact(outcome: Outcome, code: str) -> Fact:
    return next(fact for fact in (*outcome.facts, *outcome.file_facts) if fact.code == code)


def _unreadable(fact: Fact, value: Any) -> str:
    return _("“%(value)s” cannot be read as: %(fact)s.") % {"value": value, "fact": fact.term}


def _problems(attempt: Attempt, outcome: Outcome, fact: Fact, value: Any) -> dict[str, list[str]]:
    if is_absent(value):
        return {}
    if fact.kind == "parts":
        told = [word for number, part in enumerate(value, 1) for word in _part_problems(attempt, outcome, part, number)]
        return {fact.code: told} if told else {}
    if not _is_option(fact, value):
        return {fact.code: [_("Choose one of the answers offered.")]}
    return {}


def _is_option(fact: Fact, value: Any) -> bool:
    return not fact.options or all(one in fact.options for one in str(value).split(AND))


def _part_problems(attempt: Attempt, outcome: Outcome, part: Part, number: int) -> list[str]:
    ground = outcomes()[part.ground]
    if ground not in grounds_for(outcome, attempt.received_on):
        told = _("Part %(number)d: “%(ground)s” cannot be the ground of a part under the law of the day of receipt.")
        return [told % {"number": number, "ground": ground.term}]
    wanted = [fact for fact in ground.facts if fact.code in reason_facts(ground)]
    lacking = [fact.term for fact in wanted if is_absent(part.facts.get(fact.code))]
    if not part.what:
        lacking.insert(0, _("what is withheld"))
    wrong = [fact.term for fact in wanted if fact.term not in lacking and not _is_option(fact, part.facts[fact.code])]
    problems = [_("Part %(number)d: state this: %(fact)s.") % {"number": number, "fact": one} for one in lacking]
    return problems + [
        _("Part %(number)d: choose one of the answers offered: %(fact)s.") % {"number": number, "fact": one}
        for one in wrong
    ]


def _require_before(attempt: Attempt, outcome: Outcome) -> None:
    """Demand the papers that have to have gone out before such an answer."""
    for code in unsent_papers(attempt.case, outcome):
        told = _("Before such an answer the paper “%(title)s” has to have gone out.")
        raise ValidationError({"outcome": told % {"title": paper_wordings()[code].title}})


def _require_consent(attempt: Attempt, outcome: Outcome, stated: Mapping[str, Any]) -> None:
    """Demand that nothing is opened while a third party may still speak, or against its will without a decision."""
    if outcome.group not in OPENS:
        return
    for pause in attempt.reading.paused_by:
        if pause.until and not pause.lapses:
            told = _("Somebody may still say what they think until %(day)s: %(what)s.")
            raise ValidationError({"outcome": told % {"day": chinese_date(pause.until), "what": pause.stop.label}})
        raise ValidationError({"outcome": _("An answer is waited for: %(what)s.") % {"what": pause.stop.label}})
    objecting = [one for one in consultations(attempt.events).values() if one.objects]
    protected = any(outcomes()[part.ground].row == THIRD_PARTY_ROW for part in stated.get("parts") or ())
    if objecting and not protected:
        told = _("A third party objects. Withhold what concerns it, or let the leader decide for the public interest.")
        raise ValidationError({"outcome": told})
