"""What is given reaches the applicant: taken by the tracking code, or handed over with a receipt to sign."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from yilan.access.actions.stepping import take_step
from yilan.access.answers import drafted_answer
from yilan.access.law.choices import choices
from yilan.access.law.papers import paper_wordings
from yilan.access.law.writing import chinese_date
from yilan.accounts.models import User
from yilan.casework.actions import issue_paper, open_own_file
from yilan.casework.folding import standing_events
from yilan.casework.models import CaseEvent, CaseFile, CasePaper
from yilan.papers.facts import Quoted

DELIVERED = "delivered"
DOWNLOAD = "download"
END = "end"
RECEIPT = "delivery-receipt"
NOTHING = "无"


@transaction.atomic
def take_file(*, file: CaseFile) -> bytes:
    """Return a file to the applicant who came with the tracking code.

    Taking the decision or what was given with it delivers the answer, once. `PermissionDenied` when the file was never
    shown, or no longer is.
    """
    data = open_own_file(file=file)
    case = file.case
    events = standing_events(case.events.all())
    possible = DELIVERED in {kind.code for kind in case.possible}
    if possible and not _was_taken(events) and _belongs_to_answer(file, events):
        take_step(actor=None, case=case, kind=DELIVERED, facts={"way": DOWNLOAD}, hand=CaseEvent.Hand.APPLICANT)
    return data


@transaction.atomic
def issue_delivery_receipt(  # noqa: PLR0913 - all by name
    *,
    actor: User,
    paper: CasePaper,
    service: str,
    place: str,
    served_by: str,
    on: date | None = None,
    remark: str = "",
) -> CasePaper:
    """Write the receipt that is signed when a paper is handed over (送达回证). `service`: a code of that list."""
    day = on or timezone.localdate()
    case = paper.case
    facts = {
        "agency": case.agency.name,
        "request_number": case.number,
        "paper_title": paper.title,
        "paper_number": paper.number,
        "addressee": Quoted(paper.to.name) if paper.to else "",
        "service": choices("service")[service].term,
        "place": place.strip(),
        "served_on": chinese_date(day),
        "served_by": served_by.strip(),
        "remark": remark.strip() or NOTHING,
        "issued_on": chinese_date(day),
    }
    title = paper_wordings()[RECEIPT].title
    return issue_paper(actor=actor, case=case, template=RECEIPT, title=title, facts=facts, to=paper.to, on=day)


def _was_taken(events: list[CaseEvent]) -> bool:
    """Tell whether the applicant has taken the present answer; one given anew after a review is taken anew."""
    taken = False
    for event in events:
        if event.definition.clock == END:
            taken = False
        elif event.kind == DELIVERED and event.hand == CaseEvent.Hand.APPLICANT:
            taken = True
    return taken


def _belongs_to_answer(file: CaseFile, events: list[CaseEvent]) -> bool:
    answer = drafted_answer(events)
    if answer is not None and file.pk in answer.given:
        return True
    return file.event is not None and file.event.definition.clock == END
