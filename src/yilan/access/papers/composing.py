"""What each paper says of its own, from the facts of the step that sends it and from the case."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from yilan.access.asking import online_forms
from yilan.access.asking.online import AGENCY
from yilan.access.asking.statement import parts_of
from yilan.access.law.choices import choices
from yilan.access.law.fees import fee_methods, fee_period_on
from yilan.access.law.receipt import receipt_rule
from yilan.access.law.writing import chinese_date, fill, yuan
from yilan.access.papers.deciding import corrected_as, decision_facts, override_facts, remedy_of
from yilan.access.papers.letter import COMMON, Letter, one_line, written_day
from yilan.access.settled import settled
from yilan.casework.clock import last_day
from yilan.casework.models import CasePaper
from yilan.casework.tracking import shown

Facts = dict[str, Any]
NUMBER = "number"  # given when the paper is issued


def composed(letter: Letter) -> Facts:
    """Return the facts of a paper, no more than its wording asks for; the law raises where something is missing."""
    known = {**letter.wording.words_on(letter.received_on), **_own(letter)}
    facts = {}
    for fact in letter.wording.facts:
        if fact.name in known:
            facts[fact.name] = known[fact.name]
        elif fact.name != NUMBER:
            facts[fact.name] = COMMON[fact.name](letter)
    return facts


def _own(letter: Letter) -> Facts:
    compose = OWN.get(letter.wording.code, decision_facts)
    return compose(letter)


def _receipt(letter: Letter) -> Facts:
    case = letter.case
    first = letter.events[0]
    arrived = date.fromisoformat(first.facts["arrived_on"]) if "arrived_on" in first.facts else first.on
    return {
        "channel": choices("channel")[case.channel].term,
        "receipt_meaning": receipt_rule(case.channel, arrived).meaning,
        "due_on": _due(letter.clock.due),
        "tracking_code": shown(case.tracking_code),
        "status_site": settled().status_site,
    }


def _correction(letter: Letter) -> Facts:
    grounds = choices("correction_ground")
    return {
        "grounds": "；".join(grounds[code].term for code in letter.facts["grounds"]),
        "items": one_line(letter.facts["items"]),
        "how": settled().how_to_correct,
        "correct_by": written_day(letter.facts["until"]),
    }


def _reasons(letter: Letter) -> Facts:
    return {
        "numbers": one_line(letter.facts["why"]),
        "excess_ground": choices("excess_ground")[letter.facts["ground"]].term,
        "answer_by": written_day(letter.facts["until"]),
    }


def _delay(letter: Letter) -> Facts:
    return {
        "delay_reasons": one_line(letter.facts["reason"]),
        "due_on": _due(letter.clock_before.due),
        "delayed_to": written_day(letter.facts["until"]),
    }


def _extension(letter: Letter) -> Facts:
    ground = choices("extension_reason")[letter.facts["ground"]]
    return {
        "extension_reasons": one_line(letter.facts["reason"]) if ground.needs else ground.term,
        "due_on": _due(letter.clock_before.due),
        "approved_on": chinese_date(letter.event.on),
        "extended_to": _due(letter.clock.due),
    }


def _third_party_letter(letter: Letter) -> Facts:
    relation = choices("third_party_relation")[letter.facts["relation"]]
    return {
        "information": one_line(letter.facts["matter"]),
        "interest": relation.wording,
        "days": _days(letter, "third_party"),
    }


def _third_party_information(letter: Letter) -> Facts:
    return {"consulted_on": chinese_date(letter.event.on)}


def _third_party_confirmation(letter: Letter) -> Facts:
    sent = CasePaper.objects.filter(case=letter.case, to=letter.to, template="third-party-letter").last()
    return {
        "letter_number": sent.number if sent else "",
        "opinion_on": written_day(letter.facts["said_on"]),
        "opinion_way": one_line(letter.facts["way"]),
        "opinion": one_line(letter.facts["opinion"]),
        "confirm_by": written_day(letter.facts["until"]),
    }


def _joint_maker(letter: Letter) -> Facts:
    return {
        "information": one_line(letter.facts["matter"]),
        "view": one_line(letter.facts["view"]),
        "days": _days(letter, "joint_maker"),
    }


def _assistance(letter: Letter) -> Facts:
    return {
        "request_content": one_line(letter.facts["information"]),
        "matter": one_line(letter.facts["matter"]),
        "answer_by": written_day(letter.facts["until"]),
    }


def _fee(letter: Letter) -> Facts:
    method = fee_methods()[letter.facts["method"]]
    return {
        "method": method.term,
        "standard": method.standard,
        "computation": letter.facts["computation"],
        "amount": yuan(Decimal(letter.facts["amount"])),
        "how_to_pay": settled().how_to_pay,
        "days": str(fee_period_on(letter.received_on).payment_working_days),
    }


def _claim(letter: Letter) -> str:
    """Return what was stated, for the middle of a sentence; an agency is not told its own name in its own paper."""
    form = online_forms().get(letter.case.procedure_code)
    parts = parts_of(form, letter.request.description) if form else []
    told = parts[1:] if form and form.handler == AGENCY else parts
    return "；".join(f"{heading}：{one_line(words)}" for heading, words in told) or one_line(letter.request.description)


def _record_correction(letter: Letter) -> Facts:
    drafted = next(event for event in reversed(letter.events) if event.kind == "drafted")
    result = choices("record_correction_result")[drafted.facts["outcome"]]
    stated = {**drafted.facts, "reasons": one_line(drafted.facts["reason"]), "you": letter.you}
    return {
        "record": drafted.facts["record"],
        "claim": _claim(letter),
        "correction_result": fill(result.wording, stated),
        "remedy": remedy_of(letter, corrected_as(result.code)).text,
    }


def _complaint_answer(letter: Letter) -> Facts:
    return {
        "claim": _claim(letter),
        "complaint_result": choices("disclosure_complaint_outcome")[letter.facts["outcome"]].term,
        "explanation": one_line(letter.facts["answer"]),
    }


def _due(day: date | None) -> str:
    return chinese_date(day) if day else ""


def _days(letter: Letter, limit: str) -> str:
    """Return the working days that the law gives for an answer, or those that the office set where it gives none."""
    found = last_day(limit, letter.event.on, received=letter.received_on)
    return str(found.limit.working_days if found else letter.facts.get("days", ""))


OWN: dict[str, Callable[[Letter], Facts]] = {
    "receipt": _receipt,
    "correction": _correction,
    "reasons": _reasons,
    "delay": _delay,
    "extension": _extension,
    "third-party-letter": _third_party_letter,
    "third-party-information": _third_party_information,
    "third-party-confirmation": _third_party_confirmation,
    "override": override_facts,
    "joint-maker": _joint_maker,
    "assistance": _assistance,
    "fee": _fee,
    "record-correction": _record_correction,
    "complaint-answer": _complaint_answer,
}
