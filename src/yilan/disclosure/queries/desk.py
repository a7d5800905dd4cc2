"""What lies on one person's desk."""

from dataclasses import dataclass

from yilan.accounts.models import User
from yilan.disclosure.models import Coordination, Publication, RecordPage, Release
from yilan.disclosure.queries import drafts, releases

SHOWN = 20  # rows of each kind; the lists behind them show everything


@dataclass(frozen=True)
class Desk:
    """A person's work: what came back, what waits for their decision, what they are writing, what is out."""

    returned: list[Release]
    decisions: list[Release]
    questions: list[Coordination]
    drafts: list[RecordPage]
    sent: list[Release]
    scheduled: list[Release]
    published: list[Publication]


def desk_of(user: User) -> Desk:
    """Return the user's desk, at most `SHOWN` rows of each kind, the most urgent first."""
    return Desk(
        returned=list(releases.returned_to(user)[:SHOWN]),
        decisions=list(releases.waiting_for(user)[:SHOWN]),
        questions=list(releases.questions_for(user)[:SHOWN]),
        drafts=drafts.with_agencies(drafts.my_drafts(user)[:SHOWN]),
        sent=list(releases.sent_by(user)[:SHOWN]),
        scheduled=list(releases.scheduled(user)[:SHOWN]),
        published=list(releases.recently_published(user)[:8]),
    )
