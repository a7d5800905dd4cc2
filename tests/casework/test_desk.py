"""Desks: the most urgent first, in a number of queries that does not grow, and nothing of other agencies."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from yilan.accounts.queries.holding import remembered
from yilan.casework.actions import hand_over
from yilan.casework.clocks import clock_of
from yilan.casework.models import Case
from yilan.casework.queries import (
    CaseList,
    burdens,
    case_for,
    desk_counts,
    listed_cases,
    public_history,
    staff_history,
    steps_for,
)
from yilan.casework.tasks import escalate
from yilan.core.calendar import add_working_days, working_days_between

FINDING = CaseList("finding")


def received_before(left: int) -> date:
    """Return a day of receipt from which twenty working days leave so many from today; negative when overdue."""
    day = today = timezone.localdate()
    while working_days_between(today, add_working_days(day, 20)) > left:
        day -= timedelta(days=1)
    return day


def test_the_most_urgent_stands_first_and_closed_ones_last(office):
    closed = office.open(on=received_before(0))
    office.act(closed, "drafted", outcome="found")
    office.act(closed, "told", actor=office.leader)
    fresh = office.open()
    late = office.open(on=received_before(-3))
    soon = office.open(on=received_before(4))
    rows = listed_cases(office.officer, FINDING).rows
    assert [case for case, _clock in rows] == [late, soon, fresh, closed]
    assert [clock.colour for _case, clock in rows] == ["red", "amber", "green", "done"]
    assert [case for case, _clock in listed_cases(office.officer, CaseList("finding", colour="red")).rows] == [late]


def test_queries_do_not_grow_with_the_cases(office, django_assert_num_queries):
    def ask(expected):
        with remembered(), django_assert_num_queries(expected):
            for case, clock in listed_cases(office.officer, FINDING).rows:
                assert case.applicants[0].name
                assert clock.due or case.agency.name

    office.open()
    ask(6)
    for _ in range(5):
        office.open()
    ask(6)


def test_nobody_sees_cases_of_other_agencies(office):
    case = office.open()
    assert listed_cases(office.stranger, FINDING).rows == []
    with pytest.raises(PermissionDenied):
        case_for(office.stranger, case.pk)
    assert [row[0] for row in listed_cases(office.inspector, FINDING).rows] == [case]


def test_whose_turn_it_is(office):
    case = office.open()
    turn = CaseList("finding", whose="turn")
    assert [row[0] for row in listed_cases(office.officer, turn).rows] == [case]
    office.act(case, "drafted", outcome="found")
    assert [row[0] for row in listed_cases(office.leader, turn).rows] == [case]
    steps = {step.kind.code: step.refused for step in steps_for(office.officer, case)}
    assert steps["told"]
    assert not steps["assigned"]
    assert desk_counts(office.officer, "finding") == {
        "open": 1,
        "mine": 0,
        "nobody": 1,
        "turn": 1,
        "escalated": 0,
        "green": 1,
    }


def test_the_clock_follows_its_events(office):
    case = office.open(on=date(2025, 9, 25))
    assert clock_of(case.procedure, case.events.all(), on=date(2025, 9, 26)).due == date(2025, 10, 29)
    office.act(case, "owner_asked", on=date(2025, 10, 10), party=case.parties.get(), colour="red")
    paused = clock_of(case.procedure, case.events.all(), on=date(2025, 10, 13))
    assert paused.due > date(2025, 10, 29)
    assert paused.reading.provisional


def test_histories_say_what_each_may_read(office):
    case = office.open(on=date(2025, 9, 25))
    office.act(case, "owner_asked", party=case.parties.get(), colour="red")
    office.act(case, "drafted", outcome="秘密的草稿")
    staff, public = staff_history(case), public_history(case)
    assert [line.text for line in staff] == ["登记", "问物主", "拟告知"]
    assert dict(staff[1].facts) == {"物主": "张**", "颜色": "红"}
    assert [line.text for line in public] == ["登记", "询问物主"]
    assert dict(public[1].facts) == {"颜色": "红"}


def test_the_leader_is_told_once_for_each_degree(office):
    office.open()
    case = office.open(on=received_before(1))
    assert escalate() == 1
    assert escalate() == 0
    late = office.open(on=received_before(-1))
    assert escalate() == 1
    told = {str(one.pk): one.events.last().facts for one in Case.objects.filter(events__kind="escalated")}
    assert told == {str(case.pk): {"colour": "soon"}, str(late.pk): {"colour": "overdue"}}


def test_histories_name_people_and_say_why_the_leader_was_told(office):
    case = office.open(on=received_before(-2))
    hand_over(actor=office.leader, case=case, handler=office.second, reason="休假")
    escalate()
    told = [dict(line.facts) for line in staff_history(case)]
    assert told[1] == {"经办人": str(office.second), "原因": "休假"}
    assert told[2] == {"程度": "已超期"}
    assert [row[0] for row in listed_cases(office.leader, CaseList("finding", whose="escalated")).rows] == [case]


def test_cases_of_people_who_have_gone_come_first(office):
    held, left = office.open(), office.open()
    hand_over(actor=office.officer, case=held, handler=office.officer)
    hand_over(actor=office.officer, case=left, handler=office.second)
    office.second.appointments.update(until=timezone.localdate() - timedelta(days=1))
    found = burdens(office.leader, ["finding"])
    assert [(one.person, one.has_gone, one.cases) for one in found] == [
        (office.second, True, (left,)), (office.officer, False, (held,)),
    ]  # fmt: skip
    assert burdens(office.stranger, ["finding"]) == []
    assert [row[0] for row in listed_cases(office.officer, CaseList("finding", whose="mine")).rows] == [held]
