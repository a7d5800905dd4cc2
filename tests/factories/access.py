"""Access requests for tests, made by the same verbs as everybody's: an office with its hands, requests, answers."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import count
from typing import Any

from tests.factories.accounts import make_account
from tests.factories.organizations import make_agency, make_district

from yilan.access.actions import Wish, draft_answer, register_request, sign_answer, submit_request, take_step
from yilan.access.findings import look_into
from yilan.access.law.outcomes import outcomes
from yilan.accounts.models import Role, User
from yilan.casework.actions import PartyData, add_file, add_party
from yilan.casework.models import Case, CaseEvent, CaseFile, Party
from yilan.intake.actions import keep_bytes
from yilan.organizations.models import Agency
from yilan.redaction.words import CHECKS

RECEIVED = date(2025, 9, 25)
PERSON = {"name": "张小明", "phone": "13912345678", "identity_number": "640105199001011234", "email": "zxm@example.com"}
COMPANY = {"name": "某某建设工程有限公司", "contact_person": "李四", "phone": "0951-2077001"}
WISH = Wish(description="2023年度老旧小区改造资金安排文件", supply="electronic", delivery="download")
INFORMATION = b"%PDF-1.7 information"
_number = count(1)


@dataclass
class AccessOffice:
    """A bureau that answers requests, with one person for each of the four hands."""

    district: Agency
    agency: Agency
    officer: User
    checker: User
    reviewer: User
    leader: User

    def step(self, case: Case, kind: str, *, on: date | None = None, hand: str = "staff", **facts: Any) -> CaseEvent:
        """Take a step by the person who holds its role."""
        roles = {"officer": self.officer, "leader": self.leader}
        roles |= {"agency_checker": self.checker, "secrecy_reviewer": self.reviewer}
        definition = case.procedure.events[kind]
        actor = next((roles[role] for role in definition.roles if role in roles), None) if hand == "staff" else None
        return take_step(actor=actor, case=case, kind=kind, facts=facts, on=on, hand=hand)


def make_office(code: str = "zhujian") -> AccessOffice:
    """Make a district with one bureau and its people."""
    district = make_district()
    fields = {"name": "西夏区住房和城乡建设局", "short_name": "住建局", "phone": "0951-2077000"}
    agency = make_agency(code, office_name="西夏区住建局政务公开办公室", **fields)
    hands = {
        "officer": Role.OFFICER,
        "checker": Role.AGENCY_CHECKER,
        "reviewer": Role.SECRECY_REVIEWER,
        "leader": Role.LEADER,
    }
    people = {name: make_account(f"{code}-{name}", role, agency) for name, role in hands.items()}
    return AccessOffice(district, agency, **people)


def applicant(kind: str = "natural", **fields: str) -> PartyData:
    """Return an applicant; `fields` replace those of the sample."""
    return PartyData("applicant", kind, {**(PERSON if kind == "natural" else COMPANY), **fields})


def make_request(  # noqa: PLR0913 - all by name
    office: AccessOffice,
    *,
    received: date = RECEIVED,
    channel: str = "counter",
    wish: Wish = WISH,
    parties: Sequence[PartyData] = (),
    confirmed: bool = True,
) -> Case:
    """Make a request that was received on a day: over the counter, or `online` from the form and confirmed."""
    parties = parties or [applicant()]
    if channel != "online":
        return register_request(
            actor=office.officer,
            agency=office.agency,
            channel=channel,
            received_on=received,
            parties=parties,
            wish=wish,
        )
    key = f"request-{next(_number)}"
    case = submit_request(key=key, agency=office.agency, parties=parties, wish=wish, on=received)
    if confirmed:
        office.step(case, "received", on=received)
    return case


def make_file(
    office: AccessOffice,
    case: Case,
    label: str = "资金安排文件",
    data: bytes = b"%PDF-1.7 information",
    *,
    screened: bool = True,
) -> CaseFile:
    """Add information as it is held, screened as the desk does it."""
    return add_file(
        actor=office.officer,
        case=case,
        stored=keep_bytes(data, f"{label}.pdf", "application/pdf"),
        role=CaseFile.Role.ORIGINAL,
        label=label,
        report={"screening": screening_of(data)} if screened else {},
    )


@cache
def screening_of(data: bytes) -> dict[str, Any]:
    """Return what screening sees in a PDF; looked into once, for it takes processes of its own."""
    return look_into(data, "application/pdf").to_json()


def make_redacted(office: AccessOffice, original: CaseFile, **report: Any) -> CaseFile:
    """Add a copy with parts blacked out, with the report of a check that passed."""
    data = b"%PDF-1.7 information, parts blacked out"
    told = {
        "checks": sorted(CHECKS),
        "sha256_before": original.stored.sha256,
        "sha256_after": hashlib.sha256(data).hexdigest(),
        "screening": screening_of(data),
    }
    return add_file(
        actor=office.officer,
        case=original.case,
        stored=keep_bytes(data, f"{original.label}（部分公开）.pdf", "application/pdf"),
        role=CaseFile.Role.REDACTED,
        label=f"{original.label}（部分公开）",
        made_from=original,
        report={**told, **report},
    )


def make_third_party(
    office: AccessOffice, case: Case, role: str = "third_party", name: str = "某某建设工程有限公司"
) -> Party:
    """Add a third party, or another agency."""
    kind = "commercial" if role == "third_party" else "other"
    return add_party(actor=office.officer, case=case, role=role, kind=kind, fields={"name": name})


def sample_facts(code: str) -> dict[str, Any]:
    """Return sample facts for an outcome; a part for those that take parts."""
    outcome = outcomes()[code]
    facts: dict[str, Any] = {fact.code: fact.sample for fact in (*outcome.facts, *outcome.file_facts)}
    if outcome.takes_grounds:
        ground = {"interest": "个人隐私", "third_party_view": "经书面征求意见，第三方不同意公开", "reasons": "属于隐私"}
        facts["parts"] = [{"what": "第3页的身份证件号码", "ground": "third_party", "facts": ground}]
    return facts


def drafted_request(  # noqa: PLR0913 - all by name
    office: AccessOffice,
    *,
    outcome: str,
    case: Case | None = None,
    facts: Mapping[str, Any] | None = None,
    given: Sequence[CaseFile] | None = None,
    on: date | None = None,
    **request: Any,
) -> Case:
    """Make a request whose answer is drafted, with what its outcome demands before."""
    case = case or make_request(office, **request)
    day = on or case.received_on
    chosen = outcomes()[outcome]
    _go_before(office, case, chosen.after, day)
    if given is None:
        given = _information(office, case, redacted=chosen.redaction) if chosen.attaches else []
    stated = {**sample_facts(outcome), **(facts or {})}
    draft_answer(actor=office.officer, case=case, outcome=outcome, facts=stated, given=given, on=day)
    return case


def answered_request(office: AccessOffice, *, outcome: str, on: date | None = None, **request: Any) -> Case:
    """Make a request that was answered: drafted, checked, reviewed, signed."""
    case = drafted_request(office, outcome=outcome, on=on, **request)
    sign(office, case, on=on or case.received_on)
    return case


def sign(office: AccessOffice, case: Case, on: date | None = None) -> CaseEvent:
    """Let a drafted answer go through the other three hands."""
    office.step(case, "checked", on=on, opinion="同意")
    office.step(case, "secrecy_reviewed", on=on, opinion="不涉密")
    return sign_answer(actor=office.leader, case=case, on=on)


def _information(office: AccessOffice, case: Case, *, redacted: bool) -> list[CaseFile]:
    original = make_file(office, case)
    return [make_redacted(office, original)] if redacted else [original]


def _go_before(office: AccessOffice, case: Case, papers: Sequence[str], day: date) -> None:
    """Take the steps whose papers have to have gone out."""
    late = date(day.year + 1, 12, 31)
    if "correction" in papers:
        facts = {"grounds": ["content_unclear"], "items": "文件名称", "until": late}
        office.step(case, "correction_asked", on=day, **facts)
        office.step(case, "corrected", on=day, hand="applicant", text="就是那份文件")
    if "reasons" in papers:
        office.step(case, "reasons_asked", on=day, ground="number", why="今年提出申请136件", until=late)
        office.step(case, "reasons_given", on=day, hand="applicant", text="想看看")
    if "third-party-letter" in papers:
        party = make_third_party(office, case)
        facts = {"party": party, "relation": "trade_secret", "matter": "施工组织设计", "days": 15}
        office.step(case, "third_party_asked", on=day, **facts)
        office.step(case, "third_party_answered", on=day, party=party, answer="refuses", reason="涉及报价")
