"""A file that was added by mistake is gone for good, and the trail of it stays; what something rests on stays too."""

import io
import json
import zipfile

import docx
import pytest
from django.urls import reverse
from tests.access.staff.conftest import Desk, upload
from tests.factories.access import drafted_request, make_file, make_redacted, sign

from yilan.access.models import RedactionPlan
from yilan.casework.models import Case, CaseFile
from yilan.core.audit.models import AuditEntry
from yilan.intake import store
from yilan.intake.models import StoredFile

pytestmark = [pytest.mark.django_db]
WRONG = "张小明身份证.pdf"
SCRIPT = {"x-requested-with": "XMLHttpRequest"}


def added(desk: Desk, case: Case) -> CaseFile:
    desk.post("officer", "add_file", case.pk, enclosed=upload(WRONG), enclosed_as="identity")
    return case.files.get(role="identity")


def stays(desk: Desk, file: CaseFile, why: str) -> None:
    address = reverse("access_cases:remove_file", args=[file.case_id, file.pk])
    assert address not in desk.get("officer", "case", file.case_id)
    assert why in desk.get("officer", "remove_file", file.case_id, file.pk)
    sent = desk.post("officer", "remove_file", file.case_id, file.pk, reason="误加")
    assert why in sent.content.decode()
    assert CaseFile.objects.filter(pk=file.pk).exists()


def test_somebody_elses_identity_card_is_really_gone_and_the_trail_stays(
    desk: Desk, django_capture_on_commit_callbacks
):
    case = desk.request(10)
    file = added(desk, case)
    key, digest = file.stored_id, file.stored.sha256
    assert store.path_of(key).exists()
    address = reverse("access_cases:remove_file", args=[case.pk, file.pk])
    assert address in desk.get("officer", "case", case.pk)
    assert "不能恢复" in desk.get("officer", "remove_file", case.pk, file.pk)
    unsaid = desk.post("officer", "remove_file", case.pk, file.pk, reason=" ")
    assert 'href="#field-reason"' in unsaid.content.decode()
    assert CaseFile.objects.filter(pk=file.pk).exists()
    with django_capture_on_commit_callbacks(execute=True):
        done = desk.post("officer", "remove_file", case.pk, file.pk, reason="属于另一件申请")
    assert done.status_code == 302
    assert not CaseFile.objects.filter(pk=file.pk).exists()
    assert not StoredFile.objects.filter(pk=key).exists()
    assert not store.path_of(key).exists()
    told = AuditEntry.objects.get(action="casework:file:remove")
    assert (told.actor, told.subject_id, told.detail["sha256"]) == (desk.office.officer, str(case.pk), digest)
    assert (told.told["name"], told.told["reason"]) == ("张*****.pdf", "属于另一件申请")
    assert "小明" not in str(told.told)
    page = desk.get("inspector", "case", case.pk)
    for words in ("误加后已删除的文件 1 个", "张*****.pdf", "属于另一件申请", digest):
        assert words in page
    desk.get("officer", "remove_file", case.pk, file.pk, status=404)


def test_what_an_event_or_a_paper_rests_on_stays_until_the_event_is_annulled(desk: Desk):
    case = desk.request(10)
    stays(desk, case.papers.get().document, "它是本件的正式文书")
    desk.step("officer", case, "noted", text="来信", enclosed=upload("来信.pdf"), enclosed_as="letter")
    letter = case.files.get(role="letter")
    stays(desk, letter, "它是“内部记事”的依据材料")
    desk.post("leader", "annul", case.pk, sequence=case.events.last().sequence, reason="传错了文件")
    assert desk.post("officer", "remove_file", case.pk, letter.pk, reason="传错").status_code == 302
    assert not CaseFile.objects.filter(pk=letter.pk).exists()
    assert "<s>内部记事</s>" in desk.get("officer", "case", case.pk)


def test_what_an_answer_gives_stays_from_the_draft_on_unless_it_is_returned(desk: Desk):
    case = desk.request(10)
    original = make_file(desk.office, case)
    copy = make_redacted(desk.office, original)
    stays(desk, original, "请先删除遮盖件")
    drafted_request(desk.office, outcome="partial", case=case, given=[copy])
    stays(desk, copy, "正在核对的答复要提供它")
    desk.office.step(case, "returned", reason="文件错了")
    RedactionPlan.objects.create(file=original, saved_by=desk.office.officer, saved_at=original.added_at)
    for file in (copy, original):  # the copy first, then what it was made from with its plan
        page = desk.client("officer").get(reverse("access_answering:files", args=[case.pk])).content.decode()
        address = f"{reverse('access_cases:remove_file', args=[case.pk, file.pk])}?from=information"
        assert address in page
        done = desk.client("officer").post(address, {"reason": "不是所要的文件"})
        assert done.headers["Location"] == reverse("access_answering:files", args=[case.pk])
    assert not RedactionPlan.objects.exists()
    assert "误加后已删除的文件 2 个" in desk.client("officer").get(done.headers["Location"]).content.decode()


def test_what_was_given_and_what_is_archived_stays_and_the_file_room_knows_what_went(desk: Desk):
    case = desk.request(10)
    desk.post("officer", "remove_file", case.pk, added(desk, case).pk, reason="传错")
    given = make_file(desk.office, case)
    drafted_request(desk.office, outcome="provided", case=case, given=[given], on=case.received_on)
    sign(desk.office, case, on=case.received_on)
    stays(desk, given, "已签发的答复把它提供给了申请人")
    left = added(desk, case)
    packed = b"".join(desk.post("officer", "archive", case.pk).streaming_content)
    stays(desk, left, "本件已归档")
    archive = zipfile.ZipFile(io.BytesIO(packed))
    told = json.loads(archive.read("办理记录.json"))
    assert [(one["name"], one["reason"]) for one in told["removed_files"]] == [("张*****.pdf", "传错")]
    digest = told["removed_files"][0]["sha256"]
    *_others, removed, digests = docx.Document(io.BytesIO(archive.read("目录.docx"))).tables
    (order, name, _on, by, reason) = [cell.text for cell in removed.rows[1].cells]
    assert (order, name, by, reason) == ("删1", "张*****.pdf（身份证明）", str(desk.office.officer), "传错")
    assert digests.rows[1].cells[1].text.replace(" ", "") == digest


def test_only_those_who_may_open_personal_data_remove_files(desk: Desk):
    case = desk.request(10)
    file = added(desk, case)
    address = reverse("access_cases:remove_file", args=[case.pk, file.pk])
    for other in ("checker", "reviewer", "inspector", "stranger"):
        client = desk.client(other)
        assert client.get(address, headers=SCRIPT).status_code == 403, other
        assert client.post(address, {"reason": "误加"}, headers=SCRIPT).status_code == 403, other
        if other != "stranger":
            assert address not in desk.get(other, "case", case.pk)
    assert CaseFile.objects.filter(pk=file.pk).exists()
    assert store.path_of(file.stored_id).exists()
