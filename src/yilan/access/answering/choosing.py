"""How a request ends: plain questions, one after the other, that lead to the outcomes of its law."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from yilan.access.answering.deciding import decide
from yilan.access.answering.opened import about, opened
from yilan.access.answers import drafted_answer
from yilan.access.law.outcomes import outcomes
from yilan.access.law.questions import first_question, questions, steps_to, ways_on
from yilan.access.offering import offered_outcomes
from yilan.casework.folding import standing_events
from yilan.casework.models import Case, CaseEvent
from yilan.organizations.days import today


@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Show where the answer of a request is: to be chosen, to be checked and signed, or given."""
    case = opened(request, uuid)
    events = list(case.events.select_related("actor"))
    kind = case.procedure.events["drafted"]
    if case.state in kind.from_:
        return _choose(request, case, events)
    if drafted_answer(events) is None:
        return render(request, "access/answering/nothing.html", about(request, case, "answer"))
    return decide(request, case, events)


def _choose(request: HttpRequest, case: Case, events: list[CaseEvent]) -> HttpResponse:
    asked = request.GET.get("at", first_question().code)
    if asked not in questions():
        raise Http404
    day = case.received_on or today()
    usable = [outcomes()[code] for code, _term in offered_outcomes(case)]
    earlier = drafted_answer(events)
    returned = [event for event in standing_events(events) if event.kind == "returned"]
    context: dict[str, Any] = {
        "question": questions()[asked],
        "ways": [
            (way.answer, [(one, one.law_on(day)) for one in way.outcomes]) for way in ways_on(questions()[asked], day)
        ],
        "steps": steps_to(asked),
        "all_outcomes": [(one, one.law_on(day)) for one in usable],
        "earlier": earlier,
        "returned": returned[-1] if returned and earlier else None,
    }
    return render(request, "access/answering/choose.html", about(request, case, "answer") | context)
