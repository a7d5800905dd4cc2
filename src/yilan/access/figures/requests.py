"""A request as table 3 counts it, and how long its answer took."""

from dataclasses import dataclass
from datetime import date

from yilan.access.figures.histories import ANSWERED, History, PastEvent, rules
from yilan.access.law.outcomes import outcomes
from yilan.access.law.tables import CountedCase
from yilan.casework.clocks import clock_of
from yilan.casework.folding import Standing, unfold
from yilan.core.calendar import working_days_between


@dataclass(slots=True)
class CountedRequest:
    """A request with what the tables count of it.

    `begun_on`: the day from which the handling ran that led to the counted end: of receipt, or of a reopening.
    `events`: what had happened until that end. `reopened_on`: the days on which it was taken up again after a year's
    table had counted its end.
    """

    counted: CountedCase
    outcome: str
    begun_on: date
    events: list[PastEvent]
    ended_by: str = ""
    reopened_on: tuple[date, ...] = ()

    @property
    def is_answered(self) -> bool:
        """Whether it ended by an answer of the agency, not by its applicant's act or omission or in another request."""
        return self.ended_by == ANSWERED


@dataclass(frozen=True, slots=True)
class Answer:
    """How an answer came: working days that it took, with all pauses, and what the clock of the law says of it."""

    days: int
    late_by: int
    extended: bool


def counted_request(history: History) -> CountedRequest | None:
    """Return a request as the tables count it; None as long as it has not been received (条例第三十一条).

    A request is counted once: what stands at the end of the year in which it ended is what the year's table says. What
    is handled anew in a later year changes no table (it was in, and it was out), and is told beside the tables.
    """
    found = _Reading()
    reopened = []
    closed = False
    for event, standing in unfold(rules(), history.events):
        if found.ended_on is None or event.on.year <= found.ended_on.year:
            found.read(event, standing)
        elif closed and standing.ended_on is None:
            reopened.append(event.on)
        closed = standing.ended_on is not None
    if found.received_on is None or found.begun_on is None:
        return None
    row = outcomes()[found.outcome].row if found.ended_on else None
    counted = CountedCase(history.kind, found.received_on, found.ended_on, row)
    return CountedRequest(counted, found.outcome, found.begun_on, found.events, found.ended_by, tuple(reopened))


class _Reading:
    """What has been read of a request so far."""

    def __init__(self) -> None:
        self.received_on: date | None = None
        self.ended_on: date | None = None
        self.begun_on: date | None = None
        self.outcome = ""
        self.ended_by = ""
        self.events: list[PastEvent] = []

    def read(self, event: PastEvent, standing: Standing) -> None:
        """Take in one event with where the request stands after it."""
        if self.received_on is None:
            self.begun_on = standing.received_on
        elif self.ended_on is not None and standing.ended_on is None:
            self.begun_on, self.ended_by = event.on, ""
        if standing.ended_on is not None and rules().events[event.kind].clock == "end":
            self.ended_by = event.kind
        self.received_on, self.ended_on, self.outcome = standing.received_on, standing.ended_on, standing.outcome
        self.events.append(event)


def answer_of(request: CountedRequest) -> Answer | None:
    """Return how the counted answer of a request came; None where there is none."""
    decided = request.counted.decided_on
    if decided is None or not request.is_answered:
        return None
    reading = clock_of(rules(), request.events, on=decided).reading
    return Answer(
        days=working_days_between(request.begun_on, decided),
        late_by=reading.late_by if reading else 0,
        extended=bool(reading and reading.extended_by),
    )


def dropped_before_receipt(history: History) -> date | None:
    """Return the day on which a request was withdrawn or merged before anybody had confirmed its receipt.

    The law knows no such request, so no table counts it; it is told beside the tables, so that nothing goes lost.
    """
    last = None
    for _event, standing in unfold(rules(), history.events):
        last = standing
    return last.ended_on if last is not None and last.received_on is None else None
