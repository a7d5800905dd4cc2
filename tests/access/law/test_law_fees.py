"""Fees: the examples of the tariff, the tiers in general, and what was charged before."""

from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yilan.access.law.fees import (
    NotCharged,
    cost_fee,
    fee_methods,
    fee_period_on,
    fee_periods,
    method_from_toml,
    methods_for,
    pay_by,
    processing_fee,
)
from yilan.access.law.outcomes import outcomes
from yilan.access.law.reading import LawDataError

NOW = date(2025, 9, 25)
COUNTS = st.integers(0, 400)


def charge(method, units, before=0, day=NOW):
    return processing_fee(method, units, received_on=day, before=before)


@pytest.mark.parametrize(
    ("items", "yuan"),
    [
        *((0, 0), (1, 0), (10, 0), (11, 100), (12, 200), (30, 2000), (31, 2200), (33, 2600), (35, 3000), (40, 4000)),
        *((41, 4300), (45, 5500), (50, 7000), (51, 7400), (60, 11000), (61, 11500)),
    ],
)
def test_items_of_a_month(items, yuan):
    assert charge("per_item", items).amount == yuan


@pytest.mark.parametrize(
    ("pages", "yuan"),
    [
        *((0, 0), (30, 0), (31, 10), (57, 270), (72, 420), (100, 700), (101, 720), (109, 880), (119, 1080)),
        *((150, 1700), (200, 2700), (201, 2740)),
    ],
)
def test_pages_of_a_request(pages, yuan):
    assert charge("per_page", pages).amount == yuan


@given(COUNTS, COUNTS)
def test_asked_at_once_or_one_after_another_items_cost_the_same(first, second):
    together = charge("per_item", first + second).amount
    assert together == charge("per_item", first).amount + charge("per_item", second, before=first).amount


@given(st.sampled_from(["per_item", "per_page"]), COUNTS)
def test_one_more_never_costs_less(method, units):
    assert charge(method, units).amount <= charge(method, units + 1).amount


@given(st.sampled_from(["per_item", "per_page"]), st.integers(1, 400))
def test_the_lines_count_every_unit_once(method, units):
    fee = charge(method, units)
    assert sum(line.quantity for line in fee.lines) == units
    assert fee.amount == sum(line.quantity * line.rate for line in fee.lines)
    assert fee.lines[0].first == 1
    assert fee.lines[-1].last == units


def test_the_notice_shows_the_computation():
    fee = charge("per_item", 3, before=29)
    assert fee.computation == "第30件：1件×100元/件＝100元；第31件至第32件：2件×200元/件＝400元；合计500元"
    assert "100元/件" in fee.standard
    assert "国办函〔2020〕109号" in fee.basis


def test_pages_do_not_add_up_over_requests():
    with pytest.raises(ValueError, match="per_page"):
        charge("per_page", 10, before=5)


@pytest.mark.parametrize(("units", "before"), [(-1, 0), (1, -1)])
def test_less_than_nothing_cannot_be_counted(units, before):
    with pytest.raises(ValueError, match="counted"):
        charge("per_item", units, before)


@pytest.mark.parametrize("day", [date(2014, 3, 5), date(2018, 1, 1), date(2019, 5, 15), date(2020, 12, 31)])
def test_before_2021_there_was_no_processing_fee(day):
    assert methods_for(day, supply="paper") == ()
    with pytest.raises(NotCharged):
        charge("per_item", 50, day=day)


def test_the_first_day_of_the_tariff():
    assert charge("per_item", 11, day=date(2021, 1, 1)).amount == 100


# --- one of the two


def codes(supply, outcome=None):
    return [method.code for method in methods_for(NOW, supply=supply, outcome=outcome and outcomes()[outcome])]


def test_either_way_of_counting_where_copies_are_handed_over():
    assert codes("paper") == ["per_item", "per_page"]
    assert codes("paper", "provided") == ["per_item", "per_page"]
    assert codes("electronic", "partial") == ["per_item", "per_page"]


@pytest.mark.parametrize(
    ("supply", "outcome"),
    [("inspection", "provided"), ("paper", "already_public"), ("paper", "not_existing"), ("paper", "repeated")],
)
def test_pages_are_not_counted_where_none_are_handed_over(supply, outcome):
    assert codes(supply, outcome) == ["per_item"]


@pytest.mark.parametrize(
    ("received", "last"),
    [(date(2025, 9, 25), date(2025, 10, 29)), (date(2024, 3, 1), date(2024, 3, 29))],
)
def test_twenty_working_days_to_pay_from_the_day_after(received, last):
    assert pay_by(received, fee_period_on(NOW)) == last


# --- before


@pytest.mark.parametrize(
    ("day", "code"),
    [
        (date(2008, 5, 1), "cost_tariffs"),
        (date(2017, 3, 31), "cost_tariffs"),
        (date(2017, 4, 1), "stopped"),
        (date(2019, 5, 15), "free"),
        (date(2021, 1, 1), "processing_fee"),
    ],
)
def test_what_could_be_charged_on_a_day(day, code):
    assert fee_period_on(day).code == code


def test_periods_follow_each_other_without_gap():
    periods = list(fee_periods().values())
    for earlier, later in pairwise(periods):
        assert (later.span.valid_from - earlier.span.valid_to).days == 1
    assert periods[-1].span.valid_to is None


def test_before_the_first_regulation_there_is_no_rule():
    with pytest.raises(LookupError):
        fee_period_on(date(2008, 4, 30))


COSTS = [("search", 1, Decimal("5.00")), ("copy", 12, Decimal("0.30")), ("post", 1, Decimal("4.20"))]


def test_costs_at_local_rates_under_the_law_of_2008():
    fee = cost_fee(COSTS, received_on=date(2014, 3, 5))
    assert fee.amount == Decimal("12.80")
    assert fee.computation == (
        "检索费：1次×5元/次＝5元；复制费：12页×0.30元/页＝3.60元；邮寄费：1件×4.20元/件＝4.20元；合计12.80元"
    )


def test_a_waiver_keeps_the_computation_and_takes_nothing():
    fee = cost_fee(COSTS, received_on=date(2014, 3, 5), waiver="hardship")
    assert fee.amount == 0
    assert fee.computation.endswith("合计12.80元，因确有经济困难免收")


def test_costs_and_waivers_ended():
    with pytest.raises(NotCharged, match="search"):
        cost_fee(COSTS, received_on=date(2018, 1, 1))
    with pytest.raises(NotCharged, match="hardship"):
        cost_fee([], received_on=NOW, waiver="hardship")


def test_no_limit_to_pay_where_nothing_is_to_be_paid():
    with pytest.raises(NotCharged):
        pay_by(NOW, fee_periods()["free"])


def test_what_could_not_be_checked_says_so():
    assert [period.code for period in fee_periods().values() if period.doubtful] == ["stopped"]


# --- tiers that are none


TIERS = {"code": "x", "label": "x", "term": "甲", "source": "x", "period": "free", "unit": "件", "adds_up": "month"}


@pytest.mark.parametrize(
    "tiers",
    [
        {"tiers": [{"from": 2, "rate": 1}]},
        {"tiers": [{"from": 1, "to": 5, "rate": 1}, {"from": 7, "rate": 2}]},
        {"tiers": [{"from": 1, "to": 5, "rate": 1}]},
        {"tiers": [{"from": 1, "rate": 1}], "step": {"size": 10, "add": 1}},
    ],
)
def test_tiers_with_gaps_or_without_end_are_refused(tiers):
    with pytest.raises(LawDataError):
        method_from_toml({**TIERS, "standard": "x", **tiers})


def test_both_methods_are_there():
    assert set(fee_methods()) == {"per_item", "per_page"}
