"""Steps that answer an earlier one: offered only while something is waited for, so that no form leads nowhere."""

from collections.abc import Callable, Iterable, Sequence

from yilan.access.consulting import ANSWERED, OVERRIDDEN, REACHED, consultations
from yilan.access.for_everybody import TAKEN_UP, was_given
from yilan.access.steps.remedying import DECIDED
from yilan.casework.folding import standing_events
from yilan.casework.models import CaseEvent

CONFIRMED, REOPENED = "third_party_confirmed", "reopened"
THIRD_PARTY, UPHELD = "third_party", "upheld"
# The step that answers, and the one that has to have been taken before it as often and once more.
FOLLOWS = {
    "assistance_given": "assistance_asked",
    "review_decided": "review_lodged",
    "lawsuit_decided": "lawsuit_lodged",
}


def has_ground(kind: str, events: Iterable[CaseEvent]) -> bool:
    """Tell whether a step has anything to be about: a letter that is out, a view, a remedy, something given."""
    ground = _GROUNDS.get(kind)
    return ground is None or ground(kind, standing_events(events))


def _follows(kind: str, events: Sequence[CaseEvent]) -> bool:
    kinds = [event.kind for event in events]
    return kinds.count(FOLLOWS[kind]) > kinds.count(kind)


def _answers(kind: str, events: Sequence[CaseEvent]) -> bool:
    return any(one.kind == ANSWERED[kind] and not one.answer for one in consultations(events).values())


def _arrives(kind: str, events: Sequence[CaseEvent]) -> bool:
    return any(
        kind == f"{one.kind}_reached" and not one.answer and one.reached is None
        for one in consultations(events).values()
    )


def _confirms(_kind: str, events: Sequence[CaseEvent]) -> bool:
    return any(one.kind == THIRD_PARTY for one in consultations(events).values())


def _overrides(_kind: str, events: Sequence[CaseEvent]) -> bool:
    return any(one.objects for one in consultations(events).values())


def _reopens(_kind: str, events: Sequence[CaseEvent]) -> bool:
    decided = [event for event in events if event.kind in DECIDED]
    return bool(decided) and decided[-1].facts["result"] != UPHELD


def _opens(_kind: str, events: Sequence[CaseEvent]) -> bool:
    return was_given(events)


_GROUNDS: dict[str, Callable[[str, Sequence[CaseEvent]], bool]] = {
    **dict.fromkeys(FOLLOWS, _follows),
    **dict.fromkeys(ANSWERED, _answers),
    **dict.fromkeys(REACHED, _arrives),
    CONFIRMED: _confirms,
    OVERRIDDEN: _overrides,
    REOPENED: _reopens,
    TAKEN_UP: _opens,
}
