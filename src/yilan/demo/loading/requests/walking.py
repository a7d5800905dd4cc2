"""One planned request from its arrival to where the plan leaves it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time
from typing import Any

from django.utils import timezone

from yilan.access.actions import (
    Wish,
    draft_answer,
    merge_requests,
    propose_proactive,
    register_request,
    sign_answer,
    split_request,
    submit_request,
    take_step,
)
from yilan.access.contesting import body_names
from yilan.access.law.remedies import reviewer_of
from yilan.accounts.models import User
from yilan.casework.actions import PartyData, add_party
from yilan.casework.models import Case, PartyRole
from yilan.demo.district.requests import PlannedRequest, PlannedStep, Subject, plain
from yilan.demo.district.requests.ways import AGENCY, REVIEWER, THIRD_PARTY
from yilan.demo.loading.desks import hand
from yilan.demo.loading.requests.answering import given, stated
from yilan.organizations.models import Agency

HANDS = {"officer": "qicao", "checker": "hedui", "reviewer": "baomi", "leader": "lingdao"}
UNTAKEN = ("new",)
THIRD_PARTIES = {
    "kind": "commercial",
    "name": "宁夏某某实业有限公司",
    "contact_person": "某经理",
    "phone": "19900009999",
}


def walk(request: PlannedRequest, earlier: Case | None = None) -> Case:
    """Let a planned request arrive and take its steps; `earlier` is the case that it repeats."""
    case = _arrive(request)
    _take_up(case, request)
    go_on(case, request, earlier)
    return case


def go_on(case: Case, request: PlannedRequest, earlier: Case | None = None) -> None:
    """Take the steps of a planned request."""
    for step in request.steps:
        _take(case, request, step, earlier)


def _take_up(case: Case, request: PlannedRequest) -> None:
    """Let the officer handle what was received before today; what came today waits for somebody."""
    day = request.received_on
    if day is not None and (request.steps or request.outcome or request.way not in UNTAKEN):
        officer = person(request, "officer")
        take_step(actor=officer, case=case, kind="assigned", facts={"handler": officer.pk}, on=day, at=at(day, 11))


def person(request: PlannedRequest, name: str) -> User:
    """Return who acts for the agency of a request."""
    return hand(HANDS[name], request.subject.agency)


def at(day: date, hour: int = 10) -> datetime:
    """Return a moment of a day in the district."""
    return timezone.make_aware(datetime.combine(day, time(hour, 5)))


def _arrive(request: PlannedRequest) -> Case:
    agency = Agency.objects.get(code=request.subject.agency)
    wish = wish_of(request, request.subject)
    parties = [PartyData("applicant", request.applicant.kind, request.applicant.fields)]
    day = request.arrived_on
    if request.channel != "online":
        return register_request(
            actor=person(request, "officer"),
            agency=agency,
            channel=request.channel,
            received_on=day,
            parties=parties,
            wish=wish,
            at=at(day),
        )
    case = submit_request(key=f"demo {request.key}", agency=agency, parties=parties, wish=wish, on=day, at=at(day, 9))
    if request.received_on is not None:
        take_step(actor=person(request, "officer"), case=case, kind="received", on=request.received_on, at=at(day))
    return case


def wish_of(request: PlannedRequest, subject: Subject) -> Wish:
    """Return what somebody asks for, as the form takes it."""
    return Wish(title=subject.title, description=subject.description, supply=request.supply, delivery=request.delivery)


def _take(case: Case, request: PlannedRequest, step: PlannedStep, earlier: Case | None) -> None:
    moment: dict[str, Any] = {"on": step.on, "at": at(step.on, 15)}
    if step.kind == "drafted":
        _draft(case, request, step, earlier, moment)
    elif step.kind in _VERBS:
        _VERBS[step.kind](case, request, step, moment)
    elif step.hand == "applicant":
        take_step(actor=None, case=case, kind=step.kind, facts=step.facts, hand="applicant", **moment)
    else:
        actor = person(request, step.hand)
        take_step(actor=actor, case=case, kind=step.kind, facts=_with_bodies(case, actor, step), **moment)


def _draft(
    case: Case, request: PlannedRequest, step: PlannedStep, earlier: Case | None, moment: dict[str, Any]
) -> None:
    outcome = step.facts["outcome"]
    officer = person(request, "officer")
    files = given(case, request, outcome, officer)
    draft_answer(
        actor=officer, case=case, outcome=outcome, facts=stated(case, request, outcome, earlier), given=files, **moment
    )


def _sign(case: Case, request: PlannedRequest, step: PlannedStep, moment: dict[str, Any]) -> None:
    sign_answer(actor=person(request, "leader"), case=case, opinion=step.facts.get("opinion", ""), **moment)


def _propose(case: Case, request: PlannedRequest, _step: PlannedStep, _moment: dict[str, Any]) -> None:
    propose_proactive(actor=person(request, "officer"), case=case)


def _take_in(case: Case, request: PlannedRequest, step: PlannedStep, moment: dict[str, Any]) -> None:
    """Let the same person's second request arrive, and go on in the first."""
    officer = person(request, "officer")
    second = _arrive(replace(request, key=f"{request.key}-second", channel="counter", arrived_on=step.on))
    merge_requests(actor=officer, case=second, into=case, reason=step.facts["reason"], **moment)


def _split(case: Case, request: PlannedRequest, step: PlannedStep, moment: dict[str, Any]) -> None:
    """Let what else was asked for on the form become a case, and answer it as the first."""
    if request.beside is None:
        raise ValueError(f"{request.key} asks for one thing only")
    officer = person(request, "officer")
    wish = wish_of(request, request.beside)
    (new,) = split_request(actor=officer, case=case, wishes=[wish], reason=step.facts["reason"], **moment)
    steps = plain(step.on, "provided").steps
    go_on(new, replace(request, subject=request.beside, steps=steps, outcome="provided", beside=None))


_VERBS: dict[str, Callable[[Case, PlannedRequest, PlannedStep, dict[str, Any]], None]] = {
    "answered": _sign,
    "proposed": _propose,
    "took_in": _take_in,
    "split": _split,
}


def _with_bodies(case: Case, actor: User, step: PlannedStep) -> dict[str, Any]:
    """Return the facts of a step with who is named in it; a party that is asked comes into the case by that."""
    facts = dict(step.facts)
    if facts.get("body") == REVIEWER:
        bodies = reviewer_of(case.agency.level, step.on).bodies
        return facts | {"body": body_names(case.agency)[bodies[0]]}
    role = {THIRD_PARTY: PartyRole.THIRD_PARTY, AGENCY: PartyRole.AGENCY}.get(facts.get("party", ""))
    if role is None:
        return facts
    party = case.parties.filter(role=role).first()
    if party is None:
        fields = (
            dict(THIRD_PARTIES) if role == PartyRole.THIRD_PARTY else {"kind": "other", "name": "西夏区发展和改革局"}
        )
        party = add_party(actor=actor, case=case, role=role, kind=fields.pop("kind"), fields=fields)
    return facts | {"party": party}
