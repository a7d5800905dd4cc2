"""A citizen at the portal: fills the form in as a browser would, and looks the request up by its code."""

import re
from dataclasses import dataclass, field
from html import unescape
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from tests.factories.accounts import make_account
from tests.factories.organizations import make_agency, make_district
from tests.intake import hostile

from yilan.access.models import DraftFile
from yilan.access.queries.drafts import draft_at
from yilan.accounts.models import Role, User
from yilan.casework.actions import act
from yilan.casework.models import Case
from yilan.casework.tracking import shown
from yilan.intake.actions import keep_bytes
from yilan.organizations.models import Agency

ASK = "/access/ask/"
STATUS = "/access/status/"
REQUEST = "/access/status/request/"
IDENTITY = "640105199001011236"

PERSON = {
    "description": {"title": "2024年低保资金发放明细", "description": "西夏区2024年城乡低保资金按街道的发放情况"},
    "agency": {"agency": "another", "other_agency": "mzj"},
    "oneself": {"about_oneself": "no"},
    "supply": {"supply": "electronic", "accepts_other": "on"},
    "delivery": {"delivery": "download"},
    "kind": {"kind": "natural"},
    "name": {"name": "张小明"},
    "identity": {"identity_kind": "id_card", "identity_number": IDENTITY},
    "by-agent": {"by_agent": "no"},
    "contact": {"phone": "13900000000"},
}
LAST = "/access/ask/check/"
WHO = {name: PERSON[name] for name in ("kind", "name", "contact")}
CORRECT, COMPLAIN = "/access/correct/", "/access/complain/"
CORRECTION = {
    "agency": {"agency": "another", "other_agency": "mzj"},
    "record": {"record": "2016年养老保险缴费记录"},
    "wrong": {"wrong": "3月缴费基数记为3200元"},
    "right": {"right": "应为4200元"},
    "proof": {"proof_words": "工资条，证明3月的工资"},
    "delivery": {"delivery": "download"},
    "kind": PERSON["kind"],
    "name": PERSON["name"],
    "identity": PERSON["identity"],
    "by-agent": PERSON["by-agent"],
    "contact": PERSON["contact"],
}
COMPLAINT = {
    "agency": {"agency": "mzj"},
    "ground": {"ground": "not_disclosed"},
    "complaint": {"complaint": "没有公开2025年部门预算\n打电话问过两次"},
    "earlier": {"earlier": ""},
    "proof": {},
    "wish": {"wish": "督促公开"},
    **WHO,
}
SAID = {ASK: PERSON, CORRECT: CORRECTION, COMPLAIN: COMPLAINT}


def picture(name: str = "身份证.jpg") -> SimpleUploadedFile:
    """Return a picture as a phone sends it."""
    return SimpleUploadedFile(name, hostile.picture("JPEG"))


@dataclass
class Office:
    """The agency that is asked, with the people who handle its requests."""

    district: Agency
    agency: Agency
    officer: User
    leader: User

    def act(self, case: Case, kind: str, **facts: Any) -> None:
        """Let something happen to a request by the officer's hand."""
        act(actor=self.officer, case=case, kind=kind, facts=facts)


def make_office() -> Office:
    """Open a district with a bureau of civil affairs."""
    district = make_district(name="西夏区人民政府", phone="0951-2070000", office_name="区政府办公室")
    agency = make_agency("mzj", name="西夏区民政局", short_name="民政局", phone="0951-2079000", address="怀远路1号")
    return Office(
        district,
        agency,
        make_account("chengban", Role.OFFICER, agency),
        make_account("lingdao", Role.LEADER, agency),
    )


@dataclass
class Citizen:
    """Somebody with a browser, who fills in the form at an address."""

    client: Client = field(default_factory=Client)
    form: str = ASK

    def begin(self, **data: str) -> HttpResponse:
        return self.client.post(self.form, data)

    def answer(self, step: str, data: dict[str, Any] | None = None, **more: Any) -> HttpResponse:
        """Answer one step; without data as a natural person would."""
        given = SAID[self.form][step] if data is None else data
        return self.client.post(f"{self.form}{step}/", {**given, **more})

    @property
    def cookie(self) -> str:
        """The name under which the device keeps the key of the form."""
        return "access_draft" if self.form == ASK else f"access_draft_{self.form.split('/')[2]}"

    def fill(self, **others: dict[str, Any]) -> None:
        """Begin, and answer everything up to the last page.

        The picture is there already, unless the identity is given: looking into one takes time.
        """
        assert self.begin().status_code == 302
        draft = draft_at(self.client.cookies[self.cookie].value)
        if "identity" in SAID[self.form] and "identity" not in others:
            stored = keep_bytes(b"picture", "身份证.jpg", "image/jpeg")
            DraftFile.objects.create(draft=draft, role="identity", stored=stored)
        for step in SAID[self.form]:
            answer = self.answer(step, others.get(step.replace("-", "_")))
            assert answer.status_code == 302, (step, errors(answer))

    def send(self) -> HttpResponse:
        return self.client.post(f"{self.form}check/")

    def sent(self) -> Case:
        """Fill the form in, send it, and return the case."""
        self.fill()
        assert self.send().status_code == 302
        return Case.objects.latest("created_at")

    def look_up(self, code: str) -> HttpResponse:
        return self.client.post(STATUS, {"code": code})

    def sees(self, path: str) -> str:
        """Return the text of a page, without its tags."""
        return text(self.client.get(path))


def opened(case: Case) -> Citizen:
    """Return a citizen at another device, who has typed the code."""
    citizen = Citizen()
    assert citizen.look_up(shown(case.tracking_code)).status_code == 302
    return citizen


def text(answer: HttpResponse) -> str:
    """Return what a page says."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())).split())


def errors(answer: HttpResponse) -> list[str]:
    """Return what a page says is wrong, in the list at its top."""
    found = re.search(r'<div class="problems".*?</div>', answer.content.decode(), re.DOTALL)
    return (
        [unescape(re.sub(r"<[^>]+>", "", one)).strip() for one in re.findall(r"<li>(.*?)</li>", found[0])]
        if found
        else []
    )
