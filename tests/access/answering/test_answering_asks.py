"""Fee and third parties on screen: computed before anything goes out, asked in writing, overridden with a reason."""

from datetime import date

import pytest
from tests.access.answering.conftest import Desk
from tests.factories.access import make_request, make_third_party

from yilan.casework.models import Case

pytestmark = [pytest.mark.django_db]

RECEIVED = date(2025, 9, 25)
OLD = date(2015, 3, 4)


def test_the_fee_is_computed_line_by_line_before_the_notice_goes(desk: Desk):
    case = desk.request()
    page = desk.page(desk.officer, "fee", case.pk, query="?method=per_page&count=120")
    assert "31页至第100页" in page or "第31页" in page
    assert "1100" in page
    assert case.events.count() == 1
    query = "?method=per_page&count=120"
    seen = desk.post(desk.officer, "fee", case.pk, status=200, query=query, step="fee_notified").content.decode()
    assert "尚未发出" in seen  # the paper is read before it goes
    assert not case.papers.filter(template="fee").exists()
    desk.post(desk.officer, "fee", case.pk, query=query, step="fee_notified", verb="do")
    notice = case.events.last()
    assert (notice.kind, notice.facts["amount"]) == ("fee_notified", "1100.00")
    assert case.papers.get(template="fee").number
    shown = desk.page(desk.officer, "fee", case.pk)
    assert "1100" in shown
    desk.post(desk.officer, "fee", case.pk, step="paid", **{"paid-voucher": "NX-0001"})
    case.refresh_from_db()
    assert case.state == "handling"


def test_where_nothing_is_due_no_notice_can_go(desk: Desk):
    case = desk.request()
    page = desk.page(desk.officer, "fee", case.pk, query="?method=per_page&count=30")
    assert "不需要缴费" in page
    assert "fee_notified" not in page
    refused = desk.post(
        desk.officer, "fee", case.pk, status=200, query="?method=per_page&count=30", step="fee_notified"
    )
    assert refused.status_code == 200
    assert case.events.count() == 1


def test_a_typed_amount_is_not_taken(desk: Desk):
    case = desk.request()
    sent = {"step": "fee_notified", "verb": "do", "fee_notified-amount": "5", "fee_notified-count": "1", "amount": "5"}
    desk.post(desk.officer, "fee", case.pk, query="?method=per_page&count=120", **sent)
    assert case.events.last().facts["amount"] == "1100.00"


def test_a_wrong_count_is_told_at_its_field(desk: Desk):
    page = desk.page(desk.officer, "fee", desk.request().pk, query="?method=per_page&count=none")
    assert "desk-field--refused" in page
    assert 'value="none"' in page


def test_the_leader_waives_with_a_reason(desk: Desk):
    case = desk.request()
    query = "?method=per_page&count=120"
    assert "其他岗位" in desk.page(desk.officer, "fee", case.pk, query=query)
    without = desk.post(desk.leader, "fee", case.pk, status=200, query=query, step="fee_waived")
    assert "desk-field--refused" in without.content.decode()
    desk.post(desk.leader, "fee", case.pk, query=query, step="fee_waived", **{"fee_waived-reason": "申请人确有困难"})
    assert case.events.last().facts["reason"] == "申请人确有困难"
    assert "申请人确有困难" in desk.page(desk.officer, "fee", case.pk)


def test_the_law_of_2008_charges_none_of_it(desk: Desk):
    case = make_request(desk.office, received=OLD)
    page = desk.page(desk.officer, "fee", case.pk, query="?method=per_page&count=120")
    assert "本件不收费" in page


def ask(desk: Desk, case: Case) -> str:
    sent = {"name": "某某建设工程有限公司", "kind": "commercial", "phone": "0951-2077001", "address": "银川市"}
    desk.post(desk.officer, "third_parties", case.pk, verb="add", **sent)
    return str(case.parties.get(role="third_party").pk)


def test_a_third_party_is_added_asked_and_its_answer_entered(desk: Desk):
    case = desk.request()
    key = ask(desk, case)
    page = desk.page(desk.officer, "third_parties", case.pk)
    assert "某某建设工程有限公司" in page
    assert "尚未征求意见" in page
    letter = {"relation": "trade_secret", "matter": "施工组织设计"}
    name = f"third_party_asked-{key}"
    sent = {"step": name, **{f"{name}-{k}": v for k, v in letter.items()}}
    assert f"{name}-days" not in page  # the law says how many
    seen = desk.post(desk.officer, "third_parties", case.pk, status=200, **sent).content.decode()
    assert "施工组织设计" in seen
    assert case.events.count() == 1  # the letter is read before it goes
    desk.post(desk.officer, "third_parties", case.pk, verb="edit", status=200, **sent)
    desk.post(desk.officer, "third_parties", case.pk, verb="do", **sent)
    asked = desk.page(desk.officer, "third_parties", case.pk)
    assert "剩余 15 个工作日" in asked
    assert "征求意见书" in asked
    name = f"third_party_reached-{key}"
    desk.post(desk.officer, "third_parties", case.pk, step=name, **{f"{name}-proof": "EMS 1"})
    assert name not in desk.page(desk.officer, "third_parties", case.pk)  # it arrives once
    name = f"third_party_answered-{key}"
    bare = desk.post(desk.officer, "third_parties", case.pk, status=200, step=name, **{f"{name}-answer": "refuses"})
    assert "desk-field--refused" in bare.content.decode()
    told = {f"{name}-answer": "refuses", f"{name}-reason": "涉及报价"}
    desk.post(desk.officer, "third_parties", case.pk, step=name, **told)
    answered = desk.page(desk.officer, "third_parties", case.pk)
    assert "不同意公开" in answered
    assert "涉及报价" in answered


def test_the_leader_decides_against_an_objection_with_a_reason_and_nobody_else(desk: Desk):
    case = desk.request()
    party = make_third_party(desk.office, case)
    desk.office.step(case, "third_party_asked", party=party, relation="trade_secret", matter="施工组织设计")
    desk.office.step(case, "third_party_answered", party=party, answer="refuses", reason="涉及报价")
    name = f"third_party_overridden-{party.pk}"
    assert "其他岗位" in desk.page(desk.officer, "third_parties", case.pk)
    desk.post(desk.officer, "third_parties", case.pk, status=200, step=name, **{f"{name}-reason": "公共安全"})
    desk.post(desk.leader, "third_parties", case.pk, step=name, verb="do", **{f"{name}-reason": "涉及公共安全"})
    assert "因公共利益决定公开" in desk.page(desk.officer, "third_parties", case.pk)
    assert case.papers.filter(template="override").exists()


def test_natural_persons_are_masked_and_a_name_is_asked_for(desk: Desk):
    case = desk.request()
    desk.post(desk.officer, "third_parties", case.pk, verb="add", name="王小二", kind="natural")
    page = desk.page(desk.inspector, "third_parties", case.pk)
    assert "王**" in page
    assert "王小二" not in page
    assert 'value="add"' not in page
    bare = desk.post(desk.officer, "third_parties", case.pk, status=200, verb="add", kind="natural", phone="0951-1")
    assert 'value="0951-1"' in bare.content.decode()
    assert case.parties.filter(role="third_party").count() == 1


def test_a_party_that_was_never_asked_cannot_answer(desk: Desk):
    case = desk.request()
    key = ask(desk, case)
    name = f"third_party_answered-{key}"
    desk.post(desk.officer, "third_parties", case.pk, status=200, step=name, **{f"{name}-answer": "agrees"})
    assert case.events.count() == 1


def test_both_pages_turn_strangers_away(desk: Desk):
    case = desk.request()
    desk.turned_away(desk.stranger, "fee", case.pk)
    desk.turned_away(desk.stranger, "third_parties", case.pk)
