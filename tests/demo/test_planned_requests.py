"""The demonstration's requests: believable, on the law of their day, through every way, and the same each time."""

from collections import Counter
from datetime import date

import pytest
from django.utils import timezone

from yilan.access.law.applicants import applicant_kinds
from yilan.access.law.outcomes import outcomes
from yilan.casework.actions.papers import documents_only
from yilan.casework.folding import fold
from yilan.casework.models import Case, CasePaper, Party
from yilan.casework.procedures import procedure
from yilan.demo.district import generate
from yilan.demo.district.requests import PlannedRequest, planned_requests
from yilan.demo.district.requests.subjects import subjects, suits
from yilan.demo.district.requests.wanted import LATER, OLD, plain_outcomes
from yilan.demo.district.requests.ways import SPECIAL, WAYS
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


@pytest.mark.parametrize("seed", [SEED, 1, 2])
def test_from_2019_to_2025_every_row_and_every_column_of_the_yearly_table_is_filled(seed):
    past = [one for one in planned_requests(seed, TODAY) if not one.key.startswith("desk")]
    assert {request.way for request in past} == set(WAYS)
    counted = [one for one in past if 2019 <= one.arrived_on.year <= 2025]
    rows = {outcomes()[request.outcome].row for request in counted if request.outcome}
    assert rows == {outcome.row for outcome in outcomes().values()}
    assert {request.applicant.kind for request in counted} == set(applicant_kinds())
    assert any(one.arrived_on.year < one.steps[-1].on.year for one in counted)  # carried over


def test_people_ask_for_what_they_would_and_it_ends_as_it_could(planned):
    for request in planned:
        subject = request.subject
        assert not subject.applicants or request.applicant.kind in subject.applicants, request.key
        if not request.key.startswith("desk"):
            assert suits(subject, request.way, "provided" if request.way == "repeated" else request.outcome), (
                request.key
            )
    for subject in subjects():
        assert set(subject.answers) <= set(outcomes()), subject.title
        assert set(subject.ways) <= SPECIAL, subject.title
        for code, facts in subject.answers.items():
            assert set(facts) <= {fact.code for fact in outcomes()[code].facts + outcomes()[code].file_facts}, (
                subject.title
            )
    for way, outcome in [*OLD, *LATER, *(("plain", code) for code in plain_outcomes())]:
        assert any(suits(subject, way, outcome) for subject in subjects()), (way, outcome)


def test_who_asks_again_is_the_same_person_with_the_same_wish(planned):
    by_key = {request.key: request for request in planned}
    again = [request for request in planned if request.again]
    assert again
    for request in again:
        first = by_key[request.again]
        assert (first.applicant, first.subject) == (request.applicant, request.subject)
        assert first.steps[-1].on < request.arrived_on
        assert first.outcome == "provided"


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
        by_key = {one.key: one for one in planned}
        for request in {one.way: one for one in planned}.values():
            case = walk(request, walk(by_key[request.again]) if request.again else None)
            case.refresh_from_db()
            told = fold(case.procedure, case.events.all())
            assert (case.state, case.outcome) == (told.state, told.outcome)
            assert case.outcome == request.outcome, request.key
    waiting = set(Case.objects.filter(ended_on=None).values_list("state", flat=True))
    assert waiting == procedure("access").open_states  # every desk has something to show
    assert Case.objects.filter(state="archived").exists()
    assert Case.objects.filter(state="merged").get().events.filter(kind="merged").exists()
    assert Case.objects.filter(events__stated__has_key="split_from").get().state == "answered"
    repeated = Case.objects.get(outcome="repeated")
    told = repeated.events.get(kind="drafted").facts["stated"]
    assert CasePaper.objects.filter(number=told["earlier_number"]).exclude(case=repeated).exists()
    assert Case.objects.exclude(handler=None).exists()
    assert CasePaper.objects.filter(printed=None).count() == CasePaper.objects.count() > 0
    assert not Party.objects.filter(name_index="").exists()
