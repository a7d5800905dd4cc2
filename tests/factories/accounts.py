"""People for tests, made by the same verbs as everybody's."""

from datetime import date

from yilan.accounts.actions import appoint, create_account
from yilan.accounts.models import Appointment, User
from yilan.organizations.models import Agency

PASSWORD = "Bu-Gaosu-2014"


def make_account(username: str, role: str = "", agency: Agency | None = None, **fields) -> User:
    """Create an account; with a role, appointed at the agency since 2014."""
    values = {"display_name": f"某{username}", "password": PASSWORD}
    user = create_account(actor=None, username=username, **(values | fields))
    if role and agency is not None:
        make_appointment(user, role, agency)
    return user


def make_appointment(user: User, role: str, agency: Agency, since: date = date(2014, 1, 1), **fields) -> Appointment:
    """Appoint a person, as the system itself."""
    return appoint(actor=None, user=user, role=role, agency=agency, since=since, **fields)
