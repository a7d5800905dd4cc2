"""The law as data: which Regulation holds, what it limits, and that the files are whole."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yilan.core import regimes as law
from yilan.core.regimes.regime import _refuse_gaps, regime_from_toml

DAYS = st.dates(date(2008, 5, 1), date(2026, 12, 31))


@pytest.mark.parametrize(
    ("code", "start", "due"),
    [
        ("answer", date(2014, 3, 5), date(2014, 3, 26)),
        ("answer", date(2014, 1, 24), date(2014, 2, 19)),  # over the Spring Festival, with two weekends made up
        ("answer", date(2019, 5, 14), date(2019, 6, 4)),  # the last day of fifteen
        ("answer", date(2019, 5, 15), date(2019, 6, 13)),  # the first day of twenty
        ("correction_notice", date(2024, 9, 30), date(2024, 10, 15)),  # National Day, and a Saturday that was worked
        ("publication", date(2014, 12, 31), date(2015, 1, 29)),
        ("payment", date(2025, 9, 25), date(2025, 10, 29)),
        ("agency_report", date(2018, 6, 1), date(2019, 3, 31)),
        ("agency_report", date(2019, 6, 1), date(2020, 1, 31)),
        ("government_report", date(2024, 6, 1), date(2025, 3, 31)),
    ],
)
def test_due_days(code, start, due):
    assert law.due_day(code, start) == due


def test_before_the_first_regulation_there_is_no_law():
    with pytest.raises(law.NoRegime):
        law.regime_on(date(2008, 4, 30))


def test_the_regulation_of_2008_knows_no_notice_to_correct():
    with pytest.raises(law.NoLimit, match="correction_notice"):
        law.limit_on("correction_notice", date(2014, 3, 5))


@given(DAYS)
def test_exactly_one_regulation_holds_on_every_day(day):
    assert [regime for regime in law.regimes() if regime.holds_on(day)] == [law.regime_on(day)]


@given(DAYS, st.integers(0, 400))
def test_under_one_law_a_later_start_is_never_due_earlier(day, more):
    later = day + timedelta(days=more)
    if law.regime_on(day) == law.regime_on(later):
        assert law.due_day("answer", day) <= law.due_day("answer", later)


def test_no_fee_had_a_limit_before_the_measure_on_fees():
    with pytest.raises(law.NoLimit, match="payment"):
        law.limit_on("payment", date(2020, 12, 31))
    assert law.limit_on("payment", date(2021, 1, 1)).source == "国办函〔2020〕109号"


def test_a_case_of_the_old_law_pays_by_the_measure_of_the_day():
    old = law.regime_on(date(2019, 5, 14))
    assert law.limit_of(old, "payment", date(2021, 1, 4)).amount == 20
    with pytest.raises(law.NoLimit, match="third_party"):
        law.limit_of(old, "third_party", date(2021, 1, 4))


def test_what_a_regulation_counts_although_a_later_one_does_not_names_a_limit_of_the_later():
    known = {code for regime in law.regimes() for code in regime.limits}
    for regime in law.regimes():
        assert set(regime.running) <= known - set(regime.limits)
        assert all(entry.article.startswith("第") and entry.meaning for entry in regime.running.values())


def test_every_limit_names_its_article_and_says_what_it_is():
    for regime in (*law.regimes(), *law.measures()):
        assert regime.source
        for limit in regime.limits.values():
            assert limit.article.startswith("第")
            assert limit.meaning


def test_both_regulations_limit_what_every_agency_must_do():
    wanted = {"publication", "answer", "extension", "agency_report", "government_report"}
    assert all(wanted <= set(regime.limits) for regime in law.regimes())


@pytest.mark.parametrize(
    "limit",
    [
        {"amount": 0, "unit": "working_days", "article": "第一条", "meaning": "…"},
        {"amount": "20", "unit": "working_days", "article": "第一条", "meaning": "…"},
        {"amount": 20, "unit": "weeks", "article": "第一条", "meaning": "…"},
        {"amount": "02-30", "unit": "day_of_next_year", "article": "第一条", "meaning": "…"},
    ],
)
def test_a_limit_that_is_none_is_refused(limit):
    table = {"code": "x", "name": "x", "source": "x", "valid_from": date(2030, 1, 1), "limit": {"answer": limit}}
    with pytest.raises(ValueError, match=r"answer|day|02-30"):
        regime_from_toml(table)


@pytest.mark.parametrize("end", [None, date(2029, 12, 30), date(2030, 1, 1)])
def test_a_gap_or_an_overlap_between_regulations_is_refused(end):
    common = {"source": "x", "limit": {}}
    old = regime_from_toml({"code": "a", "name": "a", "valid_from": date(2020, 1, 1), "valid_to": end, **common})
    new = regime_from_toml({"code": "b", "name": "b", "valid_from": date(2030, 1, 1), **common})
    with pytest.raises(law.RegimeDataError, match="b does not begin"):
        _refuse_gaps([old, new])
