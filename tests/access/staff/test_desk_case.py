"""The page of a case: what is asked, the clock in words, who may see what, files and papers, taking back."""

import io
import zipfile

import pytest
from django.urls import reverse
from django.utils import timezone
from tests.access.staff.conftest import Desk, upload
from tests.factories.access import answered_request, applicant, make_file, make_redacted, make_third_party

from yilan.access.actions import Wish
from yilan.access.models import Notice
from yilan.casework.actions import hand_over
from yilan.casework.models import Case, CaseFile
from yilan.core.audit.models import AuditEntry
from yilan.disclosure.models import RecordPage

pytestmark = [pytest.mark.django_db]
SECRET = "640105199001011234"


def noted(action: str) -> AuditEntry:
    return AuditEntry.objects.filter(action=action).latest("pk")


def test_the_page_says_what_is_asked_and_how_the_clock_stands(desk: Desk):
    case = desk.request(10)
    page = desk.get("officer", "case", case.pk)
    for words in (
        case.number,
        "2023年度老旧小区改造资金安排文件",
        "剩余 10 个工作日",
        "当面提交",
        "登记来件",
        "告知补正",
    ):
        assert words in page
    assert "收到申请之日" in page or "收到" in page
    assert noted("casework:case:read").subject_id == str(case.pk)


def test_steps_of_others_say_whose_they_are(desk: Desk):
    page = desk.get("officer", "case", desk.request(10).pk)
    assert "同意延期" in page
    assert "负责人" in page
    assert "本环节由其他岗位或其他机构办理。" in page


def test_personal_data_open_one_field_at_a_time_for_a_purpose(desk: Desk):
    case = desk.request(10)
    party = case.parties.get()
    page = desk.get("officer", "case", case.pk)
    assert SECRET not in page
    assert "640***********1234" in page
    asked = desk.post("officer", "reveal", case.pk, party.pk, field="identity_number")
    assert SECRET not in asked.content.decode()
    assert "desk-field--refused" in asked.content.decode()
    unsaid = desk.post("officer", "reveal", case.pk, party.pk, field="identity_number", purpose="other")
    assert SECRET not in unsaid.content.decode()
    opened = desk.post("officer", "reveal", case.pk, party.pk, field="identity_number", purpose="identity")
    assert SECRET in opened.content.decode()
    assert "13912345678" not in opened.content.decode()
    assert "no-store" in opened.headers["Cache-Control"]
    detail = noted("casework:party:reveal").told
    assert (detail["field"], detail["purpose"]) == ("identity_number", "核对身份证明")
    assert SECRET not in str(detail)


def test_inspectors_read_the_case_without_its_people(desk: Desk):
    wish = Wish(
        description="张小明（身份证640105199001011234，电话13912345678）的低保档案", supply="paper", delivery="post"
    )
    case = desk.request(10, wish=wish)
    page = desk.get("inspector", "case", case.pk)
    assert "的低保档案" in page
    for secret in ("张小明", SECRET, "13912345678"):
        assert secret not in page
        assert secret in desk.get("officer", "case", case.pk) or secret == SECRET
    assert "分派给他人" not in page
    desk.post("officer", "add_file", case.pk, enclosed=upload("张小明的信.pdf"), enclosed_as="letter")
    assert "张小明的信.pdf" in desk.get("officer", "case", case.pk)
    assert "张小明的信" not in desk.get("inspector", "case", case.pk)
    refused = desk.post("inspector", "reveal", case.pk, case.parties.get().pk, field="name", purpose="contact")
    assert refused.status_code == 302
    assert not AuditEntry.objects.filter(action="casework:party:reveal").exists()


def test_pages_with_personal_data_carry_who_looks_and_when(desk: Desk):
    case = desk.request(10)
    page = desk.get("officer", "case", case.pk)
    mark = page[page.index('class="watermark"') :]
    assert desk.office.officer.username in mark
    assert case.created_at.strftime("%Y-") in mark


def test_an_ordinary_file_is_saved_and_never_shown_in_the_browser(desk: Desk):
    case = desk.request(10)
    sent = desk.post("officer", "add_file", case.pk, enclosed=upload(), enclosed_as="letter")
    assert sent.status_code == 302, sent.content.decode()
    file = case.files.get(role="letter")
    answer = desk.client("officer").get(reverse("access_cases:file", args=[case.pk, file.pk]))
    assert b"".join(answer.streaming_content).startswith(b"%PDF")
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert "no-store" in answer.headers["Cache-Control"]
    assert noted("casework:file:open").detail["file"] == file.pk


def test_inspectors_open_only_what_names_are_gone_from(desk: Desk):
    case = desk.request(18)
    original = make_file(desk.office, case)
    redacted = make_redacted(desk.office, original)
    paper = case.papers.get().document
    page = desk.get("inspector", "case", case.pk)
    for file, status in ((paper, 302), (original, 302), (redacted, 200)):
        address = reverse("access_cases:file", args=[case.pk, file.pk])
        assert (address in page) == (status == 200)
        assert desk.client("inspector").get(address).status_code == status
        assert address in desk.get("officer", "case", case.pk)


def test_a_proof_of_identity_opens_for_a_purpose_only(desk: Desk):
    case = desk.request(10)
    desk.post("officer", "add_file", case.pk, enclosed=upload("身份证.pdf"), enclosed_as="identity")
    file = case.files.get(role="identity")
    address = reverse("access_cases:file", args=[case.pk, file.pk])
    asked = desk.client("officer").get(address)
    assert "需要用于" in asked.content.decode() or "用途" in asked.content.decode()
    assert not AuditEntry.objects.filter(action="casework:file:open").exists()
    opened = desk.post("officer", "file", case.pk, file.pk, purpose="identity")
    assert b"".join(opened.streaming_content).startswith(b"%PDF")
    assert noted("casework:file:open").told["purpose"] == "核对身份证明"
    assert desk.client("inspector").get(address).status_code == 302


def test_a_file_that_is_none_is_refused_at_its_field(desk: Desk):
    case = desk.request(10)
    answer = desk.post("officer", "add_file", case.pk, enclosed=upload("程序.exe", b"MZ"), enclosed_as="letter")
    assert "程序.exe" in answer.content.decode()
    assert not CaseFile.objects.filter(role="letter").exists()
    assert "请选择文件" in desk.post("officer", "add_file", case.pk, enclosed_as="letter").content.decode()


def test_files_and_parties_of_another_case_are_not_found(desk: Desk):
    case, other = desk.request(10), desk.request(9)
    desk.post("officer", "add_file", other.pk, enclosed=upload())
    file = other.files.get(role="letter")
    client = desk.client("officer")
    assert client.get(reverse("access_cases:file", args=[case.pk, file.pk])).status_code == 404
    party = other.parties.get()
    assert client.get(reverse("access_cases:reveal", args=[case.pk, party.pk])).status_code == 404


def test_the_delivery_of_a_paper_is_entered_and_days_that_cannot_be_are_refused(desk: Desk):
    case = desk.request(10)
    paper = case.papers.first()
    day = paper.dated.isoformat()
    early = desk.post("officer", "deliver", case.pk, paper.pk, way="post", sent_on=day, arrived_on="2014-01-01")
    assert "送达日期不能早于" in early.content.decode() or "field-arrived_on" in early.content.decode()
    done = desk.post("officer", "deliver", case.pk, paper.pk, way="post", sent_on=day, arrived_on=day, proof="EMS 1234")
    assert done.status_code == 302
    paper.refresh_from_db()
    assert (paper.way, paper.proof) == ("post", "EMS 1234")
    assert "EMS" not in desk.get("stranger", "deliver", case.pk, paper.pk, status=302)


def test_the_leader_takes_the_last_event_back_and_it_stays_readable(desk: Desk):
    case = desk.request(10)
    desk.office.step(case, "noted", text="误记")
    last = case.events.last()
    assert desk.post("officer", "annul", case.pk, sequence=last.sequence, reason="误").status_code == 302
    assert case.events.count() == 2
    asked = desk.get("leader", "annul", case.pk)
    assert "内部记事" in asked
    done = desk.post("leader", "annul", case.pk, sequence=last.sequence, reason="写错了件")
    assert done.status_code == 302
    page = desk.get("officer", "case", case.pk)
    assert "<s>内部记事</s>" in page
    assert "写错了件" in page


def test_somebody_takes_a_case_up_or_gives_it_on(desk: Desk):
    case = desk.request(10)
    officer, second = desk.office.officer, desk.second
    assert "由我承办" in desk.get("officer", "case", case.pk)
    assert desk.post("officer", "hand", case.pk, handler=officer.pk).status_code == 302
    case.refresh_from_db()
    assert case.handler == officer
    given = desk.post("leader", "hand", case.pk, handler=second.pk, reason="出差")
    assert given.status_code == 302
    page = desk.get("officer", "case", case.pk)
    assert "赵接手" in page
    assert "出差" in page
    assert "desk-field--refused" in desk.post("leader", "hand", case.pk, handler=desk.stranger.pk).content.decode()


def test_an_answered_case_shows_outcome_papers_and_no_handler_form(desk: Desk):
    case = (
        answered_request(desk.office, outcome="open_given")
        if False
        else answered_request(desk.office, outcome="not_existing")
    )
    page = desk.get("officer", "case", case.pk)
    assert "签发答复" in page
    assert "DOCX" in page
    assert desk.get("officer", "hand", case.pk, status=302) == ""


def test_a_third_party_is_added_before_it_is_asked(desk: Desk):
    case = desk.request(10)
    answer = desk.client("officer").get(reverse("access_cases:step", args=[case.pk, "assistance_asked"]))
    assert answer.status_code == 302
    assert "parties/new/?role=agency" in answer.headers["Location"]  # who helps is an agency, no third party
    wrong = desk.post("officer", "add_party", case.pk, role="third_party", kind="commercial", name="")
    assert "field-name" in wrong.content.decode()
    make_third_party(desk.office, case, role="agency", name="区财政局")
    form = desk.get("officer", "step", case.pk, "assistance_asked")
    assert "区财政局" in form


def test_a_request_with_two_matters_becomes_two(desk: Desk):
    case = desk.request(10)
    assert "拆分出新件" in desk.get("officer", "case", case.pk)
    empty = desk.post("officer", "split", case.pk, description="", reason="")
    assert 'href="#field-description"' in empty.content.decode()
    done = desk.post("officer", "split", case.pk, description="2022年的文件", reason="一事一申请")
    assert done.status_code == 302
    new = Case.objects.exclude(pk=case.pk).get()
    assert new.received_on == case.received_on
    assert new.number in desk.get("officer", "case", case.pk)
    script = {"x-requested-with": "XMLHttpRequest"}
    assert desk.client("leader").get(reverse("access_cases:split", args=[case.pk]), headers=script).status_code == 403


def test_two_requests_of_one_applicant_become_one(desk: Desk):
    case, into = desk.request(10), desk.request(9)
    other = desk.request(8, parties=[applicant(identity_number="640105198505052345", phone="13800000000")])
    form = desk.get("officer", "merge", case.pk)
    assert into.number in form
    assert other.number not in form
    done = desk.post("officer", "merge", case.pk, into=str(into.pk), reason="同一内容")
    assert done.headers["Location"] == reverse("access_cases:case", args=[into.pk])
    case.refresh_from_db()
    assert case.state == "merged"
    assert "没有可以并入的在办申请" in desk.get("officer", "merge", into.pk)


def test_what_was_given_to_one_becomes_a_draft_for_all(desk: Desk):
    case = answered_request(desk.office, outcome="provided")
    assert "转为主动公开" in desk.get("officer", "case", case.pk)
    done = desk.post("officer", "propose", case.pk)
    assert "/edit/" in done.headers["Location"]
    assert RecordPage.objects.count() == 1
    assert desk.post("officer", "propose", case.pk).status_code == 302
    assert RecordPage.objects.count() == 1


def test_the_file_of_a_case_is_closed_and_taken_out_again(desk: Desk):
    case = answered_request(desk.office, outcome="not_existing")
    open_case = desk.request(10)
    refused = desk.post("officer", "archive", open_case.pk)
    assert "desk-refusal" in refused.content.decode()
    for _ in range(2):
        answer = desk.post("officer", "archive", case.pk)
        data = b"".join(answer.streaming_content)
        assert zipfile.ZipFile(io.BytesIO(data)).testzip() is None
        assert answer.headers["Content-Disposition"].startswith("attachment")
    case.refresh_from_db()
    assert case.state == "archived"
    assert AuditEntry.objects.filter(action="casework:case:export").count() == 2
    assert desk.get("inspector", "archive", case.pk, status=302) == ""
    assert "再次取出" in desk.get("officer", "case", case.pk)


def test_requests_that_ask_for_alike_stand_beside_the_case(desk: Desk):
    earlier = answered_request(desk.office, outcome="not_existing")
    page = desk.get("officer", "case", desk.request(10).pk)
    assert "相似申请" in page
    assert earlier.number in page
    assert "同一申请人已就同一内容申请并获答复" in page


def test_the_page_costs_the_same_for_a_short_history_and_a_long_one(desk: Desk, django_assert_max_num_queries):
    case = desk.request(10)
    client, address = desk.client("officer"), reverse("access_cases:case", args=[case.pk])
    hand_over(actor=desk.office.officer, case=case, handler=desk.office.officer)
    party = make_third_party(desk.office, case)
    asked = {"party": party, "relation": "trade_secret", "matter": "合同"}
    desk.office.step(case, "third_party_asked", **asked)
    client.get(address)
    with django_assert_max_num_queries(45) as first:
        client.get(address)
    for person in (desk.office.officer, desk.second, desk.office.officer):
        hand_over(actor=desk.office.officer, case=case, handler=person)
    desk.office.step(case, "noted", text="又一笔")
    with django_assert_max_num_queries(len(first.captured_queries)):
        assert client.get(address).status_code == 200


def test_no_page_offers_a_file_that_would_be_refused(desk: Desk):
    case = desk.request(10)
    desk.post("officer", "add_file", case.pk, enclosed=upload("身份证.pdf"), enclosed_as="identity")
    identity = case.files.get(role="identity")
    copy = make_redacted(desk.office, make_file(desk.office, case))
    address = reverse("access_cases:file", args=[case.pk, identity.pk])
    assert address in desk.get("officer", "case", case.pk)
    for other in ("checker", "reviewer", "inspector"):
        assert address not in desk.get(other, "case", case.pk)
    assert "身份证明只有承办人员和负责人可以打开" in desk.get("checker", "case", case.pk)
    assert "督查人员可以打开遮盖件" in desk.get("inspector", "case", case.pk)
    page = desk.client("inspector").get(reverse("access_answering:files", args=[case.pk])).content.decode()
    assert reverse("access_answering:file", args=[case.pk, copy.made_from_id]) not in page
    assert reverse("access_answering:file", args=[case.pk, copy.pk]) in page
    assert "只有经办人员可以打开" in page


def test_letters_to_the_applicant_stand_on_the_page(desk: Desk):
    case = desk.request(10)
    assert "邮件提醒申请人" not in desk.get("officer", "case", case.pk)
    Notice.objects.create(event=case.events.get(), code="received", state="failed", at=timezone.now())
    page = desk.get("officer", "case", case.pk)
    assert "未能发出，稍后再试" in page
    assert "zxm@example.com" not in page
