"""Plans every request from 2015 to today: few at first, more each year, each on the law of its day."""

import random
import tomllib
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from yilan.access.law.outcomes import outcomes
from yilan.core.calendar import is_working_day
from yilan.demo.district.requests.desks import open_requests
from yilan.demo.district.requests.people import applicant
from yilan.demo.district.requests.types import PlannedRequest, Subject
from yilan.demo.district.requests.ways import WAYS, Going

FIRST_YEAR = 2015
NEW_LAW = date(2019, 5, 15)
SINCE = {  # when the law first knew what happens on a way
    **dict.fromkeys(("corrected", "uncorrected", "jointly", "delayed", "excessive"), NEW_LAW),
    **dict.fromkeys(("paid", "unpaid"), date(2021, 1, 1)),
}
LONGEST = timedelta(days=190)  # so that all that is planned has happened before today
CHANNELS = (("counter", 5), ("registered_post", 4), ("online", 7), ("fax", 1))


def planned_requests(seed: int, today: date) -> list[PlannedRequest]:
    """Return every request, the oldest first. The same seed and day give the same requests."""
    chance = random.Random(f"requests {seed}")  # noqa: S311 - no secret
    past = [request for year in range(FIRST_YEAR, today.year + 1) for request in _year(chance, year, today)]
    return [*sorted(past, key=lambda one: (one.arrived_on, one.key)), *open_requests(chance, subjects(), today)]


@cache
def subjects() -> tuple[Subject, ...]:
    """Return what people ask for."""
    table = tomllib.loads((Path(__file__).parent / "subjects.toml").read_text(encoding="utf-8"))
    return tuple(Subject(**entry | {"lines": tuple(entry["lines"])}) for entry in table["subject"])


def _year(chance: random.Random, year: int, today: date) -> Iterator[PlannedRequest]:
    wanted = _wanted(year)
    for number, (way, outcome) in enumerate(wanted, start=1):
        arrived = _day(chance, date(year, 1, 4), date(year, 12, 20))
        if way == "proposed" and year < today.year - 1:  # the draft record is of today
            continue
        known = SINCE.get(way, arrived) <= arrived and outcomes()[_ends(way, outcome)].usable_on(arrived)
        if not known or arrived + LONGEST > today:
            continue
        yield _request(chance, f"{year}-{number}", way, outcome, arrived, today)


def _wanted(year: int) -> list[tuple[str, str]]:
    """Return ways with their outcomes for a year; those that its law did not know fall away by their day."""
    old = [("plain", "already_public"), ("plain", "provided"), ("late", "other_agency"), ("plain", "unclear_2008")]
    old += [("extended", "provided"), ("plain", "no_special_need"), ("third_party", "third_party")]
    every = [("plain", code) for code in _plain_outcomes()]
    later = [
        ("corrected", "provided"),
        ("uncorrected", ""),
        ("third_party_agrees", "provided"),
        ("overridden", "provided"),
    ]
    later += [
        ("jointly", "provided"),
        ("delayed", "provided"),
        ("excessive", ""),
        ("withdrawn", ""),
        ("late", "provided"),
    ]
    later += [
        ("reviewed", "not_existing"),
        ("reopened", "provided"),
        ("sued", "process_information"),
        ("review_pending", "internal_matter"),
    ]
    later += [("corrected", "still_unclear"), ("proposed", "provided"), ("paid", "provided"), ("unpaid", "")]
    if date(year, 12, 31) < NEW_LAW:
        return [*old[: 2 + (year - FIRST_YEAR) * 2], *every[year % 3 : (year - FIRST_YEAR) * 2 : 2]]
    share = min(len(every), 4 + (year - NEW_LAW.year) * 2)
    turn = (year * 7) % len(every)
    usual = [
        ("filed", code) for code in ("provided", "already_public", "provided", "not_existing", "partial", "provided")
    ]
    return [
        *usual[: 2 + (year - NEW_LAW.year)],
        *(every[turn:] + every[:turn])[:share],
        *(one for place, one in enumerate(later) if (place + year) % 2),
    ]


def _plain_outcomes() -> list[str]:
    """Return the outcomes that need nothing before them."""
    return [
        one.code for one in outcomes().values() if not one.after and one.group != "other" and one.code != "repeated"
    ]


def _ends(way: str, outcome: str) -> str:
    return (
        outcome
        or {"uncorrected": "not_corrected", "excessive": "excessive", "withdrawn": "withdrawn", "unpaid": "fee_unpaid"}[
            way
        ]
    )


def _request(  # noqa: PLR0913, PLR0917 - what, how and when
    chance: random.Random, key: str, way: str, outcome: str, arrived: date, today: date
) -> PlannedRequest:
    channel = chance.choices([name for name, _weight in CHANNELS], [weight for _name, weight in CHANNELS])[0]
    if arrived.year == FIRST_YEAR and channel == "online":
        channel = "counter"
    received = arrived
    going: Going = WAYS[way](received, outcome)
    return PlannedRequest(
        key=key,
        way=way,
        channel=channel,
        arrived_on=arrived,
        received_on=received,
        subject=chance.choice(subjects()),
        applicant=applicant(chance),
        **_supplied(chance),
        outcome=going.outcome,
        steps=tuple(step for step in going.steps if step.on <= today),  # the last may be still to come
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
