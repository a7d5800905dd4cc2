"""A page for who is new: which states there are, what may happen in each, by whom, on which law."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from yilan.access.staff.doors import require_reader
from yilan.access.staff.ours import our_procedure, our_procedures
from yilan.accounts.models import Role
from yilan.casework.procedures import EventKind, Procedure, State
from yilan.core.regimes import Limit, NoLimit, limit_on
from yilan.organizations.days import today


@dataclass(frozen=True)
class StateHelp:
    """A state with everything that may happen in it."""

    state: State
    events: list["EventHelp"]


@dataclass(frozen=True)
class EventHelp:
    """Something that may happen: by whom, where it leads, what it does to the clock."""

    kind: EventKind
    hands: str
    leads_to: str
    clock: str


@require_GET
def explain(request: HttpRequest, code: str) -> HttpResponse:
    """Explain a procedure from the data by which it runs."""
    require_reader(request)
    rules = our_procedure(code)
    context = {
        "rules": rules,
        "procedures": our_procedures(),
        "opening": [_event(rules, kind) for kind in rules.events.values() if kind.opens],
        "everywhere": [_event(rules, kind) for kind in rules.events.values() if _is_everywhere(rules, kind)],
        "states": [_state(rules, state) for state in rules.states.values()],
        "answer": limit_words(rules.clock.answer),
        "extension": limit_words(rules.clock.extension) if rules.clock.extension else "",
    }
    return render(request, "access/staff/help.html", context)


def _is_everywhere(rules: Procedure, kind: EventKind) -> bool:
    return set(kind.from_) >= rules.open_states


def _state(rules: Procedure, state: State) -> StateHelp:
    kinds = [kind for kind in rules.possible(state.code) if not _is_everywhere(rules, kind)]
    return StateHelp(state, [_event(rules, kind) for kind in kinds])


def _event(rules: Procedure, kind: EventKind) -> EventHelp:
    hands = [str(Role(role).label) for role in kind.roles]
    hands += [str(words) for hand, words in _other_hands().items() if hand in kind.hands]
    leads_to = rules.states[kind.to].label if kind.to else ""
    return EventHelp(kind, "、".join(hands), leads_to, _clock_words().get(kind.clock, ""))


def _other_hands() -> dict[str, str]:
    return {"applicant": _("the applicant"), "system": _("the system by itself")}


def _clock_words() -> dict[str, str]:
    return {
        "start": _("the clock starts"),
        "stop": _("the clock stops"),
        "resume": _("the clock goes on"),
        "restart": _("the period begins anew"),
        "extend": _("the period is extended"),
        "delay": _("the answer is delayed to a set day"),
        "reach": _("the time for an answer begins"),
        "end": _("the clock ends"),
    }


def limit_words(rule: str | Limit | None) -> str:
    """Return a limit of today's law in words; empty where the law sets none."""
    try:
        limit = limit_on(rule, today()) if isinstance(rule, str) else rule
    except NoLimit:
        return ""
    if limit is None or not isinstance(limit.amount, int):
        return ""
    words = ngettext("%(count)d working day (%(article)s)", "%(count)d working days (%(article)s)", limit.amount)
    return words % {"count": limit.amount, "article": limit.article}
