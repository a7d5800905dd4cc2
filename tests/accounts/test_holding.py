"""Who holds what where, on which day, and what it costs to ask."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone
from tests.factories.accounts import make_account, make_appointment

from yilan.accounts import actions, queries
from yilan.accounts.models import Role
from yilan.accounts.queries.holding import remembered

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def test_a_role_covers_the_agency_and_all_below(staff):
    person = staff.town_administrator
    assert queries.holds(person, Role.ADMINISTRATOR, staff.town)
    assert queries.holds(person, Role.ADMINISTRATOR, staff.village)
    assert not queries.holds(person, Role.ADMINISTRATOR, staff.bureau)
    assert not queries.holds(person, Role.ADMINISTRATOR, staff.district)
    assert not queries.holds(person, Role.OFFICER, staff.town)
    assert queries.holds(person, Role.ADMINISTRATOR)
    assert not queries.governs(person, Role.ADMINISTRATOR)
    assert queries.governs(staff.administrator, Role.ADMINISTRATOR)


def test_a_term_counts_its_first_and_its_last_day(staff):
    person = make_account("duanqi")
    make_appointment(person, Role.OFFICER, staff.bureau, since=date(2014, 3, 5), until=date(2014, 3, 7))
    held = [queries.holds(person, Role.OFFICER, staff.bureau, on=date(2014, 3, day)) for day in (4, 5, 7, 8)]
    assert held == [False, True, True, False]
    assert not queries.may_enter_office(person)


def test_nobody_and_the_deactivated_hold_nothing(staff):
    assert not queries.holds(AnonymousUser(), Role.OFFICER, staff.bureau)
    staff.officer.is_active = False
    assert not queries.holds(staff.officer, Role.OFFICER, staff.bureau)
    assert queries.roles_of(staff.officer) == set()


def test_agencies_and_holders_answer_each_other(staff):
    assert {one.code for one in queries.agencies_where(staff.town_administrator, Role.ADMINISTRATOR)} == {
        "xingjing",
        "huanghua",
    }
    assert set(queries.holders(Role.ADMINISTRATOR, staff.village)) == {staff.administrator, staff.town_administrator}
    assert list(queries.holders(Role.ADMINISTRATOR, staff.bureau)) == [staff.administrator]
    assert not queries.agencies_where(staff.officer, Role.LEADER).exists()


def test_asking_again_in_one_request_costs_nothing(staff, django_assert_num_queries):
    with remembered(), django_assert_num_queries(2):
        for _turn in range(3):
            for agency in (staff.district, staff.bureau, staff.town, staff.village):
                for role in Role:
                    queries.holds(staff.information_office, role, agency)
            queries.may_enter_office(staff.information_office)
            queries.roles_of(staff.information_office)


def test_what_changes_in_a_request_is_seen_at_once(staff):
    with remembered():
        assert not queries.holds(staff.officer, Role.LEADER, staff.bureau)
        made = actions.appoint(actor=staff.administrator, user=staff.officer, role=Role.LEADER, agency=staff.bureau)
        assert queries.holds(staff.officer, Role.LEADER, staff.bureau)
        actions.dismiss(actor=staff.administrator, appointment=made)
        assert not queries.holds(staff.officer, Role.LEADER, staff.bureau)


def test_outside_a_request_nothing_is_remembered(staff):
    assert queries.holds(staff.officer, Role.OFFICER, staff.bureau)
    staff.officer.appointments.update(until=timezone.localdate() - timedelta(days=1))
    assert not queries.holds(staff.officer, Role.OFFICER, staff.bureau)
