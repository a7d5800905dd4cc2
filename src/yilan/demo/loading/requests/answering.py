"""What the demonstration's answers say, and what they hand over."""

from typing import Any

from yilan.access.law.outcomes import outcomes
from yilan.accounts.models import User
from yilan.casework.actions import add_file
from yilan.casework.models import Case, CaseFile
from yilan.demo.district.requests import PlannedRequest
from yilan.demo.loading.requests.documents import blackened, document
from yilan.intake.actions import keep_bytes

PDF = "application/pdf"
GROUND = {
    "interest": "个人隐私",
    "third_party_view": "涉及的个人没有同意公开",
    "reasons": "公开会损害其合法权益",
}


def stated(case: Case, request: PlannedRequest, outcome: str, earlier: Case | None) -> dict[str, Any]:
    """Return the facts that an outcome demands: the law's samples, with what is this subject's and request's own."""
    chosen = outcomes()[outcome]
    facts: dict[str, Any] = {fact.code: fact.sample for fact in (*chosen.facts, *chosen.file_facts)}
    own = {"documents": f"《{request.subject.document}》", "corrected_on": case.received_on}
    own |= request.subject.answers.get(outcome, {})
    if earlier is not None:
        answer = earlier.papers.filter(template=outcomes()[earlier.outcome].paper).last()
        own |= {"earlier_date": earlier.ended_on, "earlier_number": answer.number if answer else earlier.number}
    facts |= {name: value for name, value in own.items() if name in facts}
    if chosen.takes_grounds:
        facts["parts"] = [{"what": "文件中的身份证件号码和联系电话", "ground": "third_party", "facts": GROUND}]
    return facts


def given(case: Case, request: PlannedRequest, outcome: str, officer: User) -> list[CaseFile]:
    """Return the files that an outcome hands over, added to the case."""
    chosen = outcomes()[outcome]
    if not chosen.attaches:
        return []
    title = request.subject.document
    data = document(request.subject, whole=not chosen.redaction)
    original = add_file(
        actor=officer, case=case, stored=keep_bytes(data, f"{title}.pdf", PDF), role=CaseFile.Role.ORIGINAL, label=title
    )
    if not chosen.redaction:
        return [original]
    result = blackened(data, request.subject)
    return [
        add_file(
            actor=officer,
            case=case,
            stored=keep_bytes(result.data, f"{title}（部分公开）.pdf", PDF),
            role=CaseFile.Role.REDACTED,
            label=f"{title}（部分公开）",
            made_from=original,
            report=result.report.to_json(),
        )
    ]
