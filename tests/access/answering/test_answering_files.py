"""The information of an answer comes into the case, and what screening saw in it is shown masked."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.access.answering.conftest import PAGE, SECRET, Desk
from tests.factories.access import make_file
from tests.factories.disclosure import make_file as make_attachment
from tests.factories.disclosure import make_publication
from tests.factories.files import pdf_with, picture, text_of_pdf

from yilan.casework.models import CaseFile
from yilan.core.audit.models import AuditEntry
from yilan.intake.queries import open_kept

pytestmark = [pytest.mark.django_db]


def test_a_file_is_added_and_what_screening_found_is_shown_masked(desk: Desk):
    case = desk.request()
    file = desk.add(case)
    assert (file.role, str(file)) == ("original", "改造补助申报表")
    page = desk.page(desk.officer, "files", case.pk)
    assert "身份证号" in page
    assert "第1页" in page
    assert "640105" in page
    assert SECRET not in page
    assert SECRET not in str(file.report)
    assert AuditEntry.objects.filter(action="casework:file:add", subject_id=str(case.pk)).exists()


def test_a_file_of_a_wrong_kind_is_refused_at_its_field_and_the_title_is_kept(desk: Desk):
    case = desk.request()
    macro = SimpleUploadedFile("表.docm", b"PK")
    answer = desk.post(desk.officer, "files", case.pk, status=200, verb="add", file=macro, label="申报表全文")
    page = answer.content.decode()
    assert "宏" in page
    assert "申报表全文" in page
    assert not CaseFile.objects.filter(role="original").exists()


def test_a_picture_says_that_nobody_has_read_it_and_text_files_are_screened(desk: Desk):
    case = desk.request()
    desk.add(case, picture(), "现场.png")
    text = desk.add(case, f"联系人身份证号：{SECRET}".encode("gb18030"), "名单.txt")
    page = desk.page(desk.officer, "files", case.pk)
    assert "程序无法识别" in page
    assert text.report["screening"]["hits"][0]["kind"] == "identity_number"
    assert "只能对 PDF 文件和图片" in page  # the text file has no pages to black out


def test_a_published_record_is_taken_with_its_text_and_attachments(desk: Desk):
    record = make_publication(
        desk.agency, title="低保标准", attachments=[make_attachment("明细.txt", "一户一档".encode())]
    )
    case = desk.request()
    desk.post(desk.officer, "files", case.pk, verb="record", index_number=record.index_number)
    text, attachment = CaseFile.objects.filter(case=case, role="original").select_related("stored")
    assert text.stored.name == "低保标准.pdf"
    assert "低保标准" in text_of_pdf(open_kept(text.stored).read())
    assert open_kept(attachment.stored).read() == "一户一档".encode()
    assert text.report["record"] == record.index_number


def test_an_unknown_index_number_is_told_at_its_field(desk: Desk):
    case = desk.request()
    answer = desk.post(desk.officer, "files", case.pk, status=200, verb="record", index_number="没有/2014-1")
    page = answer.content.decode()
    assert "没有已发布的政府信息使用这个索引号" in page
    assert "没有/2014-1" in page


def test_who_reads_cases_sees_the_files_and_only_officers_add(desk: Desk):
    case = desk.request()
    file = desk.add(case)
    for reader in (desk.checker, desk.reviewer, desk.leader, desk.inspector):
        page = desk.page(reader, "files", case.pk)
        assert "改造补助申报表" in page
        assert 'value="add"' not in page
    sent = SimpleUploadedFile("另一份.pdf", pdf_with(["另一份"]))
    refused = desk.post(desk.checker, "files", case.pk, status=200, verb="add", file=sent)
    assert "其他岗位" in refused.content.decode()
    assert CaseFile.objects.filter(role="original").count() == 1
    desk.turned_away(desk.stranger, "files", case.pk)
    assert desk.seat(desk.stranger).get(f"/office/access/{case.pk}/answer/information/{file.pk}/").status_code == 302


def test_a_file_leaves_the_store_noted_and_kept_nowhere(desk: Desk):
    case = desk.request()
    file = desk.add(case)
    answer = desk.get(desk.checker, "file", case.pk, file.pk)
    assert "no-store" in answer["Cache-Control"]
    assert answer["Content-Disposition"].startswith("attachment")
    assert SECRET in text_of_pdf(answer.content)
    page = desk.get(desk.checker, "page", case.pk, file.pk, 2)
    assert page["Content-Type"] == "image/png"
    assert "no-store" in page["Cache-Control"]
    desk.get(desk.checker, "page", case.pk, file.pk, 3, status=404)
    opened = AuditEntry.objects.filter(action="casework:file:open", actor=desk.checker)
    assert [entry.detail["file"] for entry in opened] == [file.pk] * 3


def test_proofs_of_identity_are_no_information_and_cannot_be_opened_here(desk: Desk):
    case = desk.request()
    file = desk.add(case)
    CaseFile.objects.filter(pk=file.pk).update(role="identity")
    desk.get(desk.officer, "file", case.pk, file.pk, status=404)


def test_the_list_asks_the_database_the_same_however_many_files(desk: Desk, django_assert_max_num_queries):
    case = desk.request()
    for number in range(3):
        desk.add(case, f"第{number}份".encode(), f"{number}.txt")
    with django_assert_max_num_queries(20):
        desk.get(desk.officer, "files", case.pk)


def test_information_that_came_another_way_is_screened_on_demand(desk: Desk):
    case = desk.request()
    file = make_file(desk.office, case, data=pdf_with([PAGE]), screened=False)
    assert "没有程序查看过" in desk.page(desk.officer, "files", case.pk)
    desk.post(desk.officer, "files", case.pk, verb="screen", file=file.pk)
    page = desk.page(desk.officer, "files", case.pk)
    assert "640105" in page
    assert 'value="screen"' not in page
    assert AuditEntry.objects.get(action="access:information:screen").detail["found"] == 1
    desk.post(desk.officer, "files", case.pk, status=404, verb="screen", file=0)
    desk.post(desk.checker, "files", case.pk, verb="screen", file=file.pk)  # refused in words
    assert AuditEntry.objects.filter(action="access:information:screen").count() == 1
