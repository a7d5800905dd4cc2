"""Every agency's requests in their order; two agencies side by side, as papers take their time."""

from collections import defaultdict
from collections.abc import Callable
from contextlib import nullcontext
from datetime import date, timedelta

from yilan.casework.actions.papers import documents_only
from yilan.casework.models import Case
from yilan.core.side_by_side import side_by_side
from yilan.demo.district.requests import PlannedRequest, planned_requests
from yilan.demo.loading.requests.walking import walk

Progress = Callable[[str, int, int], None]
PRINTED = timedelta(days=365)  # of older requests the papers are DOCX alone: some hundred PDFs would double the wait


def load_requests(seed: int, today: date, progress: Progress, processes: int) -> int:
    """Bring every planned request in; returns how many."""
    by_agency: dict[str, list[PlannedRequest]] = defaultdict(list)
    for request in planned_requests(seed, today):
        by_agency[request.subject.agency].append(request)
    # The longest first, so that the processes end together; numbers are an agency's own, so their order tells nothing.
    pieces = [(requests, today) for requests in sorted(by_agency.values(), key=len, reverse=True)]
    done, every = 0, sum(map(len, by_agency.values()))
    for count in side_by_side(_load_agency, pieces, processes):
        done += count
        progress("requests", done, every)
    return done


def _load_agency(piece: tuple[list[PlannedRequest], date]) -> int:
    requests, today = piece
    walked: dict[str, Case] = {}
    for request in requests:
        printed = request.arrived_on > today - PRINTED
        with nullcontext() if printed else documents_only():
            walked[request.key] = walk(request, walked.get(request.again))
    return len(requests)
