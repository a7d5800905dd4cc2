"""The ways of a request through the office, each step on its day, with the papers that it sends."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from tests.access.reading import refused, words_of
from tests.factories.access import (
    answered_request,
    drafted_request,
    make_request,
    make_third_party,
    sign,
)

from yilan.access.actions import preview_step, take_step
from yilan.access.tasks import enter_silence
from yilan.casework.clocks import clock_of
from yilan.casework.models import Case

pytestmark = [pytest.mark.django_db, pytest.mark.database, pytest.mark.usefixtures("no_pdf")]

CORRECTION = {"grounds": ["content_unclear"], "items": "文件的名称或者文号", "until": date(2025, 10, 20)}
REASONS = {"ground": "number", "why": "自2025年1月以来提出申请136件", "until": date(2025, 10, 20)}
OLD = date(2015, 3, 4)


def due(case: Case, on: date) -> date | None:
    return clock_of(case.procedure, case.events.all(), on=on).due


def templates(case: Case) -> list[str]:
    return [paper.template for paper in case.papers.order_by("pk")]


def consult(office, case, on, **facts):
    party = make_third_party(office, case)
    values = {"party": party, "relation": "trade_secret", "matter": "施工组织设计"}
    office.step(case, "third_party_asked", on=on, **(values | facts))
    return party


def test_the_receipt_names_day_due_day_and_tracking_code(office):
    case = make_request(office)
    (paper,) = case.papers.all()
    written = words_of(paper)
    assert "当面提交" in written
    assert "收到日期为2025年9月25日" in written
    assert "2025年10月29日前（含当日）答复" in written
    assert "-".join(case.tracking_code[start : start + 4] for start in (0, 4, 8)) in written
    assert "西夏区住建局政务公开办公室，0951-2077000" in written


def test_online_receipt_is_confirmed_and_under_the_old_law_counts_on_arrival(office):
    case = make_request(office, channel="online", confirmed=False)
    office.step(case, "received", on=date(2025, 9, 28))
    assert case.received_on == date(2025, 9, 28)
    old = make_request(office, channel="online", received=OLD, confirmed=False)
    assert "on" in refused(office.step, case=old, kind="received", on=date(2015, 3, 6))
    office.step(old, "received", on=OLD)
    assert due(old, OLD) == date(2015, 3, 25)


def test_correction_once_and_from_its_day_anew(office):
    case = make_request(office)
    office.step(case, "correction_asked", on=date(2025, 9, 28), **CORRECTION)
    written = words_of(case.papers.last())
    assert "没有提供名称、文号" in written
    assert "文件的名称或者文号" in written
    assert "2025年10月20日前（含当日）提交" in written
    office.step(case, "corrected", on=date(2025, 10, 15), hand="applicant", text="第15号文件")
    assert due(case, date(2025, 10, 16)) == date(2025, 11, 12)
    assert refused(office.step, case=case, kind="correction_asked", on=date(2025, 10, 16), **CORRECTION)


def test_a_late_correction_notice_needs_its_reason(office):
    case = make_request(office)
    problems = refused(office.step, case=case, kind="correction_asked", on=date(2025, 10, 15), **CORRECTION)
    assert set(problems) == {"late_reason"}
    assert templates(case) == ["receipt"]  # nothing has happened, and no paper went out
    office.step(case, "correction_asked", on=date(2025, 10, 15), late_reason="经办人病假", **CORRECTION)


def test_silence_about_a_correction_abandons_the_request_after_its_time_only(office):
    case = make_request(office)
    office.step(case, "correction_asked", on=date(2025, 9, 28), **CORRECTION)
    number = case.papers.get(template="correction").number
    problems = refused(office.step, case=case, kind="uncorrected", on=date(2025, 10, 20))
    assert "2025年10月20日" in str(problems)
    office.step(case, "uncorrected", on=date(2025, 10, 21))
    assert (case.state, case.outcome) == ("ended", "not_corrected")
    written = words_of(case.papers.last())
    assert f"补正告知书（{number}），补正期限至2025年10月20日届满" in written
    assert "向西夏区人民政府申请行政复议，或者自收到之日起6个月内" in written  # 法释〔2025〕8号 第一条第（一）项


def test_the_law_of_2008_knows_no_correction_notice(office):
    case = make_request(office, received=OLD)
    facts = CORRECTION | {"until": date(2015, 4, 1)}
    problems = refused(office.step, case=case, kind="correction_asked", on=OLD, **facts)
    assert "2015年3月4日" in str(problems)


def test_reasons_and_a_later_day(office):
    case = make_request(office)
    leader_waits = {"case": case, "kind": "delayed", "on": date(2025, 9, 26)}
    assert refused(office.step, **leader_waits, until=date(2026, 1, 30), reason="需要逐件检索")
    office.step(case, "reasons_asked", on=date(2025, 9, 26), **REASONS)
    assert "自2025年1月以来提出申请136件" in words_of(case.papers.last())
    office.step(case, "reasons_given", on=date(2025, 9, 29), hand="applicant", text="写论文")
    before = due(case, date(2025, 9, 29))
    office.step(case, "delayed", on=date(2025, 9, 30), until=date(2026, 1, 30), reason="需要逐件检索")
    assert due(case, date(2025, 9, 30)) == date(2026, 1, 30)
    written = words_of(case.papers.last())
    assert "需要逐件检索" in written
    assert f"无法在{before.year}年{before.month}月{before.day}日前答复" in written


def test_missing_reasons_are_entered_after_their_time(office):
    case = make_request(office)
    office.step(case, "reasons_asked", on=date(2025, 9, 26), **REASONS)
    assert refused(office.step, case=case, kind="reasons_missing", on=date(2025, 10, 20))
    office.step(case, "reasons_missing", on=date(2025, 10, 21))
    assert case.state == "handling"


def test_an_extension_says_from_when_to_when(office):
    case = make_request(office)
    facts = {"days": 20, "ground": "large_volume", "reason": "涉及30余份文件"}
    with pytest.raises(PermissionDenied):
        take_step(actor=office.officer, case=case, kind="extended", facts=facts, on=date(2025, 10, 27))
    assert "days" in refused(office.step, case=case, kind="extended", on=date(2025, 10, 27), **(facts | {"days": 21}))
    assert refused(office.step, case=case, kind="extended", on=date(2025, 10, 30), **facts)
    office.step(case, "extended", on=date(2025, 10, 27), **facts)
    written = words_of(case.papers.last())
    assert "无法在2025年10月29日前作出答复" in written
    assert "于2025年10月27日同意，答复期限延长至2025年11月26日" in written


def test_a_third_party_is_not_told_who_asks_and_the_applicant_is_told_that_it_is_asked(office):
    case = make_request(office)
    party = consult(office, case, date(2025, 9, 26))
    letter, notice = case.papers.order_by("pk")[1:]
    assert (letter.to, letter.template, notice.template) == (party, "third-party-letter", "third-party-information")
    written = words_of(letter)
    for secret in ("张小明", "13912345678", "640105199001011234", case.request.description, case.tracking_code):
        assert secret not in written
    assert "商业秘密" in written
    assert "15个工作日" in written
    assert "张小明" in words_of(notice)


def test_time_stands_from_the_question_to_the_limit_after_the_letters_arrival(office):
    case = make_request(office)
    party = consult(office, case, date(2025, 9, 26))
    assert due(case, date(2025, 9, 26)) == date(2025, 11, 19)
    office.step(case, "third_party_reached", on=date(2025, 9, 29), party=party, proof="EMS1234567890")
    assert due(case, date(2025, 9, 29)) == date(2025, 11, 21)
    letter = case.papers.get(template="third-party-letter")
    assert (letter.arrived_on, letter.proof) == (date(2025, 9, 29), "EMS1234567890")
    early = {"party": party, "answer": "silent"}
    assert "answer" in refused(office.step, case=case, kind="third_party_answered", on=date(2025, 10, 27), **early)
    office.step(case, "third_party_answered", on=date(2025, 10, 28), **early)
    assert due(case, date(2025, 10, 28)) == date(2025, 11, 21)


def test_only_a_party_that_was_asked_answers_and_once(office):
    case = make_request(office)
    other = make_third_party(office, case, name="另一家公司")
    answer = {"case": case, "kind": "third_party_answered", "on": date(2025, 9, 28), "answer": "agrees"}
    assert "party" in refused(office.step, **answer, party=other)
    party = consult(office, case, date(2025, 9, 26))
    assert "party" in refused(office.step, case=case, kind="third_party_asked", on=date(2025, 9, 26), party=party,
                              relation="privacy", matter="同上")  # fmt: skip
    assert "reason" in refused(office.step, **(answer | {"answer": "refuses"}), party=party)
    office.step(**answer, party=party)
    assert "party" in refused(office.step, **answer, party=party)
    agency = make_third_party(office, case, role="agency", name="西夏区财政局")
    assert "party" in refused(office.step, case=case, kind="third_party_asked", on=date(2025, 9, 28), party=agency,
                              relation="privacy", matter="同上")  # fmt: skip


def test_the_law_of_2008_gives_no_days_so_the_office_sets_them(office):
    case = make_request(office, received=OLD)
    party = make_third_party(office, case)
    asked = {"party": party, "relation": "trade_secret", "matter": "施工组织设计"}
    assert "days" in refused(office.step, case=case, kind="third_party_asked", on=OLD, **asked)
    office.step(case, "third_party_asked", on=OLD, days=10, **asked)
    assert "10个工作日" in words_of(case.papers.get(template="third-party-letter"))
    silence = {"party": party, "answer": "silent"}
    assert "answer" in refused(office.step, case=case, kind="third_party_answered", on=date(2015, 6, 1), **silence)


def test_disclosure_against_a_third_party_needs_the_leaders_decision(office):
    case = make_request(office)
    party = consult(office, case, date(2025, 9, 26))
    assert "outcome" in refused(drafted_request, office=office, case=case, outcome="provided", on=date(2025, 9, 28))
    answer = {"party": party, "answer": "refuses", "reason": "涉及报价"}
    over = {"party": party, "reason": "涉及住宅消防安全"}
    assert refused(office.step, case=case, kind="third_party_overridden", on=date(2025, 9, 28), **over)
    office.step(case, "third_party_answered", on=date(2025, 9, 28), **answer)
    assert "outcome" in refused(drafted_request, office=office, case=case, outcome="provided", on=date(2025, 9, 28))
    with pytest.raises(PermissionDenied):
        take_step(actor=office.officer, case=case, kind="third_party_overridden", facts=over)
    office.step(case, "third_party_overridden", on=date(2025, 9, 29), **over)
    paper = case.papers.last()
    letter = case.papers.get(template="third-party-letter")
    written = words_of(paper)
    assert paper.to == party
    assert f"征求意见书（文号：{letter.number}）" in written
    assert "贵单位的意见是：不同意公开" in written
    assert "涉及住宅消防安全" in written
    assert "张小明" not in written
    drafted_request(office, case=case, outcome="provided", on=date(2025, 9, 29))
    sign(office, case, on=date(2025, 9, 30))
    assert case.outcome == "provided"


def test_what_was_said_by_word_of_mouth_is_confirmed_in_writing(office):
    case = make_request(office)
    party = consult(office, case, date(2025, 9, 26))
    said = {"party": party, "said_on": date(2025, 9, 28), "way": "电话", "opinion": "不同意公开第三章"}
    office.step(case, "third_party_confirmed", on=date(2025, 9, 28), until=date(2025, 10, 16), **said)
    written = words_of(case.papers.last())
    assert "贵单位于2025年9月28日以电话方式提出意见：不同意公开第三章" in written


def test_a_joint_maker_is_asked_and_silence_is_entered_by_itself_once(office):
    case = make_request(office)
    agency = make_third_party(office, case, role="agency", name="西夏区财政局")
    asked = {"party": agency, "matter": "《关于推进老旧小区改造的实施意见》", "view": "拟予公开"}
    office.step(case, "agency_asked", on=date(2025, 9, 26), **asked)
    written = words_of(case.papers.last())
    assert "西夏区财政局：" in written
    assert "本机关的初步意见是：拟予公开" in written
    old = make_request(office, received=OLD)
    far = make_third_party(office, old, role="agency", name="西夏区财政局")
    assert refused(office.step, case=old, kind="agency_asked", on=OLD, **(asked | {"party": far}))
    assert enter_silence() == 1
    assert enter_silence() == 0
    case.refresh_from_db()
    last = case.events.last()
    assert (last.kind, last.hand, last.facts["answer"]) == ("agency_answered", "system", "silent")


def test_another_unit_helps_without_stopping_the_clock(office):
    case = make_request(office)
    archive = make_third_party(office, case, role="agency", name="西夏区档案馆")
    before = due(case, date(2025, 9, 26))
    asked = {"party": archive, "information": "房屋征收补偿方案", "matter": "协助检索", "until": date(2025, 10, 17)}
    office.step(case, "assistance_asked", on=date(2025, 9, 26), **asked)
    written = words_of(case.papers.last())
    assert "西夏区档案馆：" in written
    assert "请贵单位于2025年10月17日前" in written
    assert case.request.description not in written
    office.step(case, "assistance_given", on=date(2025, 9, 29), party=archive, answer="检索到2份")
    assert due(case, date(2025, 9, 29)) == before


def test_a_withdrawn_request_ends_with_a_notice_and_nothing_to_contest(office):
    case = make_request(office)
    office.step(case, "withdrawn", on=date(2025, 9, 29), hand="applicant")
    assert case.outcome == "withdrawn"
    written = words_of(case.papers.last())
    assert "您于2025年9月29日向本机关撤回" in written
    assert "行政复议" not in written
    unseen = make_request(office, channel="online", confirmed=False)
    office.step(unseen, "withdrawn", on=date(2025, 9, 29), hand="applicant")
    assert templates(unseen) == []


def test_an_answer_that_a_review_corrects_is_given_anew(office):
    case = answered_request(office, outcome="internal_matter", on=date(2025, 10, 9))
    assert refused(office.step, case=case, kind="review_decided", on=date(2025, 11, 3), result="corrected")
    office.step(case, "review_lodged", on=date(2025, 10, 20), body="西夏区人民政府")
    assert refused(office.step, case=case, kind="reopened", on=date(2025, 11, 3), reason="复议决定")
    office.step(case, "review_decided", on=date(2025, 11, 3), result="corrected", number="西政复决〔2025〕3号")
    office.step(case, "reopened", on=date(2025, 11, 4), reason="西政复决〔2025〕3号")
    assert (case.state, case.outcome, case.ended_on) == ("handling", "", None)
    assert due(case, date(2025, 11, 4)) == date(2025, 12, 2)
    drafted_request(office, case=case, outcome="provided", on=date(2025, 11, 5))
    sign(office, case, on=date(2025, 11, 6))
    assert (case.outcome, templates(case)[-1]) == ("provided", "decision-open")


def test_a_case_goes_to_officers_of_its_agency_only(office):
    case = make_request(office)
    assert "handler" in refused(office.step, case=case, kind="assigned", handler=office.reviewer.pk)
    office.step(case, "assigned", handler=office.officer.pk, reason="分办")
    assert case.handler == office.officer


def test_a_preview_shows_the_paper_and_leaves_nothing(office):
    case = make_request(office)
    before = case.events.count(), case.papers.count()
    facts = {"facts": CORRECTION, "on": date(2025, 9, 28)}
    (draft,) = preview_step(actor=office.officer, case=case, kind="correction_asked", **facts)
    assert draft.title == "政府信息公开申请补正告知书"
    assert any("文件的名称或者文号" in paragraph.text for paragraph in draft.text)
    assert (case.events.count(), case.papers.count()) == before
    with pytest.raises(PermissionDenied):
        preview_step(actor=office.leader, case=case, kind="correction_asked", **facts)


def test_a_step_that_is_not_possible_says_where_the_case_stands(office):
    case = make_request(office)
    with pytest.raises(ValidationError, match="办理中"):
        office.step(case, "paid", voucher="1")
