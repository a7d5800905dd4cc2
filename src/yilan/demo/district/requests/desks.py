"""What waits on the desks today: one request at each place where a request can wait, some nearly due, some late."""

import random
from datetime import date

from yilan.demo.district.desks import working_days_before
from yilan.demo.district.requests.people import applicant
from yilan.demo.district.requests.subjects import subject_for
from yilan.demo.district.requests.types import PlannedRequest
from yilan.demo.district.requests.ways import WAYS

# Where it waits, how many working days ago it was received, and the number of steps of its way that have happened.
WAITING = (
    ("submitted", "plain", 0, 0),
    ("new", "plain", 1, 0),
    ("green", "plain", 6, 0),
    ("amber", "plain", 17, 0),
    ("due today", "plain", 20, 0),
    ("late", "plain", 24, 0),
    ("correction", "corrected", 6, 1),
    ("corrected", "corrected", 12, 2),
    ("third party", "third_party", 9, 1),
    ("third party has answered", "third_party", 15, 2),
    ("other agency", "jointly", 6, 1),
    ("extended", "extended", 22, 1),
    ("reasons", "excessive", 6, 1),
    ("delayed", "delayed", 30, 3),
    ("payment", "paid", 8, 1),
    ("draft", "plain", 9, 1),
    ("secrecy", "plain", 10, 2),
    ("sign-off", "plain", 11, 3),
    ("answered", "plain", 12, 4),
    ("review pending", "review_pending", 60, 6),
)


def open_requests(chance: random.Random, today: date) -> list[PlannedRequest]:
    """Return the requests that are open today, each on a desk of its own."""
    return [_waiting(chance, today, place) for place in range(len(WAITING))]


def _waiting(chance: random.Random, today: date, place: int) -> PlannedRequest:
    name, way, ago, done = WAITING[place]
    subject = subject_for(chance, way, "third_party" if way == "third_party" else "provided")
    received = working_days_before(today, ago)[0] if ago else today
    steps = WAYS[way](received, "provided").steps[:done]
    return PlannedRequest(
        key=f"desk-{place}",
        way=name,
        channel="online" if name == "submitted" or place % 2 else "counter",
        arrived_on=received,
        received_on=None if name == "submitted" else received,
        subject=subject,
        applicant=applicant(chance, subject),
        supply="electronic",
        delivery="download",
        outcome="provided" if any(step.kind == "answered" for step in steps) else "",
        steps=tuple(step for step in steps if step.on <= today),
    )
