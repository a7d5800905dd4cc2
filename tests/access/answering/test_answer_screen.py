"""An answer is chosen by plain questions, drafted with what the law demands, checked, reviewed and signed on screen."""

from datetime import date
from typing import Any

import pytest
from tests.access.answering.conftest import SECRET, Desk
from tests.factories.access import drafted_request, make_file, make_redacted, make_request, make_third_party
from tests.factories.files import text_of_pdf

from yilan.access.law.outcomes import outcomes, outcomes_on
from yilan.access.offering import offered_outcomes
from yilan.casework.models import Case, CaseFile
from yilan.papers.pdf.setting import pdf_of

pytestmark = [pytest.mark.django_db]

OLD = date(2015, 3, 4)
NEW = date(2025, 9, 25)


def draft(desk: Desk, case: Case, outcome: str, status: int = 302, **sent: Any) -> str:
    answer = desk.post(desk.officer, "draft", case.pk, outcome, status=status, **({"verb": "draft"} | sent))
    return answer.content.decode()


def parts(*rows: dict[str, Any]) -> dict[str, Any]:
    sent = {"part-TOTAL_FORMS": len(rows), "part-INITIAL_FORMS": 0}
    return sent | {f"part-{n}-{name}": value for n, row in enumerate(rows) for name, value in row.items()}


def test_the_questions_lead_to_outcomes_with_their_article(desk: Desk):
    case = desk.request()
    first = desk.page(desk.officer, "answer", case.pk)
    assert "申请人要的是什么？" in first
    assert "?at=clear" in first
    why = desk.page(desk.officer, "answer", case.pk, query="?at=why")
    assert "/answer/as/third_party/" in why
    assert "《中华人民共和国政府信息公开条例》第十五条、第三十二条" in why
    assert "检索到了" in why  # how one came here
    desk.get(desk.officer, "answer", case.pk, query="?at=nowhere", status=404)


@pytest.mark.parametrize("day", [OLD, NEW])
def test_the_law_of_the_day_of_receipt_says_how_a_request_may_end(desk: Desk, day: date):
    case = make_request(desk.office, received=day)
    page = desk.page(desk.officer, "answer", case.pk)
    usable = {one.code for one in outcomes_on(day)}
    for code in outcomes():
        assert (f"/answer/as/{code}/" in page) == (code in dict(offered_outcomes(case))), code
    foreign = next(code for code in outcomes() if code not in usable)
    desk.get(desk.officer, "draft", case.pk, foreign, status=404)


@pytest.mark.parametrize("code", [one.code for one in outcomes_on(NEW)])
def test_the_form_of_every_outcome_asks_for_what_it_demands(desk: Desk, code: str):
    case = make_request(desk.office, received=NEW)
    if code not in dict(offered_outcomes(case)):
        return
    page = desk.page(desk.officer, "draft", case.pk, code)
    for fact in (*outcomes()[code].facts, *outcomes()[code].file_facts):
        assert (f'name="{fact.code}"' in page) or fact.kind == "parts"
    assert ('name="part-TOTAL_FORMS"' in page) == outcomes()[code].takes_grounds


def test_what_is_missing_is_told_at_its_field_and_what_was_typed_stays(desk: Desk):
    case = desk.request()
    page = draft(desk, case, "other_agency", 200, why_not_ours="该规划由市局制作", right_agency="")
    assert "该规划由市局制作" in page
    assert 'id="field-right_agency"' in page
    assert page.count("desk-field--refused") == 2
    assert case.events.count() == 1


def test_the_decision_is_previewed_as_it_will_read_and_nothing_is_kept(desk: Desk):
    case = desk.request()
    told = {"search": "在公文系统以“改造”检索", "verb": "preview"}
    page = draft(desk, case, "not_existing", 200, **told)
    assert "经检索" in page or "没有检索到" in page
    assert "在公文系统以“改造”检索" in page
    part = desk.post(desk.officer, "preview", case.pk, "not_existing", status=200, **told)
    assert "<html" not in part.content.decode()
    assert "行政复议" in part.content.decode()
    assert "no-store" in part["Cache-Control"]
    nothing = desk.post(desk.officer, "preview", case.pk, "not_existing", status=200)
    assert "填写完整后" in nothing.content.decode()
    without = desk.post(desk.officer, "preview_pdf", case.pk, "not_existing", status=200, **told)
    assert without["Content-Type"].startswith("text/plain")  # no Pango here
    assert case.events.count() == 1


def test_files_are_proposed_and_named_and_go_with_the_answer(desk: Desk):
    case = desk.request()
    file = make_file(desk.office, case)
    page = desk.page(desk.officer, "draft", case.pk, "provided")
    assert f'value="{file.pk}"' in page
    assert "《资金安排文件》" in page
    draft(desk, case, "provided", given=[file.pk])
    case.refresh_from_db()
    assert case.state == "draft"
    stated = case.events.last().facts
    assert (stated["given"], stated["stated"]["documents"]) == ([file.pk], "《资金安排文件》")
    none = draft(desk, desk.request(), "provided", 200, documents="《文件》")
    assert 'id="field-given"' in none
    assert "desk-field--refused" in none


def test_only_a_copy_that_passed_the_check_goes_out_in_part(desk: Desk):
    case = desk.request()
    original = make_file(desk.office, case)
    passed = make_redacted(desk.office, original, boxes=[{"page": 3, "reason": "third_party"}])
    failed = make_redacted(desk.office, original, checks=[])
    page = desk.page(desk.officer, "draft", case.pk, "partial")
    assert f'value="{passed.pk}"' in page
    assert f'value="{failed.pk}"' not in page
    assert f'name="given" value="{original.pk}"' not in page
    row = {"what": "第3页", "ground": "third_party", "fact_interest": ["个人隐私"]}
    refused = draft(desk, case, "partial", 200, given=[original.pk], **parts(row))
    assert "desk-field--refused" in refused
    assert case.events.count() == 1


def test_parts_are_proposed_from_what_was_blackened_and_ask_for_the_facts_of_their_ground(desk: Desk):
    case = desk.request()
    boxes = [{"page": page, "reason": "third_party"} for page in (3, 1)] + [{"page": 2, "reason": "internal_matter"}]
    copy = make_redacted(desk.office, make_file(desk.office, case), boxes=boxes)
    page = desk.page(desk.officer, "draft", case.pk, "partial")
    assert "《资金安排文件》第1页、第3页遮盖的内容" in page
    assert "《资金安排文件》第2页遮盖的内容" in page
    row = {"what": "《资金安排文件》第1页、第3页遮盖的内容", "ground": "third_party"}
    lacking = draft(desk, case, "partial", 200, given=[copy.pk], **parts(row))
    assert "第三方合法权益的种类" in lacking
    assert case.events.count() == 1
    draft(desk, case, "partial", given=[copy.pk], **parts(row | {"fact_interest": ["商业秘密", "个人隐私"]}))
    stated = case.events.last().facts["stated"]["parts"]
    assert stated == [row | {"facts": {"interest": "商业秘密、个人隐私"}}]


def test_a_part_that_is_removed_does_not_count(desk: Desk):
    case = desk.request()
    copy = make_redacted(desk.office, make_file(desk.office, case))
    good = {"what": "第3页", "ground": "third_party", "fact_interest": ["个人隐私"]}
    rows = parts(good, {"what": "", "ground": "internal_matter", "DELETE": "on"})
    draft(desk, case, "partial", given=[copy.pk], **rows)
    assert len(case.events.last().facts["stated"]["parts"]) == 1


def test_the_answer_goes_through_four_hands_with_what_each_has_to_see(desk: Desk):
    case = desk.request()
    file = desk.add(case)
    draft(desk, case, "provided", given=[file.pk])
    seen = desk.page(desk.checker, "answer", case.pk)
    assert "政府信息" in seen
    assert "640105" in seen  # what screening found, masked
    assert SECRET not in seen
    assert "张**：" in seen  # those who check need not know who asks
    assert "张小明" not in seen
    assert f"/information/{file.pk}/" in seen
    assert 'value="checked"' in seen
    assert 'value="checked"' not in desk.page(desk.officer, "answer", case.pk)
    desk.post(desk.checker, "answer", case.pk, step="checked", **{"checked-opinion": "文稿属实"})
    seen = desk.page(desk.reviewer, "answer", case.pk)
    assert "文稿属实" in seen
    opinion = {"step": "secrecy_reviewed", "secrecy_reviewed-opinion": "不涉密"}
    desk.post(desk.reviewer, "answer", case.pk, status=200, **opinion)  # screening has found an identity number
    mark = file.report["screening"]["hits"][0]["mark"]
    allow = {"verb": "allow", "places": [f"{file.pk}-{mark}"], "reason": "申请人本人的信息"}
    desk.post(desk.reviewer, "answer", case.pk, **allow)
    desk.post(desk.reviewer, "answer", case.pk, **opinion)
    assert "不涉密" in desk.page(desk.leader, "answer", case.pk)
    desk.post(desk.leader, "answer", case.pk, step="answered", **{"answered-opinion": "同意"})
    case.refresh_from_db()
    assert (case.state, case.outcome) == ("answered", "provided")
    assert CaseFile.objects.get(pk=file.pk).shown_until is not None
    assert case.papers.get(template="decision-open").number
    assert "同意" in desk.page(desk.inspector, "answer", case.pk)


def test_an_opinion_is_asked_for_at_its_field(desk: Desk):
    case = drafted_request(desk.office, outcome="not_existing")
    page = desk.post(desk.checker, "answer", case.pk, status=200, step="checked").content.decode()
    assert "desk-field--refused" in page
    case.refresh_from_db()
    assert case.state == "draft"


def test_a_returned_answer_is_drafted_again_with_what_stood_in_it(desk: Desk):
    case = drafted_request(desk.office, outcome="not_existing", facts={"search": "检索了公文系统"})
    desk.post(desk.checker, "answer", case.pk, step="returned", **{"returned-reason": "请写明检索的年份"})
    chosen = desk.page(desk.officer, "answer", case.pk)
    assert "请写明检索的年份" in chosen
    assert "/answer/as/not_existing/" in chosen
    assert "检索了公文系统" in desk.page(desk.officer, "draft", case.pk, "not_existing")
    draft(desk, case, "not_existing", search="检索了2015年至2020年的公文系统")
    again = desk.page(desk.checker, "answer", case.pk)
    assert "2015年至2020年" in again
    assert "请写明检索的年份" in again


def test_whoever_drafted_does_not_sign_and_others_cannot_draft(desk: Desk):
    case = desk.request()
    for other in (desk.checker, desk.leader, desk.inspector, desk.stranger):
        desk.turned_away(other, "draft", case.pk, "not_existing", verb="draft", search="检索")
    assert "其他岗位" in desk.page(desk.inspector, "answer", case.pk)
    draft(desk, case, "not_existing", search="检索")
    denied = desk.post(desk.officer, "answer", case.pk, status=200, step="checked", **{"checked-opinion": "好"})
    assert "其他岗位" in denied.content.decode()
    case.refresh_from_db()
    assert case.state == "draft"


def test_while_a_third_party_may_still_speak_nothing_is_opened(desk: Desk):
    case = desk.request()
    file = make_file(desk.office, case)
    party = make_third_party(desk.office, case)
    desk.office.step(case, "third_party_asked", party=party, relation="privacy", matter="申报表")
    refused = draft(desk, case, "provided", 200, given=[file.pk])
    assert "desk-refusal" in refused
    assert case.events.count() == 2


def test_the_decision_can_be_looked_at_as_pdf(desk: Desk, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("yilan.papers.rendering.pdf_of", pdf_of)
    case = desk.request()
    answer = desk.post(desk.officer, "preview_pdf", case.pk, "not_existing", status=200, search="检索了公文系统")
    assert answer["Content-Type"] == "application/pdf"
    assert "no-store" in answer["Cache-Control"]
    assert "检索了公文系统" in text_of_pdf(answer.content).replace("\r\n", "")
    assert not case.papers.filter(template="decision-unavailable").exists()
