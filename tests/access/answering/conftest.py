"""The office that answers requests, with a browser for every person."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.factories.access import AccessOffice, make_request
from tests.factories.accounts import make_account
from tests.factories.files import pdf_with
from tests.factories.organizations import make_agency

from yilan.accounts.models import Role, User
from yilan.casework.models import Case, CaseFile

SECRET = "640105199001011234"
PAGE = f"改造补助申报表　申请人：张小明　身份证号：{SECRET}　补助金额三万元"
SCRIPT = {"x-requested-with": "XMLHttpRequest"}  # Wagtail leads people home instead of saying 403
REST = "第二页：没有需要区分处理的内容"


@dataclass
class Desk:
    """What the tests ask for by name; every person has a browser."""

    office: AccessOffice
    inspector: User
    stranger: User
    seat: Callable[[User], Client]

    def __getattr__(self, name: str) -> Any:
        """Find the people of the office here too."""
        return getattr(self.office, name)

    def request(self, received: date | None = None, **told: Any) -> Case:
        """Make a request that was received yesterday."""
        return make_request(self.office, received=received or timezone.localdate() - timedelta(days=1), **told)

    def get(self, who: User, name: str, *args: Any, query: str = "", status: int = 200) -> HttpResponse:
        """Open a page of the desk."""
        answer = self.seat(who).get(reverse(f"access_answering:{name}", args=args) + query)
        assert answer.status_code == status, (name, answer.status_code)
        return answer

    def page(self, who: User, name: str, *args: Any, query: str = "") -> str:
        """Return a page of the desk as text."""
        return self.get(who, name, *args, query=query).content.decode()

    def post(self, who: User, screen: str, *args: Any, status: int = 302, query: str = "", **data: Any) -> HttpResponse:
        """Send a form of the desk."""
        answer = self.seat(who).post(reverse(f"access_answering:{screen}", args=args) + query, data)
        assert answer.status_code == status, (screen, answer.status_code, answer.content.decode()[-3000:])
        return answer

    def turned_away(self, who: User, screen: str, *args: Any, **data: Any) -> None:
        """See that a person is turned away from a page, and from sending its form."""
        address = reverse(f"access_answering:{screen}", args=args)
        for answer in (self.seat(who).get(address, headers=SCRIPT), self.seat(who).post(address, data, headers=SCRIPT)):
            assert answer.status_code == 403, (screen, answer.status_code)

    def add(self, case: Case, data: bytes | None = None, name: str = "申报表.pdf") -> CaseFile:
        """Add information to a case through the screen."""
        file = SimpleUploadedFile(name, data or pdf_with([PAGE, REST]))
        self.post(self.officer, "files", case.pk, verb="add", file=file, label="改造补助申报表")
        return CaseFile.objects.filter(case=case, role="original").latest("pk")


@pytest.fixture
def desk(office: AccessOffice, no_pdf: None) -> Desk:
    """Open the office; papers are DOCX alone."""
    User.objects.update(must_change_password=False)
    browsers: dict[int, Client] = {}

    def seat(user: User) -> Client:
        if user.pk not in browsers:
            browsers[user.pk] = Client()
            browsers[user.pk].force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        return browsers[user.pk]

    inspector = make_account("ducha", Role.INSPECTOR, office.district, must_change_password=False)
    stranger = make_account("luren", Role.OFFICER, make_agency("weisheng"), must_change_password=False)
    return Desk(office, inspector, stranger, seat)
