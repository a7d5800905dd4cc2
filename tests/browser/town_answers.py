"""Requests whose answers are being prepared, for the town that the browser visits."""

from dataclasses import dataclass
from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from tests.factories.files import pdf_with

from yilan.access.actions import Wish, add_third_party, draft_answer, register_request, take_step
from yilan.access.actions.information import add_information
from yilan.access.actions.redacting import make_copy, save_plan
from yilan.access.redaction_plans import Content, Term
from yilan.accounts.models import User
from yilan.casework.actions import PartyData
from yilan.casework.models import Case, CaseFile
from yilan.intake.receiving import receive
from yilan.organizations.models import Agency

NAME = "张小明"
TEXT = [f"申请人{NAME}，身份证号：640105199001011234，补助金额三万元。", "第二页没有需要遮盖的内容。"]


@dataclass(frozen=True)
class Answering:
    """Keys of a case, of its information, and of the copy with parts blacked out, 0 where there is none."""

    case: str
    original: int
    copy: int = 0


def leave_answers(officer: User, agency: Agency) -> dict[str, Answering]:
    """Leave a request with untouched information, one with everything that is asked, one that waits for the check."""
    drawn = _request(officer, agency, "公租房分配名单")
    handled = _request(officer, agency, "老旧小区改造补助申报表")
    decided = _request(officer, agency, "低保资金安排")
    found = {
        "drawn": Answering(str(drawn.pk), _information(officer, drawn).pk),
        "handled": _copied(officer, handled)[0],
    }
    found["decided"], copy = _copied(officer, decided)
    company = {"name": "贺兰山建设公司"}
    party = add_third_party(actor=officer, case=handled, role="third_party", kind="commercial", fields=company)
    facts = {"party": party, "relation": "trade_secret", "matter": "补助申报表"}
    take_step(actor=officer, case=handled, kind="third_party_asked", facts=facts)
    part = {"what": "第1页的姓名", "ground": "third_party", "facts": {"interest": "个人隐私"}}
    draft_answer(actor=officer, case=decided, outcome="partial", facts={"parts": [part]}, given=[copy])
    return found


def _request(officer: User, agency: Agency, title: str) -> Case:
    day = timezone.localdate() - timedelta(days=1)
    wish = Wish(description=f"2023年度{title}", supply="electronic", delivery="download")
    person = PartyData("applicant", "natural", {"name": "李大山", "phone": "13912345678"})
    return register_request(
        actor=officer, agency=agency, channel="counter", received_on=day, parties=[person], wish=wish
    )


def _information(officer: User, case: Case) -> CaseFile:
    received = receive(SimpleUploadedFile("申报表.pdf", pdf_with(TEXT)))
    return add_information(actor=officer, case=case, received=received, label="补助申报表")


def _copied(officer: User, case: Case) -> tuple[Answering, CaseFile]:
    original = _information(officer, case)
    plan = save_plan(actor=officer, file=original, content=Content(terms=(Term(NAME, "third_party"),)), revision=0)
    copy = make_copy(actor=officer, plan=plan)
    return Answering(str(case.pk), original.pk, copy.pk), copy
