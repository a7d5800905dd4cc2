"""Plans every request from 2015 to today, each on the law of its day, by people who would ask so."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from yilan.access.law.outcomes import outcomes
from yilan.core.calendar import is_working_day
from yilan.demo.district.requests.desks import open_requests
from yilan.demo.district.requests.people import applicant
from yilan.demo.district.requests.subjects import another_of, subject_for, suits
from yilan.demo.district.requests.types import PlannedRequest
from yilan.demo.district.requests.wanted import FIRST_YEAR, SINCE, wanted
from yilan.demo.district.requests.ways import ENDS, WAYS, Going

LONGEST = timedelta(days=190)  # so that all that is planned has happened before today
CHANNELS = (("counter", 5), ("registered_post", 4), ("online", 7), ("fax", 1))


def planned_requests(seed: int, today: date) -> list[PlannedRequest]:
    """Return every request, the oldest first. The same seed and day give the same requests."""
    chance = random.Random(f"requests {seed}")  # noqa: S311 - no secret
    past: list[PlannedRequest] = []
    for year in range(FIRST_YEAR, today.year + 1):
        past += _year(chance, year, today, tuple(past))
    return [*sorted(past, key=lambda one: (one.arrived_on, one.key)), *open_requests(chance, today)]


def _year(chance: random.Random, year: int, today: date, earlier: Sequence[PlannedRequest]) -> Iterator[PlannedRequest]:
    for number, (way, outcome) in enumerate(wanted(year), start=1):
        arrived = _day(chance, date(year, 1, 4), date(year, 12, 20))
        if way == "proposed" and year < today.year - 1:  # the draft record is of today
            continue
        known = SINCE.get(way, arrived) <= arrived and outcomes()[ENDS.get(way, outcome)].usable_on(arrived)
        if not known or arrived + LONGEST > today:
            continue
        request = _request(chance, f"{year}-{number}", way, outcome, arrived, today)
        yield from _again(chance, request, earlier) if way == "repeated" else [request]


def _again(
    chance: random.Random, request: PlannedRequest, earlier: Sequence[PlannedRequest]
) -> Iterator[PlannedRequest]:
    """Yield a request as one that was answered in an earlier year; nothing where there is none that could be."""
    before = [one for one in earlier if one.outcome == "provided" and suits(one.subject, "repeated", "repeated")]
    if before:
        first = chance.choice(before)
        yield replace(request, subject=first.subject, applicant=first.applicant, again=first.key)


def _request(  # noqa: PLR0913, PLR0917 - what, how and when
    chance: random.Random, key: str, way: str, outcome: str, arrived: date, today: date
) -> PlannedRequest:
    channel = chance.choices([name for name, _weight in CHANNELS], [weight for _name, weight in CHANNELS])[0]
    if arrived.year == FIRST_YEAR and channel == "online":
        channel = "counter"
    going: Going = WAYS[way](arrived, outcome)
    subject = subject_for(chance, way, outcome)
    return PlannedRequest(
        key=key,
        way=way,
        channel=channel,
        arrived_on=arrived,
        received_on=arrived,
        subject=subject,
        applicant=applicant(chance, subject),
        **_supplied(chance),
        outcome=going.outcome,
        steps=tuple(step for step in going.steps if step.on <= today),  # the last may be still to come
        beside=another_of(chance, subject) if way == "split" else None,
    )


def _supplied(chance: random.Random) -> dict[str, Any]:
    supply, delivery = chance.choice((("paper", "post"), ("electronic", "download"), ("paper", "collection")))
    return {"supply": supply, "delivery": delivery}


def _day(chance: random.Random, first: date, last: date) -> date:
    """Return a working day of chance."""
    while True:
        day = first + timedelta(days=chance.randrange((last - first).days))
        if is_working_day(day):
            return day
