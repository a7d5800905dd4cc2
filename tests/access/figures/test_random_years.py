"""Whatever happens to requests, in whatever order: the tables add up, and no year changes what an earlier one said."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from yilan.access.figures import Cell, History, PastEvent, clearance, fees, year_figures
from yilan.access.figures.histories import rules
from yilan.access.law.outcomes import outcomes
from yilan.casework.folding import fold, standing_events
from yilan.casework.models import PartyKind

YEARS = range(2020, 2027)
FACTS = {
    "amount": "200.00",
    "method": "per_item",
    "computation": "2件×100元",
    "until": "2099-01-01",
    "days": 20,
    "result": "corrected",
}


@st.composite
def walks(draw, *, annulled: bool = True):
    """Return the history of a request: a walk through the procedure, some of whose last steps were taken back."""
    procedure = rules()
    opening = draw(st.sampled_from([kind for kind in procedure.events.values() if kind.opens]))
    day = draw(st.dates(date(2020, 1, 1), date(2023, 12, 31)))
    events = [PastEvent(1, opening.code, day)]
    for _ in range(draw(st.integers(0, 16))):
        state = fold(procedure, events).state
        kinds = [kind for kind in procedure.possible(state) if kind.code != "annulled"]
        if not kinds:
            break
        day = min(day + timedelta(days=draw(st.sampled_from([0, 1, 5, 20, 90, 300]))), date(2026, 12, 31))
        if annulled and len(standing_events(events)) > 1 and draw(st.integers(0, 7)) == 0:
            last = standing_events(events)[-1].sequence
            events.append(PastEvent(len(events) + 1, "annulled", day, {"sequence": last}))
            day = standing_events(events)[-1].on
            continue
        kind = draw(st.sampled_from(kinds + [kind for kind in kinds if kind.to] * 3))  # so that many come to an end
        outcome = draw(st.sampled_from(sorted(outcomes())))
        events.append(PastEvent(len(events) + 1, kind.code, day, FACTS | {"outcome": outcome, "party": "甲"}))
    return History(uuid4(), draw(st.integers(1, 2)), draw(st.sampled_from(PartyKind.values)), events)


MANY = st.lists(walks(), max_size=8)


@given(MANY)
def test_every_rule_holds_in_every_year(many):
    for year in YEARS:
        found, before = year_figures(many, year), year_figures(many, year - 1)
        assert found.violations(before) == []
        for column, value in found.table3["carried_in"].items():
            assert value == before.table3["carried_out"][column]


@given(MANY)
def test_the_lists_are_the_tables(many):
    for year in YEARS:
        found = year_figures(many, year)
        for name, table in (("table3", found.table3), ("table4", found.table4)):
            counted = {(row, column): value for row, columns in table.items() for column, value in columns.items()}
            listed = {place: len(found.listed(Cell(name, *place))) for place in counted}
            assert listed == counted
        cases = [one.case for one in found.listed(Cell("table3", "total", "total"))]
        assert len(cases) == len(set(cases))


@given(MANY)
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # a loaded machine takes its time
def test_every_answer_is_in_one_band_and_in_time_or_late(many):
    for year in YEARS:
        found = year_figures(many, year)
        value = {row: found.value(Cell("clearance", row, "total")) for row in clearance.rows()}
        assert value["answered"] == sum(value[row] for row in clearance.band_rows())
        assert value["answered"] == value["in_time"] + value["late"] == found.clearance.answered
        assert value["answered"] <= found.table3["total"]["total"]


@given(MANY)
def test_every_fee_comes_in_and_goes_out(many):
    for year in YEARS:
        found, before = year_figures(many, year).fees, year_figures(many, year - 1).fees
        for column in fees.COLUMNS:
            came = sum(found[row][column] for row in ("brought_in", "notified"))
            assert came == sum(found[row][column] for row in ("paid", "waived", "unpaid", "dropped", "pending"))
            assert found["brought_in"][column] == before["pending"][column]


@given(st.lists(walks(annulled=False), max_size=8), st.sampled_from(YEARS))
def test_what_a_year_said_stays_whatever_comes_later(many, year):
    last = date(year, 12, 31)
    then = [replace(one, events=[event for event in one.events if event.on <= last]) for one in many]
    now, at_its_end = year_figures(many, year), year_figures(then, year)
    assert (now.table3, now.table4, now.fees) == (at_its_end.table3, at_its_end.table4, at_its_end.fees)


@given(st.lists(walks(annulled=False), max_size=8), st.sampled_from(YEARS))
def test_carried_over_is_what_was_open_at_the_end_of_the_year(many, year):
    """Told another way: where each request stood on that day, but for those that an earlier table has counted out."""
    expected: Counter[str] = Counter()
    for history in many:
        ends = [
            fold(rules(), [one for one in history.events if one.on <= date(at, 12, 31)]) for at in YEARS if at <= year
        ]
        received = [end for end in ends if end.received_on]
        if received and not any(end.ended_on for end in received):
            expected[history.kind] += 1
    table = year_figures(many, year).table3
    assert {kind: table["carried_out"][kind] for kind in PartyKind.values} == {
        kind: expected[kind] for kind in PartyKind.values
    }


@given(MANY, st.randoms(use_true_random=False))
def test_the_order_in_which_they_are_read_does_not_matter(many, random):
    shuffled = [replace(one, events=random.sample(one.events, len(one.events))) for one in many]
    random.shuffle(shuffled)
    for year in YEARS:
        ours, theirs = year_figures(many, year), year_figures(shuffled, year)
        assert ours.table3 == theirs.table3
        assert all(ours.listed(cell) == theirs.listed(cell) for cell in {*ours.entries, *theirs.entries})


@pytest.mark.parametrize(("notified", "row"), [(True, "waived"), (False, "waived")])
def test_a_fee_that_is_waived(monkeypatch, notified, row):
    """With a notice before it or without one."""
    procedure = rules()
    waiving = replace(procedure.events["noted"], code="fee_waived")
    monkeypatch.setattr(fees, "rules", lambda: replace(procedure, events={**procedure.events, "fee_waived": waiving}))
    events = [PastEvent(1, "registered", date(2023, 3, 1))]
    if notified:
        events.append(PastEvent(2, "fee_notified", date(2023, 3, 2), {"amount": "300.00"}))
    events.append(PastEvent(3, "fee_waived", date(2023, 3, 3), {"amount": "300.00"}))
    (fee,) = fees.charged_fees(History(UUID(int=1), 1, "natural", events))
    assert (fee.how, fee.amount, fee.rows_in(2023)) == (row, 300, ("notified", "waived"))


@pytest.mark.parametrize(
    ("days", "median", "slow"), [([], None, None), ([7], 7, 7), ([1, 2], 1.5, 2), (list(range(1, 1001)), 500.5, 900)]
)
def test_the_slow_one_is_that_of_the_nearest_rank(days, median, slow):
    found = clearance.clearance_of(days, len(days))
    assert (found.answered, found.in_time, found.median, found.slow) == (len(days), len(days), median, slow)


def test_bands_follow_each_other():
    told = [clearance.rows_of(replace_days(days)) for days in (0, 2, 3, 5, 6, 10, 11, 15, 16, 20, 21, 30, 31)]
    assert [rows[-1] for rows in told] == [
        *("to2", "to2", "to5", "to5", "to10", "to10", "to15", "to15", "to20", "to20", "to30", "to30", "over30"),
    ]


def replace_days(days):
    from yilan.access.figures.requests import Answer

    return Answer(days, late_by=0, extended=False)
