"""`yilan clock`: the due day and its trace, without a database, and one line for what is not understood."""

import json
import sys
from importlib.util import find_spec
from types import ModuleType, SimpleNamespace

import pytest

from yilan.casework.clock import ClockRule
from yilan.cli.main import main

KINDS = {
    "registered": ("start", "", ""),
    "correction_asked": ("stop", "correction", ""),
    "corrected": ("restart", "", ""),
    "third_party_asked": ("stop", "third_party", "third_party"),
    "third_party_answered": ("resume", "third_party", ""),
    "extended": ("extend", "", ""),
    "fee_notified": ("stop", "fee", ""),
    "paid": ("restart", "", ""),
    "delayed": ("delay", "", ""),
    "drafted": ("", "", ""),
    "answered": ("end", "", ""),
}


@pytest.fixture(autouse=True)
def procedures(monkeypatch):
    """Stand in for the procedures until there are any."""
    if find_spec("yilan.casework.procedures"):
        return
    law = SimpleNamespace(
        clock=ClockRule(),
        events={
            code: SimpleNamespace(code=code, label=code, basis="第一条", clock=clock, stop=stop, limit=limit)
            for code, (clock, stop, limit) in KINDS.items()
        },
    )

    def procedure(code):
        if code != "access":
            raise LookupError(f"There is no procedure {code}, only access")
        return law

    module = ModuleType("yilan.casework.procedures")
    module.procedure = procedure
    monkeypatch.setitem(sys.modules, module.__name__, module)


def clock(capsys, received, *events, more=()):
    arguments = [word for event in events for word in ("--event", event)]
    code = main(["clock", "--received", received, *arguments, *more])
    out, err = capsys.readouterr()
    assert (code, err) == (0, "")
    return out


def read(capsys, received, *events, more=()):
    return json.loads(clock(capsys, received, *events, more=["--json", *more]))


def test_json_has_due_day_and_trace_and_nothing_else_is_printed(capsys):
    found = read(capsys, "2025-09-25", more=["--law", "access"])
    assert (found["due"], found["provisional"], found["regime"]) == ("2025-10-29", False, "regulation-2019")
    assert (found["state"], found["limit"], found["paused_by"]) == ("running", 20, [])
    assert found["calendar"].startswith("cn-")
    days = [line for line in found["trace"] if line["kind"] in {"counted", "makeup"}]
    assert [line["count"] for line in days] == list(range(1, 21))
    assert days[0] | {"text": ""} == {
        "from": "2025-09-26",
        "to": "2025-09-26",
        "kind": "counted",
        "text": "",
        "count": 1,
        "days": 1,
        "article": "",
    }
    assert found["trace"][-1]["text"] == "答复期限届满日"


@pytest.mark.parametrize(
    ("received", "events", "due", "state"),
    [
        ("2014-03-05", [], "2014-03-26", "running"),
        ("2025-09-25", ["third_party_asked:2025-10-10", "third_party_answered:2025-10-15"], "2025-11-04", "running"),
        ("2025-09-25", ["third_party_answered:2025-10-15", "third_party_asked:2025-10-10"], "2025-11-04", "running"),
        ("2025-09-25", ["third_party_asked:2025-10-10"], "2025-11-19", "paused"),
        ("2025-09-25", ["third_party_asked:2025-10-10:2025-10-14"], "2025-11-24", "paused"),
        ("2025-09-25", ["correction_asked:2025-09-29", "corrected:2025-10-15"], "2025-11-12", "running"),
        ("2025-09-25", ["fee_notified:2025-10-10", "paid:2025-11-03"], "2025-12-01", "running"),
        ("2025-09-25", ["extended"], "2025-11-26", "running"),
        ("2025-09-25", ["extended:2025-10-20"], "2025-11-26", "running"),
        ("2025-09-25", ["extended:2025-10-20:10"], "2025-11-12", "running"),
        ("2025-09-25", ["delayed:2025-10-20:2025-12-31"], "2025-12-31", "running"),
        ("2025-09-25", ["answered:2025-10-30"], "2025-10-29", "ended"),
    ],
)
def test_events_move_the_clock(capsys, received, events, due, state):
    found = read(capsys, received, *events)
    assert (found["due"], found["state"]) == (due, state)


def test_while_the_applicant_has_to_act_nothing_is_due(capsys):
    found = read(capsys, "2025-09-25", "fee_notified:2025-10-10")
    assert (found["due"], found["state"]) == (None, "paused")
    assert [(pause["name"], pause["since"]) for pause in found["paused_by"]] == [("fee", "2025-10-10")]
    assert clock(capsys, "2025-09-25", "fee_notified:2025-10-10").startswith("due none, paused, regulation-2019\n")


def test_a_late_answer_says_how_late(capsys):
    found = read(capsys, "2025-09-25", "answered:2025-11-03")
    assert (found["ended_on"], found["late_by"]) == ("2025-11-03", 3)


def test_as_of_a_day(capsys):
    found = read(capsys, "2025-09-25", "extended:2025-10-20", more=["--as-of", "2025-10-17"])
    assert (found["due"], found["days_left"]) == ("2025-10-29", 8)


def test_without_json_there_is_a_line_for_each_span_or_for_each_day(capsys):
    lines = clock(capsys, "2025-09-25").splitlines()
    assert lines[0] == "due 2025-10-29, running, regulation-2019"
    assert "2025-10-01 .. 2025-10-08  节假日，不计入：国庆节、中秋节" in lines
    assert "2025-10-29                答复期限届满日  (第三十三条)" in lines
    assert len(clock(capsys, "2025-09-25", more=["--days"]).splitlines()) > len(lines)
    assert clock(capsys, "2026-12-11").startswith("due 2027-01-11 (provisional), running")


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["--received", "2025-02-30"], "2025-02-30 is no date; write it as 2025-09-25"),
        (["--received", "20250925"], "20250925 is no date"),
        (["--received", "２０２５-09-25"], "２０２５-09-25 is no date"),
        (["--received", ""], "nothing is no date"),
        (["--received", "1989-12-31"], "1989-12-31 lies outside the calendar"),
        (["--received", "2007-06-01"], "No Regulation was in force on 2007-06-01"),
        (["--received", "2025-09-25", "--law", "acces"], "There is no procedure acces, only access"),
        (["--received", "2025-09-25", "--as-of", "soon"], "soon is no date"),
        (["--received", "2025-09-25", "--event", "asked:2025-10-10"], "there is no event asked that moves the clock"),
        (["--received", "2025-09-25", "--event", "drafted:2025-10-10"], "there is no event drafted that moves"),
        (["--received", "2025-09-25", "--event", ""], "there is no event  that moves the clock; there are "),
        (["--received", "2025-09-25", "--event", "paid"], "write paid:DATE with dates as 2025-09-25"),
        (["--received", "2025-09-25", "--event", "paid:2025-10-32"], "2025-10-32 is no date"),
        (["--received", "2025-09-25", "--event", "paid:2025-10-10:2025-10-11"], "paid takes one date and nothing more"),
        (["--received", "2025-09-25", "--event", "extended:2025-10-20:many"], "many is no number of working days"),
        (["--received", "2025-09-25", "--event", "extended:2025-10-20:0"], "0 is no number of working days"),
        (["--received", "2025-09-25", "--event", "delayed:2025-10-20"], "write delayed:DATE:DATE"),
        (["--received", "2025-09-25", "--event", "delayed:2025-10-20:x:y"], "write delayed:DATE:DATE"),
    ],
)
def test_what_is_not_understood_is_one_line_and_exit_code_2(capsys, arguments, expected):
    assert main(["clock", *arguments]) == 2
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)
    assert err.startswith("yilan clock: ")
    assert expected in err


def test_an_unknown_event_is_answered_with_those_that_there_are(capsys):
    main(["clock", "--received", "2025-09-25", "--event", "asked:2025-10-10"])
    err = capsys.readouterr().err
    assert all(code in err for code, (effect, *_) in KINDS.items() if effect not in {"", "start"})
    assert "drafted" not in err
