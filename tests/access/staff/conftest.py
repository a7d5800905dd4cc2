"""The desk of a bureau: its people at their browsers, and what they do there."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.factories.access import AccessOffice, make_office, make_request
from tests.factories.accounts import make_account
from tests.factories.organizations import make_agency
from tests.standing import standing

from yilan.accounts.models import Role, User
from yilan.accounts.queries.holding import forget
from yilan.casework.models import Case
from yilan.core.calendar import add_working_days, working_days_between

PDF = b"""%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj
trailer<</Root 1 0 R>>
"""


@dataclass
class Desk:
    office: AccessOffice
    inspector: User
    auditor: User
    information_office: User
    stranger: User
    second: User

    def client(self, who: User | str) -> Client:
        """Return a browser in which the person has signed in."""
        user = getattr(self.office, who, None) or getattr(self, who) if isinstance(who, str) else who
        client = Client()
        client.force_login(User.objects.get(pk=user.pk))
        session = client.session
        session["yilan_begun"] = session["yilan_seen"] = timezone.now().timestamp()
        session.save()
        return client

    def get(self, who: User | str, name: str, /, *args: Any, status: int = 200, **query: Any) -> str:
        """Open a page of the desk; return what it says."""
        answer = self.client(who).get(reverse(f"access_cases:{name}", args=args), query)
        assert answer.status_code == status, answer.content.decode()[:2000]
        return answer.content.decode()

    def post(self, who: User | str, name: str, /, *args: Any, **data: Any) -> HttpResponse:
        """Send a form of the desk."""
        forget()
        return self.client(who).post(reverse(f"access_cases:{name}", args=args), data)

    def step(self, who: User | str, case: Case, kind: str, verb: str = "do", /, **facts: Any) -> HttpResponse:
        """Send the form of a step as somebody who has just opened the case."""
        data = {"on": timezone.localdate().isoformat(), "after": case.events.count(), "verb": verb, **facts}
        return self.post(who, "step", case.pk, kind, **data)

    def request(self, left: int | None = None, **values: Any) -> Case:
        """Make a request; `left` working days are left from today on, negative when overdue."""
        if left is not None:
            values["received"] = received_before(left)
        return make_request(self.office, **values)


def received_before(left: int) -> date:
    """Return a day of receipt from which twenty working days leave so many from today; negative when overdue."""
    day = today = timezone.localdate()
    while working_days_between(today, add_working_days(day, 20)) > left:
        day -= timedelta(days=1)
    return day


def upload(name: str = "来信.pdf", data: bytes = PDF) -> SimpleUploadedFile:
    """Return a file as a browser sends it."""
    return SimpleUploadedFile(name, data, "application/pdf")


@standing
def seated() -> Desk:
    """A bureau with its hands, an inspector, an auditor, and somebody of another bureau."""
    office = make_office()
    other = make_agency("weisheng", short_name="卫生局")
    made = Desk(
        office,
        make_account("ducha", Role.INSPECTOR, office.district),
        make_account("shenji", Role.AUDITOR, office.district),
        make_account("xinxi", Role.INFORMATION_OFFICE, office.district),
        make_account("luren", Role.OFFICER, other),
        make_account("chengban2", Role.OFFICER, office.agency, display_name="赵接手"),
    )
    User.objects.update(must_change_password=False)
    return made


@pytest.fixture
def desk(seated, no_pdf) -> Desk:
    """The same; papers are DOCX alone."""
    return seated
