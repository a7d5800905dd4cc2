"""After the answer: published for all, put into the file room; and two kinds of case beside requests."""

import csv
import hashlib
import io
import json
import zipfile
from datetime import date

import pypdfium2
import pytest
from django.core.exceptions import PermissionDenied
from tests.access.reading import refused, words_of
from tests.factories.access import RECEIVED, answered_request, applicant, make_request
from tests.factories.accounts import make_account

from yilan.access.actions import (
    Wish,
    archive_case,
    issue_delivery_receipt,
    propose_proactive,
    register_case_of,
    register_request,
    take_step,
)
from yilan.accounts.models import Role
from yilan.casework.models import Case, CaseFile
from yilan.core.audit.models import AuditEntry

pytestmark = [pytest.mark.django_db, pytest.mark.database]

CLAIM = "社会保险缴费记录中2016年3月的缴费基数应为4200元，附工资发放记录"


def correction(office) -> Case:
    """Register the wish to have a record about oneself corrected."""
    given = {"actor": office.officer, "procedure_code": "records_correction", "agency": office.agency}
    given |= {"channel": "counter", "received_on": RECEIVED, "parties": [applicant()]}
    return register_case_of(**given, description=CLAIM)


@pytest.mark.usefixtures("no_pdf")
def test_what_was_given_becomes_a_draft_for_all(office):
    case = answered_request(office, outcome="partial")
    record = propose_proactive(actor=office.officer, case=case)
    attachment = record.attachments.get()
    assert record.agency == office.agency
    assert not record.live
    given = case.files.get(role=CaseFile.Role.REDACTED)
    assert attachment.file.sha256 == given.stored.sha256
    assert case.events.last().facts == {"record": record.pk}
    assert refused(propose_proactive, actor=office.officer, case=case)
    assert refused(propose_proactive, actor=office.officer, case=answered_request(office, outcome="not_existing"))


@pytest.mark.usefixtures("no_pdf")
def test_what_the_applicant_wrote_goes_into_no_draft_but_for_a_document_number(office):
    for sought, taken in (("宁政办发(2014)12号", "宁政办发〔2014〕12号"), ("我家张三的批复", "")):
        wish = Wish("张小明家的低保档案", "electronic", "download", sought_number=sought)
        case = answered_request(office, outcome="told_where", wish=wish)
        record = propose_proactive(actor=office.officer, case=case)
        assert (record.draft_title, record.document_number) == (f"依申请公开的政府信息（{case.number}）", taken)


def test_the_archive_file_holds_everything_in_the_order_of_its_index(office):
    case = answered_request(office, outcome="provided")
    assert refused(archive_case, actor=office.officer, case=make_request(office))
    with pytest.raises(PermissionDenied):
        archive_case(actor=office.checker, case=case)
    with archive_case(actor=office.officer, case=case) as packed, zipfile.ZipFile(packed) as archive:
        names = archive.namelist()
        files = [name for name in names if name.startswith("原件/")]
        assert len(files) == case.files.count() == 5  # receipt and decision, DOCX and PDF each, and what was given
        hashes = {hashlib.sha256(archive.read(name)).hexdigest() for name in files}
        assert hashes == set(case.files.values_list("stored__sha256", flat=True))
        index = archive.read("目录.pdf")
        told = json.loads(archive.read("办理记录.json"))
        rows = list(csv.reader(io.StringIO(archive.read("办理记录.csv").decode("utf-8-sig"))))
    text = "".join("".join(page.get_textpage().get_text_range().split()) for page in pypdfium2.PdfDocument(index))
    assert case.number in text
    for digest in hashes:
        assert digest in text.replace("—1—", "").replace("—2—", "").replace("—3—", "")
    assert [event["kind"] for event in told["events"]][-1] == "archived"
    assert told["parties"][0]["name"] == "张小明"
    assert len(rows) == case.events.count() + 1
    assert case.state == "archived"
    archive_case(actor=office.officer, case=case).close()
    taken = AuditEntry.objects.filter(action="casework:case:export", subject_id=str(case.pk))
    assert taken.count() == 2
    assert case.events.filter(kind="archived").count() == 1


@pytest.mark.usefixtures("no_pdf")
def test_a_receipt_to_sign_names_the_paper_and_the_place(office):
    case = answered_request(office, outcome="not_existing")
    paper = case.papers.last()
    given = {"actor": office.officer, "paper": paper, "service": "direct", "on": date(2025, 10, 30)}
    receipt = issue_delivery_receipt(**given, place="政务服务大厅3号窗口", served_by="李某、王某")
    written = words_of(receipt)
    for word in (paper.number, "张小明", "直接送达", "政务服务大厅3号窗口", "2025年10月30日", "李某、王某"):
        assert word in written


@pytest.mark.usefixtures("no_pdf")
@pytest.mark.parametrize(
    ("result", "needs", "said"),
    [
        ("corrected", {"corrected_to": "4200元"}, "本机关已将2016年3月的缴费基数更正为：4200元"),
        ("not_corrected", {}, "2016年3月的缴费基数没有错误，本机关不予更正，理由是：与工资台账一致"),
        ("passed_on", {"right_agency": "区社会保险局"}, "已转送有权更正的区社会保险局处理"),
        (
            "told_where",
            {"right_agency": "区社会保险局", "right_agency_contact": "0951-2070000"},
            "联系方式：0951-2070000",
        ),
    ],
)
def test_a_record_about_oneself_is_corrected_or_not(office, result, needs, said):
    case = correction(office)
    assert case.title == "政府信息更正"  # the title lies open, so it says nothing of the person
    facts = {"outcome": result, "record": "2016年3月的缴费基数", "reason": "与工资台账一致。"}
    if needs:
        assert set(refused(office.step, case=case, kind="drafted", on=RECEIVED, **facts)) == set(needs)
    office.step(case, "drafted", on=RECEIVED, **facts, **needs)
    office.step(case, "answered", on=date(2025, 9, 29))
    assert (case.state, case.outcome) == ("answered", result)
    written = words_of(case.papers.get())
    assert said in written
    assert CLAIM in written
    assert "如对本答复书不服" in written


@pytest.mark.usefixtures("no_pdf")
def test_a_complaint_is_looked_into_and_answered(office):
    clerk = make_account("xinxiban", Role.INFORMATION_OFFICE, office.district)
    given = {"actor": clerk, "procedure_code": "disclosure_complaint", "agency": office.district}
    given |= {"channel": "counter", "received_on": RECEIVED, "parties": [applicant()]}
    assert set(refused(register_case_of, **given, description=" ")) == {"description"}
    case = register_case_of(**given, description="区某局没有公开2024年度预算")
    step = {"actor": clerk, "case": case, "on": date(2025, 9, 29)}
    take_step(**step, kind="rectification_ordered", facts={"what": "公开", "until": date(2025, 10, 10)})
    take_step(**step, kind="answered", facts={"outcome": "founded", "answer": "该局已公开2024年度预算。"})
    assert case.outcome == "founded"
    written = words_of(case.papers.get())
    assert "情况属实，已督促整改。该局已公开2024年度预算。" in written


@pytest.mark.usefixtures("no_pdf")
def test_evidence_that_is_waited_for_is_not_missing_before_its_day(office):
    case = correction(office)
    office.step(case, "evidence_asked", on=RECEIVED, items="工资发放记录", until=date(2025, 10, 15))
    assert refused(office.step, case=case, kind="evidence_missing", on=date(2025, 10, 15))
    office.step(case, "evidence_missing", on=date(2025, 10, 16))


@pytest.mark.usefixtures("no_pdf")
def test_what_comes_another_way_is_received_on_the_day_of_its_channel(office):
    wish = Wish("资金安排文件", "paper", "post")
    given = {"actor": office.officer, "agency": office.agency, "parties": [applicant()], "wish": wish}

    def tell(channel, received, arrived=None):
        return set(refused(register_request, channel=channel, received_on=received, arrived_on=arrived, **given))

    early, late = date(2025, 9, 24), RECEIVED
    assert tell("counter", late, early) == {"received_on"}
    assert tell("registered_post", late, early) == {"received_on"}
    assert tell("ordinary_post", early, late) == {"received_on"}
    assert tell("online", late) == {"channel"}
    assert tell("pigeon", late) == {"channel"}
    assert tell("counter", date(2100, 1, 4)) == {"received_on"}
    case = register_request(channel="ordinary_post", received_on=late, arrived_on=early, **given)
    assert case.received_on == late
    assert "确认之日为收到申请之日" in words_of(case.papers.get())


@pytest.mark.usefixtures("no_pdf")
def test_the_whole_of_a_request_of_2015(office):
    case = answered_request(office, outcome="no_special_need", received=date(2015, 3, 4), on=date(2015, 3, 20))
    assert [paper.template for paper in case.papers.all()] == ["receipt", "decision-not-processed"]
    written = words_of(case.papers.last())
    assert "第十三条" in written
    assert "3个月内" in written
