"""What follows of a step for the papers that it tells about."""

from collections.abc import Callable

from yilan.access.consulting import consultations
from yilan.accounts.models import User
from yilan.casework.actions import deliver_paper
from yilan.casework.models import Case, CaseEvent, CasePaper, PartyRole

LETTERS = frozenset({"third-party-letter", "joint-maker"})
ENDING = frozenset({"answered", "uncorrected", "unpaid"})


def follow(*, actor: User | None, case: Case, event: CaseEvent) -> None:
    """Note the delivery of a paper where a step tells of it."""
    note = FOLLOWED.get(event.kind)
    if note is not None:
        note(actor, case, event)


def _answer_arrived(actor: User | None, case: Case, event: CaseEvent) -> None:
    papers = case.papers.filter(event__kind__in=ENDING, to__role=PartyRole.APPLICANT)
    paper = papers.order_by("pk").last()
    if paper is not None:
        _arrived(actor, paper, event, way=event.facts["way"])


def _letter_arrived(actor: User | None, case: Case, event: CaseEvent) -> None:
    asked = consultations(case.events.all())[event.facts["party"]].asked
    for paper in CasePaper.objects.filter(event=asked, template__in=LETTERS):
        _arrived(actor, paper, event, way=paper.way)


def _arrived(actor: User | None, paper: CasePaper, event: CaseEvent, way: str) -> None:
    sent = min(paper.sent_on or paper.dated, event.on)
    proof = event.facts.get("proof", "")
    deliver_paper(actor=actor, paper=paper, way=way, sent_on=sent, arrived_on=event.on, proof=proof)


FOLLOWED: dict[str, Callable[[User | None, Case, CaseEvent], None]] = {
    "delivered": _answer_arrived,
    "third_party_reached": _letter_arrived,
    "agency_reached": _letter_arrived,
}
