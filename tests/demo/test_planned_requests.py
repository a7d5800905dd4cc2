"""The demonstration's requests: believable, on the law of their day, through every way, and the same each time."""

from collections import Counter
from datetime import date

import pytest
from django.utils import timezone

from yilan.access.law.outcomes import outcomes
from yilan.casework.actions.papers import documents_only
from yilan.casework.folding import fold
from yilan.casework.models import Case, CasePaper, Party
from yilan.casework.procedures import procedure
from yilan.demo.district import generate
from yilan.demo.district.requests import PlannedRequest, planned_requests
from yilan.demo.district.requests.ways import WAYS
from yilan.demo.loading.organisation import build_organisation
from yilan.demo.loading.people import hire
from yilan.demo.loading.requests.walking import walk

TODAY = date(2026, 11, 26)
SEED = 2014


@pytest.fixture(scope="module")
def planned() -> list[PlannedRequest]:
    """The plan of a day."""
    return planned_requests(SEED, TODAY)


def test_the_same_seed_and_day_plan_the_same(planned):
    assert planned == planned_requests(SEED, TODAY)
    assert planned != planned_requests(SEED + 1, TODAY)


def test_they_begin_in_2015_and_grow(planned):
    years = Counter(request.arrived_on.year for request in planned)
    assert min(years) == 2015  # in 2014 nobody asked online, as the report says
    assert set(years) == set(range(2015, TODAY.year + 1))
    assert years[2015] < years[2019] < years[2025]
    assert all(request.channel != "online" for request in planned if request.arrived_on.year == 2015)


def test_every_way_and_nearly_every_outcome_comes(planned):
    past = [request for request in planned if not request.key.startswith("desk")]
    assert {request.way for request in past} == set(WAYS)
    rows = {outcomes()[request.outcome].row for request in past if request.outcome}
    assert rows >= {"open", "partial", *(f"d{n}" for n in range(1, 9)), "u1", "u2", "u3", "n1", "n3", "n4", "n5"}
    assert rows >= {"o1", "o2", "o3"}


def test_nothing_happens_before_it_may_or_after_today(planned):
    for request in planned:
        days = [request.arrived_on, *(step.on for step in request.steps)]
        assert days[-1] <= TODAY, request.key
        if request.outcome:
            assert outcomes()[request.outcome].usable_on(request.arrived_on), request.key


@pytest.fixture
def district(db, settings, tmp_path):
    """The district with its people."""
    settings.HOME = tmp_path
    plan = generate(SEED, tmp_path / "district", timezone.localdate())
    build_organisation(plan)
    hire()


def test_one_of_each_way_walks_to_its_end(district):
    planned = planned_requests(SEED, timezone.localdate())
    with documents_only():
        for request in {one.way: one for one in planned}.values():
            case = walk(request)
            case.refresh_from_db()
            told = fold(case.procedure, case.events.all())
            assert (case.state, case.outcome) == (told.state, told.outcome)
            assert case.outcome == request.outcome, request.key
    waiting = set(Case.objects.filter(ended_on=None).values_list("state", flat=True))
    assert waiting == procedure("access").open_states  # every desk has something to show
    assert Case.objects.filter(state="archived").exists()
    assert Case.objects.exclude(handler=None).exists()
    assert CasePaper.objects.filter(printed=None).count() == CasePaper.objects.count() > 0
    assert not Party.objects.filter(name_index="").exists()
