"""Reviews and lawsuits over a request, as table 4 counts them."""

from yilan.access.figures.histories import (
    LAWSUIT_DECIDED,
    LAWSUIT_LODGED,
    REVIEW_DECIDED,
    REVIEW_LODGED,
    History,
    PastEvent,
    rules,
)
from yilan.access.law.tables import CountedRemedy
from yilan.casework.folding import unfold

REVIEW, SUIT, SUIT_AFTER_REVIEW = "review", "suit", "suit_after_review"
LODGED = (REVIEW_LODGED, LAWSUIT_LODGED)
DECIDES = {REVIEW_DECIDED: (REVIEW,), LAWSUIT_DECIDED: (SUIT, SUIT_AFTER_REVIEW)}


def counted_remedies(history: History) -> list[CountedRemedy]:
    """Return the reviews and lawsuits over a request, in the order in which they were lodged.

    A lawsuit is one after review when a review of the same answer was lodged before it. A result ends what has waited
    longest of its kind; where nothing was entered as lodged, the result counts from its own day.
    """
    found: list[list[CountedRemedy]] = []
    waiting: list[tuple[str, PastEvent, list[CountedRemedy]]] = []
    reviewed = False
    for event, standing in unfold(rules(), history.events):
        if standing.ended_on is None:
            reviewed = False  # it is handled anew, and what was contested is gone
        elif event.kind in LODGED:
            route = REVIEW if event.kind == REVIEW_LODGED else SUIT_AFTER_REVIEW if reviewed else SUIT
            reviewed = reviewed or route == REVIEW
            found.append([])
            waiting.append((route, event, found[-1]))
        elif event.kind in DECIDES:
            routes = DECIDES[event.kind]
            ended = next((one for one in waiting if one[0] in routes), None)
            if ended is None:
                found.append([])
                ended = (SUIT_AFTER_REVIEW if reviewed and REVIEW not in routes else routes[0], event, found[-1])
            else:
                waiting.remove(ended)
            route, lodged, place = ended
            place.append(CountedRemedy(route, min(lodged.on, event.on), event.on, event.facts["result"]))
    for route, lodged, place in waiting:
        place.append(CountedRemedy(route, lodged.on))
    return [remedy for place in found for remedy in place]
