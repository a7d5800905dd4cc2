"""An agency with its hands, and a procedure of the tests' own."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tests.factories.accounts import make_account
from tests.factories.organizations import make_agency, make_district
from tests.standing import standing

from yilan.accounts.models import Role, User
from yilan.casework import choices
from yilan.casework.actions import PartyData, act, open_case
from yilan.casework.models import Case, CaseEvent
from yilan.casework.procedures import register_procedures
from yilan.organizations.models import Agency

register_procedures(Path(__file__).parent / "procedures")
choices.register_choices("test_colours", lambda _case: [("red", "红"), ("blue", "蓝")])


@dataclass
class Office:
    agency: Agency
    other: Agency
    officer: User
    second: User
    leader: User
    stranger: User
    inspector: User

    def open(self, kind: str = "taken", on: date | None = None, **values) -> Case:
        """Open a case of lost property by an officer."""
        person = {"name": "张小明", "phone": "13912345678", "identity_number": "640105199001011234"}
        given = {
            "actor": self.officer,
            "procedure_code": "finding",
            "kind": kind,
            "agency": self.agency,
            "channel": "counter",
            "title": "丢了一把红伞",
            "parties": [PartyData("applicant", "natural", person)],
            "on": on,
        }
        if kind == "reported":
            given |= {"actor": None, "hand": CaseEvent.Hand.APPLICANT}
        return open_case(**(given | values))

    def act(self, case: Case, kind: str, actor: User | None = None, on: date | None = None, hand="staff", **facts):
        """Let something happen to a case, by the officer unless told otherwise."""
        by = actor or (self.officer if hand == "staff" else None)
        return act(actor=by, case=case, kind=kind, facts=facts, on=on, hand=hand)


@standing
def office() -> Office:
    """A district with one bureau that handles lost property."""
    district = make_district()
    agency = make_agency("minzheng", short_name="民政局")
    other = make_agency("weisheng", short_name="卫生局")
    return Office(
        agency,
        other,
        make_account("chengban", Role.OFFICER, agency),
        make_account("chengban2", Role.OFFICER, agency),
        make_account("lingdao", Role.LEADER, agency),
        make_account("luren", Role.OFFICER, other),
        make_account("ducha", Role.INSPECTOR, district),
    )
