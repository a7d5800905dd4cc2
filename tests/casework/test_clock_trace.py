"""The trace: every day told once, every happening explained, in the reader's language."""

from datetime import date

import pytest
from django.utils import translation

from yilan.casework.clock import ClockRule, Effect, Happening, Kind, read_clock
from yilan.core.calendar import Holiday, WorkingCalendar, YearNotice

RECEIVED = date(2025, 9, 25)


def day(text):
    return date.fromisoformat(text)


def happening(effect, on, **more):
    return Happening(Effect(effect), day(on), **{"label": effect} | more)


def third_party(on, **more):
    return happening("stop", on, **{"name": "third_party", "limit": "third_party", "label": "asking"} | more)


def trace(*happenings, received=RECEIVED, language="en", every_day=True, **more):
    reading = read_clock(received, ClockRule(), happenings, **more)
    with translation.override(language):
        return [
            (f"{line.first}" if line.first == line.last else f"{line.first}/{line.last}", line.text)
            for line in (reading.trace if every_day else reading.summary)
        ]


def test_the_summary_of_a_plain_case():
    assert trace(every_day=False) == [
        ("2025-09-25", "Received. This day does not count; the period has 20 working days."),
        ("2025-09-26", "Working day 1"),
        ("2025-09-28", "Working day 2: a weekend day worked to make up for a holiday"),
        ("2025-09-29/2025-09-30", "Working days 3 to 4"),
        ("2025-10-01/2025-10-08", "Holiday, not counted: National Day, Mid-Autumn Festival"),
        ("2025-10-09/2025-10-10", "Working days 5 to 6"),
        ("2025-10-11", "Working day 7: a weekend day worked to make up for a holiday"),
        ("2025-10-13/2025-10-29", "Working days 8 to 20"),
        ("2025-10-29", "Last day for the answer"),
    ]


def test_the_summary_in_chinese():
    lines = dict(trace(every_day=False, language="zh-hans"))
    assert lines["2025-09-28"] == "第2个工作日（调休上班）"
    assert lines["2025-10-01/2025-10-08"] == "节假日，不计入：国庆节、中秋节"
    assert lines["2025-10-29"] == "答复期限届满日"


def test_every_day_has_a_line():
    lines = trace()
    assert ("2025-09-27", "Weekend, not counted") in lines
    assert ("2025-10-18/2025-10-19", "Weekend, not counted") in lines
    assert [text for _days, text in lines if text.startswith("Working day")][-1] == "Working day 20"


@pytest.mark.parametrize(
    ("happenings", "expected"),
    [
        (
            [third_party("2025-10-10"), happening("resume", "2025-10-15", name="third_party", label="an opinion")],
            [
                ("2025-10-10", "The clock stops, until 2025-10-30 at the latest: asking"),
                ("2025-10-11/2025-10-15", "The clock stands, 4 working days not counted: asking"),
                ("2025-10-15", "The clock goes on after this day: an opinion"),
            ],
        ),
        (
            [third_party("2025-10-10"), happening("resume", "2025-11-05", name="third_party", label="an opinion")],
            [
                ("2025-10-11/2025-10-30", "The clock stands, 15 working days not counted: asking"),
                ("2025-11-05", "An answer after the limit: an opinion. The clock has gone on after 2025-10-30."),
            ],
        ),
        (
            [third_party("2025-10-10"), third_party("2025-10-13", name="agency", limit="joint_maker", label="makers")],
            [
                ("2025-10-11/2025-10-13", "The clock stands, 2 working days not counted: asking"),
                ("2025-10-14/2025-10-30", "The clock stands, 13 working days not counted: asking, makers"),
                ("2025-10-31/2025-11-03", "The clock stands, 2 working days not counted: makers"),
                ("2025-11-21", "Taken that no answer comes before the limit; the date is nearer when one does."),
            ],
        ),
        (
            [third_party("2025-10-10", limit="")],
            [
                ("2025-10-10", "The clock stops: asking"),
                ("2025-10-11/None", "The clock stands until there is an answer: asking"),
            ],
        ),
        (
            [happening("stop", "2025-10-10", name="fee", limit="payment", lapses=True, label="fee")],
            [
                (
                    "2025-10-10",
                    "The clock stops: fee. Without an answer by 2025-11-06 the request counts as abandoned.",
                ),
                ("2025-10-11/None", "The clock stands until there is an answer: fee"),
            ],
        ),
        (
            [
                happening("stop", "2025-09-29", name="correction", label="correction"),
                happening("restart", "2025-10-15", label="corrected"),
            ],
            [
                ("2025-09-29", "Working day 3"),
                ("2025-09-30/2025-10-15", "The clock stands, 7 working days not counted: correction"),
                ("2025-10-15", "The period begins anew, and this day does not count: corrected"),
                ("2025-10-16", "Working day 1"),
                ("2025-11-12", "Working day 20"),
                ("2025-11-12", "Last day for the answer"),
            ],
        ),
        (
            [happening("extend", "2025-10-20", days=1), happening("end", "2025-10-30", label="answered")],
            [
                ("2025-10-20", "Extended by 1 working day: extend"),
                ("2025-10-30", "Last day for the answer"),
                ("2025-10-30", "Ended in time: answered"),
            ],
        ),
        (
            [happening("extend", "2025-10-20", days=99), happening("end", "2025-11-28")],
            [
                ("2025-10-20", "Extended by 20 working days, which is all that the law allows: extend"),
                ("2025-11-28", "Ended 2 working days late: end"),
            ],
        ),
        (
            [happening("delay", "2025-10-20", until=day("2025-11-08"), label="reasons")],
            [
                ("2025-10-20", "The answer is delayed to 2025-11-10: reasons"),
                ("2025-10-30/2025-11-10", "Until the delayed date that was set"),
                ("2025-11-10", "Last day for the answer"),
            ],
        ),
        (
            [third_party("2025-10-10", limit=""), happening("end", "2025-10-20", label="withdrawn")],
            [
                ("2025-10-11/2025-10-20", "The clock stands, 7 working days not counted: asking"),
                ("2025-10-20", "Ended while no date was due: withdrawn"),
            ],
        ),
        (
            [happening("end", "2025-10-20", label="answered"), happening("restart", "2026-03-02", label="judgment")],
            [
                ("2025-10-20", "Ended in time: answered"),
                ("2025-10-29", "Last day for the answer"),
                ("2026-03-02", "Opened again; the period begins anew, and this day does not count: judgment"),
                ("2026-03-30", "Last day for the answer"),
            ],
        ),
    ],
)
def test_what_happened_is_told_where_it_happened(happenings, expected):
    lines = trace(*happenings)
    assert [line for line in lines if line in expected] == expected


@pytest.mark.parametrize(
    ("happenings", "expected"),
    [
        ([happening("resume", "2025-10-10", name="third_party")], "The clock did not stand for this."),
        ([third_party("2025-10-30")], "The period had run out on 2025-10-29."),
        ([happening("extend", "2025-10-30")], "The period had run out on 2025-10-29."),
        ([happening("restart", "2025-10-30")], "The period had run out on 2025-10-29."),
        ([happening("delay", "2025-10-30", until=day("2025-12-01"))], "The period had run out on 2025-10-29."),
        ([happening("delay", "2025-10-20", until=day("2025-10-29"))], "The answer is due no earlier anyway."),
        ([happening("delay", "2025-10-20")], "No date was set."),
        ([happening("extend", "2025-10-20", days=0)], "An extension has at least one working day."),
        ([happening("extend", "2025-10-20"), happening("extend", "2025-10-21")], "A period can be extended once."),
        ([happening("extend", "2025-09-24")], "It lies before the day of receipt."),
        ([happening("end", "2025-10-20"), happening("extend", "2025-10-21")], "The case had ended on 2025-10-20."),
        ([happening("end", "2025-10-20"), happening("end", "2025-10-21")], "The case had ended on 2025-10-20."),
    ],
)
def test_what_has_no_effect_is_told_with_its_reason(happenings, expected):
    last = happenings[-1]
    assert (f"{last.on}", f"Without effect on the clock: {last.label}. {expected}") in trace(*happenings)


def test_what_the_law_of_the_case_counts_is_told_with_its_article():
    asked = third_party("2014-03-10", name="agency", limit="joint_maker")
    (line,) = [one for one in read_clock(day("2014-03-05"), ClockRule(), [asked]).trace if one.kind is Kind.IGNORED]
    assert line.article == "第二十四条"
    with translation.override("en"):
        assert line.text.endswith("Under the law of this case that time counts.")


def test_what_lies_after_the_day_of_the_reading_is_not_known_yet():
    lines = trace(happening("extend", "2025-10-20"), as_of=day("2025-10-19"))
    reason = "It lies after the day for which the clock is read."
    assert ("2025-10-20", f"Without effect on the clock: extend. {reason}") in lines
    assert lines[-1] == ("2025-10-29", "Last day for the answer")


def test_without_an_extension_in_law_none_is_counted():
    reading = read_clock(RECEIVED, ClockRule(extension=None), [happening("extend", "2025-10-20")])
    with translation.override("en"):
        assert any(line.text.endswith("The law of this case knows no extension.") for line in reading.trace)


def test_articles_stand_where_the_law_speaks():
    happenings = [
        third_party("2025-10-10"),
        happening("resume", "2025-10-15", name="third_party", article="第三十二条"),
        happening("extend", "2025-10-20", article="条例第三十三条第二款"),
    ]
    articles = {line.article for line in read_clock(RECEIVED, ClockRule(), happenings).trace}
    assert articles == {"", "第三十三条", "第三十二条", "条例第三十三条第二款"}


def test_unannounced_holidays_are_told():
    assert (
        trace(received=day("2026-12-11"))[-1][1] == "The holidays of 2027 are not announced yet; the date may change."
    )


def test_a_happening_without_a_name_is_called_by_what_it_does():
    assert ("2025-10-20", "Extended by 20 working days: an extension") in trace(
        Happening(Effect.EXTEND, day("2025-10-20"))
    )


def test_a_holiday_that_the_words_do_not_know_has_the_name_of_its_notice():
    notice = YearNotice(2025, 1, "…", (Holiday("new_feast", "新节", (day("2025-09-26"),)),), ())
    lines = trace(calendar=WorkingCalendar([notice]))
    assert ("2025-09-26", "Holiday, not counted: 新节") in lines


def test_one_more_make_up_day_moves_the_due_day_with_the_calendar():
    known = YearNotice(2025, 1, "…", (), ())
    more = YearNotice(2025, 2, "…", (), (day("2025-10-04"),))
    old, new = (read_clock(RECEIVED, ClockRule(), [], calendar=WorkingCalendar([one])) for one in (known, more))
    assert (old.due, new.due) == (day("2025-10-23"), day("2025-10-22"))
    assert old.calendar_version != new.calendar_version
