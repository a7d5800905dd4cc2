"""The queue: the most urgent first, in words; nobody sees what is not theirs; the same as a table file."""

import csv
import io
import json

import pytest
from django.urls import reverse
from tests.access.staff.conftest import Desk
from tests.factories.access import WISH, applicant

from yilan.access.actions import Wish
from yilan.accounts.staff.trail_words import detail_of
from yilan.casework.actions import hand_over
from yilan.casework.tasks import escalate
from yilan.core.audit.models import AuditEntry

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def test_the_due_column_says_in_words_what_presses(desk: Desk):
    calm, soon, late = desk.request(12), desk.request(3), desk.request(-2)
    page = desk.get("officer", "list")
    for words in ("已超期 2 个工作日", "剩余 3 个工作日", "剩余 12 个工作日"):
        assert words in page
    places = [page.index(case.number + "</a>") for case in (late, soon, calm)]
    assert places == sorted(places)
    assert "due--late" in page
    assert "due--soon" in page


def test_a_clock_that_stands_says_for_what(desk: Desk):
    case = desk.request(18)
    desk.office.step(case, "correction_asked", grounds=["content_unclear"], items="写明文件名称", until="2099-12-31")
    page = desk.get("officer", "list")
    assert "暂停：告知补正" in page
    assert case.number in desk.get("officer", "list", colour="paused")
    assert case.number not in desk.get("officer", "list", colour="red")


def test_lists_hold_what_is_mine_whose_turn_it_is_and_what_the_leader_was_told(desk: Desk):
    mine, turn, told = desk.request(15), desk.request(14), desk.request(-1)
    hand_over(actor=desk.office.officer, case=mine, handler=desk.office.officer)
    escalate()
    assert mine.number in desk.get("officer", "list", whose="mine")
    assert turn.number not in desk.get("officer", "list", whose="mine")
    assert turn.number in desk.get("officer", "list", whose="nobody")
    assert turn.number in desk.get("officer", "list", whose="turn")
    before = desk.get("leader", "list", whose="escalated")
    assert told.number in before
    assert mine.number not in before
    assert "已提请负责人" in before
    assert "已提请负责人" not in desk.get("officer", "list")


def test_filters_narrow_and_an_empty_list_shows_the_way_on(desk: Desk):
    case = desk.request(10)
    assert case.number in desk.get("officer", "list", number=case.number, state="handling", year=case.received_on.year)
    assert case.number in desk.get("officer", "list", agency=desk.office.agency.code)
    assert "没有符合条件的办件" in desk.get("officer", "list", state="answered")
    assert case.number in desk.get("officer", "list", year="nonsense", procedure="nowhere", page="x")
    assert "还没有办件" in desk.get("officer", "list", procedure="records_correction")


def test_names_are_masked_for_everybody(desk: Desk):
    desk.request(10)
    for who in ("officer", "inspector", "leader"):
        page = desk.get(who, "list")
        assert "张**" in page
        assert "张小明" not in page


def test_other_agencies_auditors_and_strangers_see_nothing(desk: Desk):
    case = desk.request(10)
    assert case.number not in desk.get("stranger", "list")
    desk.get("stranger", "case", case.pk, status=302)  # Wagtail leads those it refuses home, with the reason
    assert case.number in desk.get("inspector", "list")
    for name in ("list", "export", "people"):
        answer = desk.client("auditor").get(
            reverse(f"access_cases:{name}"), headers={"x-requested-with": "XMLHttpRequest"}
        )
        assert answer.status_code == 403


def test_the_table_file_has_what_the_list_shows_and_calculates_nothing(desk: Desk):
    desk.request(10, wish=Wish(description="=1+1 的文件", supply="paper", delivery="post"))
    desk.request(9, wish=WISH)
    answer = desk.client("officer").get(reverse("access_cases:export"), {"number": "的文件"})
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    head, row = list(csv.reader(io.StringIO(text)))
    assert head[:4] == ["编号", "事项", "机构", "申请人"]
    assert row[1] == "'=1+1 的文件"
    assert row[3] == "张**"
    noted = AuditEntry.objects.get(action="casework:list:export")
    assert noted.told == {"rows": 1, "procedure_code": "依申请公开", "whose": "全部", "looked_for": "的文件"}
    told = [("条数", "1"), ("案件类型", "依申请公开"), ("列表", "全部"), ("编号或者事项", "的文件")]
    assert sorted(detail_of(noted)) == sorted(told)


def test_queries_do_not_grow_with_the_cases(desk: Desk, django_assert_max_num_queries):
    desk.request(10)
    client, address = desk.client("officer"), reverse("access_cases:list")
    client.get(address)
    with django_assert_max_num_queries(40) as first:
        client.get(address)
    for number in range(4):
        desk.request(11 + number, parties=[applicant(phone=f"1391234567{number}")])
    with django_assert_max_num_queries(len(first.captured_queries)):
        assert client.get(address).status_code == 200


def test_the_home_and_the_menu_say_what_of_mine_is_overdue(desk: Desk):
    late, calm, of_nobody = desk.request(-1), desk.request(15), desk.request(-3)
    for case in (late, calm):
        hand_over(actor=desk.office.officer, case=case, handler=desk.office.officer)
    page = desk.client("officer").get("/office/").content.decode()
    assert "我的办件：已超期和即将到期" in page
    assert late.number in page
    assert calm.number not in page
    assert of_nobody.number not in page
    assert json.dumps("依申请公开 超期1").strip('"') in page  # the menu is drawn by a script
    assert "我的办件" not in desk.client("second").get("/office/").content.decode()


def test_a_year_that_no_calendar_has_filters_nothing(desk: Desk):
    case = desk.request(12)
    for year in ("99999", "0", "-1", "二〇二六"):
        assert case.number in desk.get("officer", "list", year=year)


def test_the_list_leads_only_those_on_who_may_give_cases_to_others(desk: Desk):
    address = reverse("access_cases:people")
    assert address in desk.get("officer", "list")
    for other in ("checker", "inspector"):
        assert address not in desk.get(other, "list")
