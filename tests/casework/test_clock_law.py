"""One table a paragraph of law: what was received, what happened, when the answer is due."""

from datetime import date

import pytest

from yilan.casework.clock import ClockRule, Effect, Happening, State, last_day, read_clock
from yilan.core.regimes import Limit, NoLimit

RULE = ClockRule()


def day(text):
    return date.fromisoformat(text)


def stop(on, name="third_party", limit="third_party", **more):
    return Happening(Effect.STOP, day(on), name, limit, **more)


def resume(on, name="third_party"):
    return Happening(Effect.RESUME, day(on), name)


def restart(on, name=""):
    return Happening(Effect.RESTART, day(on), name)


def extend(on, days=None):
    return Happening(Effect.EXTEND, day(on), days=days)


def delay(on, until):
    return Happening(Effect.DELAY, day(on), until=until and day(until))


def end(on):
    return Happening(Effect.END, day(on))


def correction(on, until=None):
    return Happening(Effect.STOP, day(on), "correction", until=until and day(until), lapses=True)


def fee(on, **more):
    return Happening(Effect.STOP, day(on), "fee", "payment", lapses=True, **more)


def read(received, *happenings, **more):
    return read_clock(day(received), RULE, happenings, **more)


def due(received, *happenings, **more):
    found = read(received, *happenings, **more).due
    return found and found.isoformat()


@pytest.mark.parametrize(
    ("received", "expected", "regime"),
    [
        ("2025-09-25", "2025-10-29", "regulation-2019"),  # over National Day, two weekends made up
        ("2014-01-24", "2014-02-19", "regulation-2008"),  # over the Spring Festival of 2014, 15 working days
        ("2014-03-05", "2014-03-26", "regulation-2008"),
        ("2019-05-14", "2019-06-04", "regulation-2008"),  # the last day of the old law
        ("2019-05-15", "2019-06-13", "regulation-2019"),  # the first of the new
        ("2020-01-17", "2020-02-21", "regulation-2019"),  # the Spring Festival that was lengthened to 2 February
        ("2025-09-27", "2025-10-30", "regulation-2019"),  # received on a Saturday: the count begins on the next
        ("2008-05-01", "2008-05-22", "regulation-2008"),
    ],
)
def test_article_33_2_and_24_of_2008_the_period_runs_from_the_day_after_receipt(received, expected, regime):
    reading = read(received)
    assert (reading.due.isoformat(), reading.regime, reading.provisional) == (expected, regime, False)
    assert reading.state is State.RUNNING


@pytest.mark.parametrize(
    ("happenings", "expected"),
    [
        ([extend("2025-10-20")], "2025-11-26"),
        ([extend("2025-10-29")], "2025-11-26"),  # the last day is early enough
        ([extend("2025-10-30")], "2025-10-29"),  # the day after is not
        ([extend("2025-10-20", 10)], "2025-11-12"),
        ([extend("2025-10-20", 21)], "2025-11-26"),  # not more than the law allows
        ([extend("2025-10-20", 5), extend("2025-10-21", 15)], "2025-11-05"),  # once
        ([extend("2025-10-20", 0)], "2025-10-29"),
        ([extend("2025-10-20", -3)], "2025-10-29"),
        ([extend("2025-09-24")], "2025-10-29"),  # before receipt
    ],
)
def test_article_33_2_an_extension_once_in_time_and_not_above_the_cap(happenings, expected):
    assert due("2025-09-25", *happenings) == expected


def test_article_24_of_2008_an_extension_of_fifteen_days():
    assert due("2014-03-05", extend("2014-03-20")) == "2014-04-17"
    assert due("2014-03-05", extend("2014-03-20", 20)) == "2014-04-17"


@pytest.mark.parametrize(
    ("happenings", "expected"),
    [
        ([stop("2025-10-10"), resume("2025-10-15")], "2025-11-04"),  # a worked Saturday among the four days
        ([stop("2025-10-10"), resume("2025-10-10")], "2025-10-29"),  # answered on the spot
        ([stop("2025-10-10"), resume("2025-10-30")], "2025-11-19"),  # the last of fifteen days
        ([stop("2025-10-10"), resume("2025-12-30")], "2025-11-19"),  # after the limit is as on its last day
        ([stop("2025-10-10", reached=day("2025-10-14")), resume("2025-12-30")], "2025-11-24"),  # it runs from arrival
        ([stop("2025-10-10", reached=day("2025-10-01")), resume("2025-12-30")], "2025-11-19"),  # never from before
        ([stop("2025-10-29"), resume("2025-10-31")], "2025-10-31"),  # on the last day it stands before the day is over
        ([stop("2025-10-30"), resume("2025-11-05")], "2025-10-29"),  # after it, nothing stands
        ([stop("2025-09-26"), resume("2025-09-28")], "2025-10-30"),
        ([stop("2025-10-01"), resume("2025-10-08")], "2025-10-29"),  # nothing but holidays
    ],
)
def test_article_33_3_the_time_of_asking_third_parties_does_not_count(happenings, expected):
    reading = read("2025-09-25", *happenings)
    assert (reading.due.isoformat(), reading.provisional, reading.paused_by) == (expected, False, ())


def test_article_32_silence_of_a_third_party_lets_the_clock_go_on_after_fifteen_days():
    asked = stop("2025-10-10")
    waiting = read("2025-09-25", asked, as_of=day("2025-10-30"))
    assert (waiting.due.isoformat(), waiting.provisional, waiting.state) == ("2025-11-19", True, State.PAUSED)
    assert [pause.until.isoformat() for pause in waiting.paused_by] == ["2025-10-30"]
    over = read("2025-09-25", asked, as_of=day("2025-10-31"))
    assert (over.due.isoformat(), over.provisional, over.state) == ("2025-11-19", False, State.RUNNING)


def test_article_32_two_third_parties_are_waited_for_side_by_side_and_no_day_is_left_out_twice():
    asked = [stop("2025-10-10", "third_party:1"), stop("2025-10-13", "third_party:2")]
    first = resume("2025-10-15", "third_party:1")
    assert due("2025-09-25", *asked, first, resume("2025-10-17", "third_party:2")) == "2025-11-06"
    assert due("2025-09-25", *asked, first) == "2025-11-21", "the second is silent"
    assert due("2025-09-25", *asked, resume("2025-10-17")) == "2025-11-06", "an answer without a name answers all"
    assert due("2025-09-25", *asked, resume("2025-10-17", "third_party:3")) == "2025-11-21", "a stranger answers none"


def test_article_34_other_makers_answer_within_fifteen_days_and_the_old_law_counts_their_time():
    asked = stop("2025-10-10", "agency", "joint_maker")
    assert due("2025-09-25", asked, resume("2025-10-15", "agency")) == "2025-11-04"
    old = stop("2014-03-10", "agency", "joint_maker")
    assert due("2014-03-05", old) == "2014-03-26"
    assert due("2014-03-05", old, resume("2014-03-14", "agency")) == "2014-03-26"


def test_article_23_of_2008_sets_third_parties_no_days():
    asked = stop("2014-03-10")
    waiting = read("2014-03-05", asked, as_of=day("2014-12-31"))
    assert (waiting.due, waiting.state, waiting.days_left, waiting.late_by) == (None, State.PAUSED, None, 0)
    assert waiting.paused_by[0].until is None
    assert due("2014-03-05", asked, resume("2014-06-30")) == "2014-07-16"


def test_a_case_of_the_old_law_stays_one_when_it_is_asked_under_the_new():
    assert due("2019-05-14", stop("2019-05-20")) is None
    assert due("2019-05-14", extend("2019-05-20")) == "2019-06-26"
    assert due("2019-05-14", correction("2019-05-20"), restart("2019-06-03")) == "2019-06-25", "15 days anew"


@pytest.mark.parametrize(
    ("happenings", "expected"),
    [
        ([correction("2025-09-29", "2025-10-20"), restart("2025-10-15")], "2025-11-12"),
        ([correction("2025-09-29"), restart("2025-10-15")], "2025-11-12"),
        ([correction("2025-09-29", "2025-10-10"), restart("2025-10-15")], "2025-11-12"),  # late, and accepted
        ([correction("2025-09-29"), restart("2025-10-18")], "2025-11-14"),  # on a Saturday
        ([correction("2025-10-29"), restart("2025-11-01")], "2025-11-28"),  # asked on the last day, a Saturday later
        ([correction("2025-09-29"), restart("2025-10-15"), extend("2025-10-20", 5)], "2025-11-19"),
        ([extend("2025-09-26"), correction("2025-09-29"), restart("2025-10-15")], "2025-11-12"),  # went with its period
        ([stop("2025-09-26"), resume("2025-09-28"), correction("2025-09-29"), restart("2025-10-15")], "2025-11-12"),
        ([correction("2025-11-03"), restart("2025-11-05")], "2025-10-29"),  # too late to mend anything
        ([restart("2025-10-15")], "2025-11-12"),
        ([restart("2025-10-30")], "2025-10-29"),
    ],
)
def test_article_30_the_period_begins_anew_with_the_corrected_request(happenings, expected):
    assert due("2025-09-25", *happenings) == expected


def test_article_30_without_a_correction_nothing_is_due_and_the_request_is_abandoned_after_its_time():
    asked = correction("2025-09-29", "2025-10-18")  # a Saturday: the time ends with the Monday
    for today, lapsed in (("2025-10-20", False), ("2025-10-21", True)):
        reading = read("2025-09-25", asked, as_of=day(today))
        assert (reading.due, reading.state, bool(reading.lapsed)) == (None, State.PAUSED, lapsed)
    ended = read("2025-09-25", asked, end("2025-10-21"))
    assert (ended.due, ended.state, ended.late_by, ended.paused_by) == (None, State.ENDED, 0, ())


def test_article_30_a_consultation_that_still_runs_stays_uncounted_when_the_correction_comes():
    asked = [stop("2025-09-28"), correction("2025-09-29")]
    assert due("2025-09-25", *asked, restart("2025-10-15", "correction"), resume("2025-10-17")) == "2025-11-14"
    assert due("2025-09-25", *asked, restart("2025-10-15"), resume("2025-10-17")) == "2025-11-12", "without a name: all"


def test_measure_on_fees_the_period_begins_anew_on_the_day_after_payment():
    notified = fee("2025-10-10")
    assert due("2025-09-25", notified) is None
    assert due("2025-09-25", notified, restart("2025-11-03")) == "2025-12-01"
    assert due("2025-09-25", notified, restart("2025-11-01")) == "2025-11-28", "paid on a Saturday"


def test_measure_on_fees_twenty_days_to_pay_from_the_day_after_the_notice_came():
    unpaid = read("2025-09-25", fee("2025-10-10", reached=day("2025-10-13")), as_of=day("2025-11-11"))
    assert [pause.until.isoformat() for pause in unpaid.lapsed] == ["2025-11-10"]
    assert last_day("payment", day("2025-10-13"), received=day("2025-09-25")).day == day("2025-11-10")


@pytest.mark.parametrize(
    ("happenings", "expected"),
    [
        ([delay("2025-10-20", "2025-12-31")], "2025-12-31"),
        ([delay("2025-10-20", "2025-12-06")], "2025-12-08"),  # a Saturday moves on
        ([delay("2025-10-20", "2025-10-22")], "2025-10-29"),  # never nearer
        ([delay("2025-10-30", "2025-12-31")], "2025-10-29"),  # the period had run out
        ([delay("2025-10-20", None)], "2025-10-29"),
        ([delay("2025-10-20", "2025-12-31"), delay("2025-12-30", "2026-01-30")], "2026-01-30"),
        ([delay("2025-10-20", "2025-11-03"), stop("2025-10-21"), resume("2025-11-10")], "2025-11-18"),
        ([delay("2025-10-20", "2025-12-31"), stop("2025-12-01"), resume("2025-12-10")], "2025-12-31"),
    ],
)
def test_article_35_a_delayed_date_is_never_nearer_than_the_period(happenings, expected):
    assert due("2025-09-25", *happenings) == expected


@pytest.mark.parametrize(
    ("ended", "late"),
    [("2025-10-29", 0), ("2025-10-30", 1), ("2025-11-01", 3), ("2025-11-03", 3), ("2025-11-04", 4), ("2025-09-25", 0)],
)
def test_an_answer_is_in_time_or_so_many_working_days_late(ended, late):
    reading = read("2025-09-25", end(ended), as_of=day("2026-01-05"))
    assert (reading.state, reading.late_by, reading.is_late) == (State.ENDED, late, late > 0)
    assert (reading.ended_on, reading.days_left) == (day(ended), None)


def test_article_51_a_case_that_is_opened_again_has_a_period_of_its_own():
    again = [end("2025-10-29"), restart("2026-03-02")]
    reading = read("2025-09-25", *again)
    assert (reading.state, reading.due, reading.started) == (State.RUNNING, day("2026-03-30"), day("2026-03-02"))
    assert due("2025-09-25", *again, end("2026-03-31")) == "2026-03-30"
    assert read("2025-09-25", *again, end("2026-03-31")).late_by == 1


@pytest.mark.parametrize(
    ("received", "expected", "provisional"),
    [
        ("2026-11-30", "2026-12-28", False),
        ("2026-12-01", "2026-12-29", True),  # such days have been made up for New Year, and have been taken off
        ("2026-12-11", "2027-01-11", True),  # the holidays of 2027 are not announced
        ("2027-03-01", "2027-03-29", True),
        ("2024-12-01", "2024-12-27", False),
    ],
)
def test_what_reaches_an_unannounced_year_is_provisional(received, expected, provisional):
    reading = read(received)
    assert (reading.due.isoformat(), reading.provisional) == (expected, provisional)


def test_days_left_do_not_count_what_does_not_count():
    happened = [stop("2025-10-10"), resume("2025-10-15")]
    left = {text: read("2025-09-25", *happened, as_of=day(text)).days_left for text in ("2025-09-25", "2025-10-15")}
    assert left == {"2025-09-25": 20, "2025-10-15": 14}, "on the first day nobody knew of the stop"
    waiting = [
        read("2025-09-25", stop("2025-10-10"), as_of=day(text)).days_left for text in ("2025-10-10", "2025-10-28")
    ]
    assert waiting == [14, 14], "while an answer is waited for no day passes"
    assert read("2025-09-25", as_of=day("2025-10-29")).days_left == 0
    late = read("2025-09-25", as_of=day("2025-11-01"))
    assert (late.days_left, late.late_by, late.state) == (0, 3, State.RUNNING)


def test_before_the_first_regulation_nothing_is_due():
    reading = read("2008-04-30", stop("2008-05-05"), end("2008-05-06"))
    assert (reading.due, reading.regime, reading.state, reading.late_by) == (None, "", State.ENDED, 0)
    assert all("没有答复期限" in line.text for line in reading.trace)


def test_days_outside_the_calendar_are_explained_and_not_raised():
    reading = read("2025-09-25", stop("2025-10-10", "x", "", until=date.max))
    assert reading.due is None
    assert [line.kind for line in reading.trace] == ["note", "ignored"]
    assert all("日期超出工作日历的范围" in line.text for line in reading.trace)


def test_a_procedure_may_have_limits_of_its_own():
    own = Limit("answer", 30, "working_days", "第一条", "…", "…")
    reading = read_clock(day("2025-09-25"), ClockRule(answer=own, extension=""), [extend("2025-10-20")])
    assert (reading.due.isoformat(), reading.regime, reading.extended_by) == ("2025-11-12", "", 0)
    letters = read_clock(day("2000-03-01"), ClockRule(answer=own, extension=own), [extend("2000-03-02")])
    assert (letters.limit, letters.extended_by, letters.provisional) == (30, 30, True)


def test_a_rule_that_no_clock_can_count_is_refused():
    with pytest.raises(ValueError, match="no number of working days"):
        ClockRule(answer=Limit("report", "03-31", "day_of_next_year", "第一条", "…", "…"))
    with pytest.raises(NoLimit, match="nothing"):
        read_clock(day("2025-09-25"), ClockRule(answer="nothing"), [])


@pytest.mark.parametrize(
    ("code", "start", "received", "expected"),
    [
        ("correction_notice", "2025-09-25", "2025-09-25", "2025-10-11"),
        ("third_party", "2025-10-10", "2025-09-25", "2025-10-30"),
        ("joint_maker", "2025-10-10", "2025-09-25", "2025-10-30"),
        ("payment", "2025-09-25", "2025-09-25", "2025-10-29"),
        ("payment", "2020-12-31", "2020-12-01", None),  # the measure began on the day after
        ("correction_notice", "2014-03-05", "2014-03-05", None),
        ("third_party", "2019-06-03", "2019-05-14", None),  # a case of the old law
        ("third_party", "2007-06-01", "2007-06-01", None),
    ],
)
def test_limits_beside_the_answer(code, start, received, expected):
    found = last_day(code, day(start), received=day(received))
    assert (found and found.day.isoformat()) == expected


def test_a_limit_beside_says_when_it_is_provisional():
    assert last_day("payment", day("2026-12-20"), received=day("2026-12-01")).provisional
    assert last_day("payment", date(2099, 12, 30), received=day("2026-12-01")) is None
