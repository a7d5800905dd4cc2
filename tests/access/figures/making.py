"""Requests with a history, made by the verbs of casework: an office of two agencies in which everybody acts in turn."""

from dataclasses import dataclass
from datetime import date

from django.test import Client
from tests.factories.accounts import make_account
from tests.factories.organizations import make_agency, make_district

from yilan.accounts.models import Role, User
from yilan.casework.actions import PartyData, act, annul_event, open_case
from yilan.casework.models import Case, CaseEvent
from yilan.organizations.models import Agency

HANDS = {
    "checked": "agency_checker",
    "secrecy_reviewed": "secrecy_reviewer",
    "answered": "leader",
    "extended": "leader",
    "reopened": "leader",
}
OPINION = {"checked": {"opinion": "属实"}, "secrecy_reviewed": {"opinion": "可以公开"}}
FACTS = {
    "fee_notified": {
        "method": "per_item",
        "count": 12,
        "amount": "200",
        "computation": "2件×100元",
        "until": "2099-01-01",
    },
    "paid": {"voucher": "票据1"},
    "extended": {"days": 20, "ground": "complex", "reason": "情况复杂"},
    "merged": {"case": "另件", "reason": "同一申请"},
    "review_lodged": {"body": "区人民政府"},
    "lawsuit_lodged": {"court": "区人民法院"},
    "reopened": {"reason": "复议决定"},
    "correction_asked": {
        "grounds": ["content_unclear"],
        "items": "写明文号",
        "until": "2099-01-01",
        "late_reason": "补",
    },
    "corrected": {"text": "文号"},
    "returned": {"reason": "重拟"},
}


@dataclass
class Offices:
    """Two agencies of a district; `people` by agency code and role."""

    district: Agency
    bureau: Agency
    other: Agency
    people: dict[tuple[str, str], User]

    def request(self, on: date, kind: str = "natural", agency: Agency | None = None, *, online: bool = False) -> Case:
        """Let a request come in on a day: over the counter, or through the form, where it waits to be confirmed."""
        at = agency or self.bureau
        given = {
            "actor": None if online else self.people[at.code, "officer"],
            "procedure_code": "access",
            "kind": "submitted" if online else "registered",
            "agency": at,
            "channel": "online" if online else "counter",
            "title": "低保资金发放情况",
            "parties": [PartyData("applicant", kind, {"name": "张小明"})],
            "on": on,
            "hand": CaseEvent.Hand.APPLICANT if online else CaseEvent.Hand.STAFF,
        }
        return open_case(**given)

    def step(self, case: Case, kind: str, on: date, **facts) -> CaseEvent:
        """Let something happen to a request by whoever's turn it is."""
        role = HANDS.get(kind, "officer")
        stated = FACTS.get(kind, OPINION.get(kind, {})) | facts
        return act(actor=self.people[case.agency.code, role], case=case, kind=kind, facts=stated, on=on)

    def answer(self, case: Case, on: date, outcome: str = "provided") -> None:
        """Draft, check, review and sign an answer on one day."""
        self.step(case, "drafted", on, outcome=outcome)
        for kind in ("checked", "secrecy_reviewed", "answered"):
            self.step(case, kind, on)

    def annul_last(self, case: Case) -> None:
        """Take the last event back."""
        last = case.events.exclude(kind="annulled").order_by("sequence").last()
        annul_event(actor=self.people[case.agency.code, "leader"], case=case, sequence=last.sequence, reason="误记")

    def client(self, role: str, code: str = "mzj") -> Client:
        """Return a browser in which a person of an agency has signed in."""
        client = Client()
        client.force_login(self.people[code, role])
        return client


ROLES = (Role.OFFICER, Role.AGENCY_CHECKER, Role.SECRECY_REVIEWER, Role.LEADER)


def make_offices() -> Offices:
    """Make a district with two bureaux and the hands of each, an inspector and an auditor."""
    district = make_district()
    people = {}
    agencies = []
    for code, name in (("mzj", "民政局"), ("wsj", "卫生局")):
        agency = make_agency(code, name=f"西夏区{name}", short_name=name)
        agencies.append(agency)
        people |= {(code, role.value): make_account(f"{code}-{role.value}", role, agency) for role in ROLES}
    for role in (Role.INSPECTOR, Role.AUDITOR):
        people["xxq", role.value] = make_account(role.value, role, district)
    return Offices(district, *agencies, people)


def make_year(offices: Offices) -> None:
    """Fill 2022 to 2024 with requests of every fate, at two agencies and by several kinds of applicant."""
    day = date
    carried = offices.request(day(2022, 12, 20))
    offices.answer(carried, day(2023, 1, 10), "not_existing")
    for outcome, kind in (
        ("provided", "natural"),
        ("already_public", "commercial"),
        ("partial", "legal"),
        ("third_party", "natural"),
        ("not_existing", "research"),
        ("repeated", "other"),
    ):
        offices.answer(offices.request(day(2023, 3, 1), kind), day(2023, 3, 20), outcome)
    late = offices.request(day(2023, 3, 1), "welfare")
    offices.answer(late, day(2023, 5, 31))
    slow = offices.request(day(2023, 3, 1), agency=offices.other)
    offices.step(slow, "extended", day(2023, 3, 20))
    offices.answer(slow, day(2023, 4, 20))
    paid, unpaid, gone = (offices.request(day(2023, 4, 3), agency=offices.other) for _ in range(3))
    for case in (paid, unpaid, gone):
        offices.step(case, "fee_notified", day(2023, 4, 10))
    offices.step(paid, "paid", day(2023, 4, 20))
    offices.answer(paid, day(2023, 4, 25))
    offices.step(unpaid, "unpaid", day(2023, 7, 3))
    offices.step(gone, "withdrawn", day(2023, 4, 12))
    waiting = offices.request(day(2023, 12, 20), "commercial", offices.other)
    offices.step(waiting, "fee_notified", day(2023, 12, 26), amount="5500.00", count=45)
    contested = offices.request(day(2023, 6, 1))
    offices.answer(contested, day(2023, 6, 12), "state_secret")
    offices.step(contested, "review_lodged", day(2023, 7, 3))
    offices.step(contested, "review_decided", day(2023, 9, 1), result="corrected")
    offices.step(contested, "reopened", day(2023, 9, 4))
    offices.answer(contested, day(2023, 9, 11))
    sued = offices.request(day(2023, 6, 1), "legal")
    offices.answer(sued, day(2023, 6, 12), "internal_matter")
    offices.step(sued, "review_lodged", day(2023, 7, 3))
    offices.step(sued, "review_decided", day(2023, 9, 1), result="upheld")
    offices.step(sued, "lawsuit_lodged", day(2023, 9, 20))
    offices.step(sued, "lawsuit_decided", day(2024, 2, 1), result="corrected")
    offices.step(sued, "reopened", day(2024, 2, 5))
    offices.answer(sued, day(2024, 2, 20))
    merged = offices.request(day(2023, 8, 1))
    offices.step(merged, "merged", day(2023, 8, 2))
    early = offices.request(day(2023, 8, 1), online=True)
    offices.step(early, "withdrawn", day(2023, 8, 1))
    confirmed = offices.request(day(2023, 8, 1), online=True)
    offices.step(confirmed, "received", day(2023, 8, 2))
    offices.step(confirmed, "correction_asked", day(2023, 8, 7))
    offices.step(confirmed, "uncorrected", day(2023, 10, 9))
    mistaken = offices.request(day(2023, 10, 9))
    offices.answer(mistaken, day(2023, 10, 16), "repeated")
    offices.annul_last(mistaken)  # signed by mistake: it is open again, and stays so over the end of the year
