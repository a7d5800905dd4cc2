"""When somebody leaves, all open cases go to another; and the page for who is new."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from tests.access.staff.conftest import Desk

from yilan.casework.actions import hand_over
from yilan.casework.models import Case

pytestmark = [pytest.mark.django_db]


def test_all_cases_of_somebody_who_has_gone_are_given_on(desk: Desk):
    officer, second = desk.office.officer, desk.second
    gone = [desk.request(10), desk.request(11)]
    for case in gone:
        hand_over(actor=officer, case=case, handler=second)
    kept = desk.request(12)
    hand_over(actor=officer, case=kept, handler=officer)
    second.appointments.update(until=timezone.localdate() - timedelta(days=1))
    page = desk.get("leader", "people")
    assert page.index("赵接手") < page.index(str(officer))
    assert "已不在此承办" in page
    form = desk.get("leader", "hand_all", desk.office.agency.code, second.pk)
    assert all(case.number in form for case in gone)
    assert kept.number not in form
    refused = desk.post("leader", "hand_all", desk.office.agency.code, second.pk, handler=desk.stranger.pk)
    assert "desk-field--refused" in refused.content.decode()
    done = desk.post("leader", "hand_all", desk.office.agency.code, second.pk, handler=officer.pk, reason="离任")
    assert done.status_code == 302
    assert {case.handler for case in Case.objects.all()} == {officer}
    assert "离任" in desk.get("officer", "case", gone[0].pk)
    assert desk.get("leader", "hand_all", desk.office.agency.code, second.pk, status=404)


def test_inspectors_and_other_agencies_give_nothing_on(desk: Desk):
    case = desk.request(10)
    hand_over(actor=desk.office.officer, case=case, handler=desk.second)
    address = reverse("access_cases:hand_all", args=[desk.office.agency.code, desk.second.pk])
    assert desk.client("inspector").get(address, headers={"x-requested-with": "XMLHttpRequest"}).status_code == 403
    assert desk.client("stranger").get(address).status_code == 404
    assert "没有人承办在办件" in desk.get("stranger", "people")


@pytest.mark.parametrize("code", ["access", "records_correction", "disclosure_complaint"])
def test_the_page_for_who_is_new_is_drawn_from_the_procedure(desk: Desk, code: str):
    page = desk.get("inspector", "help", code)
    rules = desk.request(10).procedure if code == "access" else None
    for state in rules.states.values() if rules else ():
        assert state.label in page
        assert state.public in page
    assert "条例第" in page
    assert desk.client("officer").get(reverse("access_cases:help", args=["nothing"])).status_code == 404
