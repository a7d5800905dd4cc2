"""Similar requests, one that becomes several, several that become one."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from tests.access.reading import refused, words_of
from tests.factories.access import RECEIVED, WISH, answered_request, applicant, make_request
from tests.factories.accounts import make_account
from tests.factories.organizations import make_agency

from yilan.access.actions import Wish, merge_requests, split_request
from yilan.access.queries import request_facts, request_for, similar_requests
from yilan.accounts.models import Role
from yilan.casework.clocks import clock_of
from yilan.casework.models import Case

pytestmark = [pytest.mark.django_db, pytest.mark.database, pytest.mark.usefixtures("no_pdf")]

STRANGER = applicant(name="李四", identity_number="640105198001011111", phone="13500000000")


def wish(text: str) -> Wish:
    return Wish(description=text, supply="paper", delivery="post")


def test_repeated_requests_are_told_from_similar_ones(office):
    earlier = answered_request(office, outcome="not_existing", received=date(2025, 6, 3))
    of_stranger = make_request(office, parties=[STRANGER])
    similar = make_request(office, wish=wish("2022年度老旧小区改造资金安排文件"))
    make_request(office, wish=wish("学校食堂检查结果"))
    forgotten = make_request(office, received=date(2021, 6, 3))
    Case.objects.filter(pk=forgotten.pk).update(created_at="2021-06-03T09:00:00+08:00")
    case = make_request(office, wish=wish("申请公开2023年度老旧小区改造资金安排文件"))
    found = {one.case: one for one in similar_requests(case)}
    assert set(found) == {earlier, of_stranger, similar}
    assert found[earlier].is_repeated
    assert found[of_stranger].asks_the_same
    assert not found[of_stranger].same_applicant
    assert not found[similar].asks_the_same
    assert list(found)[-1] == of_stranger  # those of the same applicant stand first
    assert [same for _case, _likeness, same in similar_requests(case)] == [True, True, False]


def test_similar_requests_cost_the_same_however_many_there_are(office, django_assert_num_queries):
    case = make_request(office)
    make_request(office)
    with django_assert_num_queries(4):
        similar_requests(case)
    for _ in range(3):
        make_request(office)
    with django_assert_num_queries(4):
        assert len(similar_requests(case)) == 4


def test_a_request_is_split_with_its_day_and_its_applicant(office):
    case = make_request(office)
    facts = {"grounds": ["several_matters"], "items": "分开写明", "until": date(2025, 10, 20)}
    office.step(case, "correction_asked", on=date(2025, 9, 26), **facts)
    office.step(case, "corrected", on=date(2025, 10, 15), hand="applicant", text="两件事")
    wishes = [wish("2023年度老旧小区改造验收结果"), wish("2023年度老旧小区改造招标文件")]
    given = {"actor": office.officer, "case": case, "reason": "一事一申请", "on": date(2025, 10, 16)}
    assert "wishes" in refused(split_request, wishes=[], **given)
    first, second = split_request(wishes=wishes, **given)
    assert [event.facts["case"] for event in case.events.filter(kind="split")] == [first.number, second.number]
    assert first.request.description == wishes[0].description
    assert first.received_on == second.received_on == RECEIVED
    assert first.parties.get().name == "张小明"
    assert first.parties.get().identity_index == case.parties.get().identity_index
    assert first.tracking_code != case.tracking_code
    assert first.events.get(sequence=1).facts["split_from"] == case.number
    for one in (case, first, second):
        assert clock_of(one.procedure, one.events.all(), on=date(2025, 10, 16)).due == date(2025, 11, 12)
    assert first.number in words_of(first.papers.get())


def test_requests_of_one_applicant_are_merged(office):
    case, into = make_request(office), make_request(office)
    other = make_request(office, parties=[STRANGER])
    given = {"actor": office.officer, "case": case, "reason": "内容相同", "on": date(2025, 9, 26)}
    assert "into" in refused(merge_requests, into=case, **given)
    assert "into" in refused(merge_requests, into=other, **given)
    merge_requests(into=into, **given)
    assert (case.state, case.outcome) == ("merged", "merged")
    assert into.events.get(kind="took_in").facts == {"case": case.number}
    assert f"该申请并入编号{into.number}的申请一并答复" in words_of(case.papers.last())


def test_a_request_is_opened_with_its_words_and_noted(office):
    case = make_request(office)
    request = request_for(office.officer, case.pk)
    facts = request_facts(request)
    assert (facts.supply, facts.delivery, facts.channel) == ("电子文件", "凭查询码网上下载", "当面提交")
    assert facts.description == WISH.description
    other = make_account("luren", Role.OFFICER, make_agency("weisheng"))
    with pytest.raises(PermissionDenied):
        request_for(other, case.pk)
