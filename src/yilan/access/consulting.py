"""Who was asked for their view in a request, and what they said: a fold over its events."""

from collections.abc import Iterable
from dataclasses import dataclass

from yilan.casework.folding import standing_events
from yilan.casework.models import CaseEvent

ASKED = {"third_party_asked": "third_party", "agency_asked": "agency"}
ANSWERED = {"third_party_answered": "third_party", "agency_answered": "agency"}
OVERRIDDEN = "third_party_overridden"
OBJECTING = frozenset({"refuses", "agrees_in_part"})
SILENT = "silent"


@dataclass(slots=True)
class Consultation:
    """One party that was asked: the event that asked, that of the answer, and that which went over the answer."""

    kind: str
    party: str
    asked: CaseEvent
    answered: CaseEvent | None = None
    overridden: CaseEvent | None = None

    @property
    def answer(self) -> str:
        """The code of the answer; empty while there is none."""
        return str(self.answered.facts["answer"]) if self.answered else ""

    @property
    def objects(self) -> bool:
        """Whether a third party is against disclosure, in whole or in part, and has not been overridden."""
        return self.kind == "third_party" and self.answer in OBJECTING and self.overridden is None


def consultations(events: Iterable[CaseEvent]) -> dict[str, Consultation]:
    """Return by the party's key whom the events asked; the last time counts for who was asked twice."""
    found: dict[str, Consultation] = {}
    for event in standing_events(events):
        party = str(event.facts.get("party", ""))
        if event.kind in ASKED:
            found[party] = Consultation(ASKED[event.kind], party, event)
        elif event.kind in ANSWERED and party in found:
            found[party].answered = event
        elif event.kind == OVERRIDDEN and party in found:
            found[party].overridden = event
    return found
