"""What papers say that end a request: the decision and what may be done against it."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from yilan.access.answers import drafted_answer
from yilan.access.consulting import consultations
from yilan.access.contesting import body_names, review_site
from yilan.access.law.choices import choices
from yilan.access.law.decisions import decision_text
from yilan.access.law.outcomes import Outcome, outcomes
from yilan.access.law.remedies import Remedy, remedy
from yilan.access.papers.letter import Letter
from yilan.access.settled import settled
from yilan.casework.folding import standing_events
from yilan.casework.models import CaseEvent, CasePaper

NOUNS = ("告知书", "答复书")


def outcome_of(events: Sequence[CaseEvent]) -> Outcome:
    """Return how a request ends by the last of its events: as its kind says, or as was drafted."""
    fixed = events[-1].definition.outcome
    if fixed:
        return outcomes()[fixed]
    answer = drafted_answer(events)
    if answer is None:
        raise LookupError("no answer was drafted")
    return answer.outcome


def decision(letter: Letter) -> str:
    """Return the sentences that decide, under the law of the day of receipt."""
    outcome = outcome_of(letter.events)
    return decision_text(outcome, _facts(letter, outcome), on=letter.received_on, you=letter.you)


def remedy_of(letter: Letter, outcome: Outcome) -> Remedy:
    """Return what may be done against the paper, by the law of its day."""
    return remedy(
        outcome,
        decided_on=letter.dated,
        level=letter.case.agency.level,
        names=body_names(letter.case.agency),
        you=letter.you,
        paper=next((noun for noun in NOUNS if noun in letter.wording.title), NOUNS[0]),
        court=letter.case.agency.court or settled().court,
        review_site=review_site(letter.case.agency),
    )


def _facts(letter: Letter, outcome: Outcome) -> Mapping[str, Any]:
    if not letter.event.definition.outcome:
        answer = drafted_answer(letter.events)
        return answer.facts if answer else {}
    return ENDINGS[outcome.code](letter)


def _lapsed(letter: Letter, kind: str, paper: str, names: tuple[str, str]) -> dict[str, Any]:
    """Return number and last day of the notice that was not answered."""
    event = next(one for one in reversed(standing_events(letter.events)) if one.kind == kind)
    issued = CasePaper.objects.filter(event=event, template=paper).first()
    return {names[0]: issued.number if issued else "", names[1]: date.fromisoformat(event.facts["until"])}


ENDINGS = {
    "not_corrected": lambda letter: _lapsed(
        letter, "correction_asked", "correction", ("correction_number", "correction_due")
    ),
    "fee_unpaid": lambda letter: _lapsed(letter, "fee_notified", "fee", ("fee_number", "fee_due")),
    "withdrawn": lambda letter: {"withdrawn_on": letter.event.on},
    "merged": lambda letter: {"merged_into": letter.facts["case"]},
}


def decision_facts(letter: Letter) -> dict[str, Any]:
    """Return decision and remedy."""
    return {"decision": decision(letter), "remedy": remedy_of(letter, outcome_of(letter.events)).text}


def override_facts(letter: Letter) -> dict[str, Any]:
    """Return what a third party reads when its information is disclosed against its will."""
    party = str(letter.to.pk)
    asked = consultations(letter.events)[party]
    issued = CasePaper.objects.filter(event=asked.asked, to=letter.to).first()
    return {
        "letter_number": issued.number if issued else "",
        "opinion": choices("third_party_answer")[asked.answer].term,
        "public_interest": letter.facts["reason"].rstrip("。"),
        "information": asked.asked.facts["matter"].rstrip("。"),
        "remedy": remedy_of(letter, outcomes()["provided"]).text,
    }


def corrected_as(result: str) -> Outcome:
    """Return the outcome of a request whose remedy is that of a result of the wish to have a record corrected."""
    return outcomes()["provided" if result == "corrected" else "other_agency"]
