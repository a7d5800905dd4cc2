"""What is given away is screened by itself, and stopped until what was found is blackened or somebody says why not."""

from typing import Any

import pytest
from tests.access.answering.conftest import PAGE, SECRET, Desk
from tests.factories.access import drafted_request, make_file
from tests.factories.files import pdf_with

from yilan.access.models import AllowedFinding
from yilan.casework.models import Case, CaseFile
from yilan.core.audit.models import AuditEntry

pytestmark = [pytest.mark.django_db]
OPINION = {"step": "secrecy_reviewed", "secrecy_reviewed-opinion": "不涉密"}


def checked(desk: Desk, **told: Any) -> tuple[Case, CaseFile]:
    """Return a request at the secrecy review, whose answer gives a file with somebody's identity number."""
    case = desk.request()
    file = make_file(desk.office, case, data=pdf_with([PAGE, PAGE]), **told)
    drafted_request(desk.office, outcome="provided", case=case, given=[file])
    desk.office.step(case, "checked", opinion="属实")
    file.refresh_from_db()
    return case, file


def key_of(file: CaseFile) -> str:
    return f"{file.pk}-{file.report['screening']['hits'][0]['mark']}"


def test_what_came_in_unscreened_is_screened_with_the_draft(desk: Desk):
    case, file = checked(desk, screened=False)
    assert [hit["page"] for hit in file.report["screening"]["hits"]] == [1, 2]
    assert SECRET not in str(file.report)
    assert AuditEntry.objects.get(action="access:information:screen").subject_id == str(case.pk)


def test_an_answer_with_an_open_find_does_not_pass_the_review(desk: Desk):
    case, file = checked(desk)
    page = desk.page(desk.reviewer, "answer", case.pk)
    assert "2 处尚未说明" in page
    assert page.count(f'value="{key_of(file)}"') == 2
    assert "请先逐处说明为什么可以保留" in page
    assert 'name="secrecy_reviewed-opinion"' not in page  # it could not pass yet, and the other form would lose it
    assert 'name="places"' not in desk.page(desk.officer, "answer", case.pk)
    refused = desk.post(desk.reviewer, "answer", case.pk, status=200, **OPINION).content.decode()
    assert "在“资金安排文件”中发现 2 处" in refused
    assert "不涉密" in refused  # what was typed stays
    case.refresh_from_db()
    assert case.state == "secrecy"


def test_a_reviewer_says_why_a_find_may_stand_and_the_answer_passes(desk: Desk):
    case, file = checked(desk)
    for wrong in ({"places": [key_of(file)]}, {"reason": "公开电话"}, {"places": ["0-x"], "reason": "公开电话"}):
        desk.post(desk.reviewer, "answer", case.pk, status=200, verb="allow", **wrong)
    assert not AllowedFinding.objects.exists()
    said = {"verb": "allow", "places": [key_of(file)], "reason": "申请人本人的身份证号"}
    desk.post(desk.leader, "answer", case.pk, status=200, **said)  # another role: refused in words
    assert not AllowedFinding.objects.exists()
    desk.post(desk.reviewer, "answer", case.pk, **said)
    allowed = AllowedFinding.objects.get()  # once for the value, on both pages
    assert (allowed.allowed_by, allowed.reason) == (desk.reviewer, "申请人本人的身份证号")
    assert AuditEntry.objects.get(action="access:finding:allow").told["reason"] == allowed.reason
    for screen, who in (("answer", desk.leader), ("files", desk.officer)):
        page = desk.page(who, screen, case.pk)
        assert "申请人本人的身份证号" in page
        assert "尚未说明" not in page
    desk.post(desk.reviewer, "answer", case.pk, **OPINION)
    desk.post(desk.leader, "answer", case.pk, step="answered", **{"answered-opinion": "同意"})
    case.refresh_from_db()
    assert case.state == "answered"


def test_when_the_rules_have_grown_files_are_screened_once_more_before_the_signature(desk: Desk):
    case, file = checked(desk)
    said = {"verb": "allow", "places": [key_of(file)], "reason": "申请人本人的身份证号"}
    desk.post(desk.reviewer, "answer", case.pk, **said)
    desk.post(desk.reviewer, "answer", case.pk, **OPINION)
    old = {"hits": [], "unread": [], "whole": True, "rules": "an older edition"}
    CaseFile.objects.filter(pk=file.pk).update(report={"screening": old})
    AllowedFinding.objects.all().delete()
    refused = desk.post(desk.leader, "answer", case.pk, status=200, step="answered", **{"answered-opinion": "同意"})
    assert "在“资金安排文件”中发现 2 处" in refused.content.decode()
    file.refresh_from_db()
    assert len(file.report["screening"]["hits"]) == 2  # noted, though the signature was refused
    case.refresh_from_db()
    assert case.state == "sign_off"
