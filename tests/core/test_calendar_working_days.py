import time
from datetime import date, timedelta

import chinese_calendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from yilan.core import calendar
from yilan.core.calendar import notices

DAYS = st.dates(min_value=date(1995, 1, 1), max_value=date(2080, 12, 31))
COUNTS = st.integers(min_value=0, max_value=400)


def every_day(first: date, last: date):
    return (first + timedelta(days=n) for n in range((last - first).days + 1))


def test_every_day_from_2004_to_2026_agrees_with_chinesecalendar():
    wrong = [
        day
        for day in every_day(date(2004, 1, 1), date(2026, 12, 31))
        if calendar.is_working_day(day) != chinese_calendar.is_workday(day)
    ]
    assert wrong == []


def test_every_holiday_has_the_oracles_name():
    for day in every_day(date(2004, 1, 1), date(2026, 12, 31)):
        off, name = chinese_calendar.get_holiday_detail(day)
        expected = chinese_calendar.Holiday(name).chinese if off and name else None
        assert calendar.holiday_name(day) == expected, day


@pytest.mark.parametrize(
    ("start", "n", "due"),
    [
        # The Spring Festival of 2014 was 31 January to 6 February; 26 January and 8 February were made up.
        (date(2014, 1, 24), 1, date(2014, 1, 26)),
        (date(2014, 1, 30), 1, date(2014, 2, 7)),
        (date(2014, 1, 30), 2, date(2014, 2, 8)),
        (date(2014, 1, 24), 15, date(2014, 2, 19)),
        # The Labour Day of 2019 was lengthened by a later notice.
        (date(2019, 4, 30), 1, date(2019, 5, 5)),
        # The Spring Festival of 2020 was lengthened to 2 February.
        (date(2020, 1, 23), 1, date(2020, 2, 3)),
        # New Year 2012 was made up in the year before.
        (date(2011, 12, 30), 1, date(2011, 12, 31)),
    ],
)
def test_known_counts(start, n, due):
    assert calendar.add_working_days(start, n) == due


@given(DAYS, COUNTS)
def test_adding_n_days_is_n_days_away(start, n):
    assert calendar.working_days_between(start, calendar.add_working_days(start, n)) == n


@given(DAYS, COUNTS)
def test_the_end_of_a_count_works(start, n):
    end = calendar.add_working_days(start, n)
    assert end == start if n == 0 else calendar.is_working_day(end) and end > start


@given(DAYS, COUNTS, COUNTS)
def test_two_counts_add_up(start, n, m):
    step = calendar.add_working_days(calendar.add_working_days(start, n), m)
    assert step == calendar.add_working_days(start, n + m)


@given(DAYS, DAYS, COUNTS)
def test_a_later_start_never_ends_earlier(a, b, n):
    first, last = sorted((a, b))
    assert calendar.add_working_days(first, n) <= calendar.add_working_days(last, n)


@given(DAYS, DAYS)
def test_counting_backwards_is_negative(a, b):
    assert calendar.working_days_between(a, b) == -calendar.working_days_between(b, a)


@given(DAYS, DAYS, DAYS)
def test_counts_join(a, b, c):
    total = calendar.working_days_between(a, b) + calendar.working_days_between(b, c)
    assert total == calendar.working_days_between(a, c)


@given(DAYS, st.integers(min_value=0, max_value=60))
def test_between_equals_a_plain_walk(a, length):
    b = a + timedelta(days=length)
    walked = sum(map(calendar.is_working_day, every_day(a + timedelta(days=1), b)))
    assert calendar.working_days_between(a, b) == walked


@given(DAYS)
def test_next_working_day_is_the_first_one_from_here(day):
    found = calendar.next_working_day(day)
    assert calendar.is_working_day(found)
    assert not any(map(calendar.is_working_day, every_day(day, found - timedelta(days=1))))


@pytest.mark.parametrize(
    ("day", "code"),
    [
        (date(2014, 3, 5), "working_day"),
        (date(2014, 1, 26), "makeup_day"),
        (date(2014, 3, 8), "weekend"),
        (date(2014, 2, 1), "holiday:spring_festival"),
        (date(2015, 9, 3), "holiday:anti_fascist_70th_day"),
        (date(2031, 1, 1), "provisional:holiday:new_years_day"),
        (date(2031, 5, 1), "provisional:holiday:labour_day"),
        (date(2031, 10, 2), "provisional:holiday:national_day"),
        (date(2031, 1, 4), "provisional:weekend"),
        (date(2031, 1, 6), "provisional:working_day"),
        (date(2003, 1, 6), "provisional:working_day"),
    ],
)
def test_explain(day, code):
    assert calendar.explain(day) == code
    assert calendar.is_provisional(day) == code.startswith("provisional:")
    assert calendar.is_working_day(day) == code.endswith(("working_day", "makeup_day"))


def test_counting_outside_the_span_is_refused_with_the_day():
    for call in (
        lambda: calendar.add_working_days(date(214, 3, 5), 1),
        lambda: calendar.add_working_days(date(2099, 12, 1), 100),
        lambda: calendar.working_days_between(date(2014, 1, 1), date(2214, 1, 1)),
        lambda: calendar.next_working_day(date(1989, 1, 1)),
    ):
        with pytest.raises(calendar.CalendarRangeError):
            call()
    with pytest.raises(ValueError, match="cannot be -1"):
        calendar.add_working_days(date(2014, 1, 1), -1)


def test_version_changes_with_the_data_only():
    years = calendar.load_notices()
    assert calendar.WorkingCalendar(years).version == calendar.calendar_version()
    assert calendar.WorkingCalendar(years[:-1]).version != calendar.calendar_version()
    assert calendar.calendar_version().startswith(f"cn-{years[-1].year}-")


def test_data_files_are_complete():
    years = calendar.load_notices()
    assert [notice.year for notice in years] == list(range(2004, 2027))
    for notice in years:
        assert notice.version >= 1
        assert f"{notice.year}" in notice.source
        assert {holiday.code for holiday in notice.holidays} >= {
            "new_years_day",
            "spring_festival",
            "labour_day",
            "national_day",
        }


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"makeup_working_days": [date(2014, 3, 5)]}, "no Saturday or Sunday"),
        ({"makeup_working_days": [date(2013, 3, 2)]}, "another year"),
        ({"makeup_working_days": [date(2014, 2, 1)]}, "twice"),
    ],
)
def test_contradictions_in_a_file_are_refused(change, message):
    table = {
        "year": 2014,
        "version": 1,
        "source": "test",
        "holidays": [{"code": "spring_festival", "name": "春节", "dates": [date(2014, 2, 1)]}],
        "makeup_working_days": [],
    }
    with pytest.raises(calendar.CalendarDataError, match=message):
        notices.notice_from_toml(table | change)


def test_a_file_under_another_years_name_is_refused(tmp_path):
    text = (notices.DATA / "2014.toml").read_text(encoding="utf-8")
    (tmp_path / "2015.toml").write_text(text, encoding="utf-8")
    with pytest.raises(calendar.CalendarDataError, match=r"2015\.toml"):
        calendar.load_notices(tmp_path)


@pytest.mark.slow
def test_counting_is_fast():
    # Printed for the reader (pytest -s); the machine's load decides no verdict.
    calendar.add_working_days(date(2014, 1, 1), 1)
    started = time.perf_counter()
    for _ in range(10_000):
        calendar.add_working_days(date(2014, 1, 24), 20)
    print(f"add_working_days: {(time.perf_counter() - started) * 100:.2f} µs")  # noqa: T201
