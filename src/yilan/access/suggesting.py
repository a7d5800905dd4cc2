"""What a case itself knows of the facts that an answer has to state."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from yilan.access.consulting import consultations
from yilan.access.law.choices import choices
from yilan.access.law.outcomes import Outcome, outcomes
from yilan.access.models import Request
from yilan.access.queries.similar import similar_requests
from yilan.casework.folding import standing_events
from yilan.casework.models import Case, CaseEvent, CaseFile, CasePaper


def suggested_facts(
    case: Case, events: Sequence[CaseEvent], outcome: Outcome, given: Iterable[CaseFile] = ()
) -> dict[str, Any]:
    """Return what the case knows of an outcome's facts; forms show it, and it stands where nobody says otherwise."""
    found: dict[str, Any] = {}
    request = Request.objects.filter(case=case).first()
    if request is not None:
        supply, delivery = choices("supply").get(request.supply), choices("delivery").get(request.delivery)
        found |= {"supply": supply.term if supply else None, "delivery": delivery.term if delivery else None}
    names = [file.label or file.stored.name for file in given]
    found["documents"] = "、".join(f"《{name.strip('《》')}》" for name in names) or None
    found |= _of_correction(standing_events(events))
    found["third_party_view"] = _third_party_view(events)
    wanted = {fact.code for fact in (*outcome.facts, *outcome.file_facts)}
    if "earlier_number" in wanted:
        found |= _earlier_answer(case)
    return {name: value for name, value in found.items() if name in wanted and value}


def _of_correction(events: Sequence[CaseEvent]) -> dict[str, Any]:
    corrected = [event.on for event in events if event.kind == "corrected"]
    asked = [event for event in events if event.kind == "correction_asked"]
    paper = CasePaper.objects.filter(event=asked[-1]).first() if asked and asked[-1].pk else None
    return {
        "corrected_on": corrected[-1] if corrected else None,
        "correction_number": paper.number if paper else None,
        "correction_due": date.fromisoformat(asked[-1].facts["until"]) if asked else None,
    }


def _earlier_answer(case: Case) -> dict[str, Any]:
    """Return date and number of the decision that the same applicant was given on the same."""
    for one in similar_requests(case):
        if one.is_repeated:
            decisions = CasePaper.objects.filter(
                case=one.case, template__in={each.paper for each in outcomes().values()}
            )
            paper = decisions.order_by("dated", "pk").last()
            if paper is not None:
                return {"earlier_number": paper.number, "earlier_date": paper.dated}
    return {}


def _third_party_view(events: Sequence[CaseEvent]) -> str | None:
    answers = choices("third_party_answer")
    told = [
        f"经书面征求意见，第三方{answers[one.answer].term}" + ("且有合理理由" if one.answer == "refuses" else "")
        for one in consultations(events).values()
        if one.kind == "third_party" and one.answer
    ]
    return "；".join(dict.fromkeys(told)) or None
