"""A district with a bureau, a town and a village, and one person for every role."""

from dataclasses import dataclass, field

from django.test import Client
from tests.factories.accounts import PASSWORD, make_account
from tests.factories.organizations import make_agency, make_district
from tests.standing import standing

from yilan.accounts.models import Role, User
from yilan.organizations.models import Agency


@dataclass
class Staff:
    district: Agency
    bureau: Agency
    town: Agency
    village: Agency
    people: dict[str, User] = field(default_factory=dict)

    def __getattr__(self, name: str) -> User:
        """Return the person who holds a role: `staff.officer`."""
        people = self.__dict__.get("people", {})  # while it is copied it has none yet
        if name not in people:
            raise AttributeError(name)
        return people[name]

    def client(self, name: str) -> Client:
        """Return a browser in which the person has signed in through the door."""
        client = Client()
        address = "/office/login/"
        answer = client.post(address, {"username": self.people[name].username, "password": PASSWORD})
        assert answer.status_code == 302, answer.content.decode()
        return client


AT_THE_BUREAU = (Role.OFFICER, Role.AGENCY_CHECKER, Role.SECRECY_REVIEWER, Role.LEADER)


def make_staff() -> Staff:
    """Make all of it."""
    district = make_district(phone="0951-2077000", office_name="政务公开办公室")
    bureau = make_agency("mzj", name="西夏区民政局", short_name="民政局")
    town = make_agency("xingjing", name="兴泾镇人民政府", short_name="兴泾镇", level="town")
    village = make_agency("huanghua", town, name="黄花村村民委员会", short_name="黄花村", level="village")
    made = Staff(district, bureau, town, village)
    for role in Role:
        place = bureau if role in AT_THE_BUREAU else district
        made.people[role.value] = make_account(role.value.replace("_", "-"), role, place)
    made.people["town_administrator"] = make_account("zhen-guanli", Role.ADMINISTRATOR, town)
    return made


@standing
def staff() -> Staff:
    """Return all of it."""
    return make_staff()
