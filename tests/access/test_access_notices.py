"""Short letters by e-mail: after which steps, to whom, what they say and never say, and once."""

import smtplib
from datetime import date, timedelta

import pytest
import time_machine
from django.core import mail
from tests.factories.access import AccessOffice, answered_request, applicant, make_request

from yilan.access.actions.notifying import notify_applicant
from yilan.access.law.notices import notice_wordings
from yilan.access.models import Notice
from yilan.casework.models import Case
from yilan.casework.procedures import procedures
from yilan.casework.tracking import shown
from yilan.core.audit.models import AuditEntry
from yilan.core.events import registry
from yilan.core.jobs.models import Job
from yilan.core.jobs.worker import Worker
from yilan.settings.mail import MailServer

pytestmark = [pytest.mark.django_db, pytest.mark.database, pytest.mark.usefixtures("no_pdf")]
TODAY = date(2026, 3, 10)
ASKED = {"grounds": ["content_unclear"], "items": "请写明年份", "until": date(2026, 3, 24)}
TELLER = "yilan.access.consumers.tell_applicant"


@pytest.fixture(autouse=True)
def day():
    with time_machine.travel("2026-03-10T10:00:00+08:00", tick=False) as traveller:
        yield traveller


@pytest.fixture
def post(settings, monkeypatch) -> None:
    """A site that sends e-mail."""
    settings.YILAN_MAIL = MailServer("mail.example")
    settings.DEFAULT_FROM_EMAIL = "西夏区政务公开 <noreply@xixia.example>"
    settings.WAGTAILADMIN_BASE_URL = "https://www.xixia.example"
    monkeypatch.setitem(registry._CONSUMERS, "CaseMoved", [*registry._CONSUMERS["CaseMoved"], TELLER])


def received(office: AccessOffice, **values) -> Case:
    return make_request(office, received=TODAY, **values)


def sent() -> list[str]:
    """Let the worker do what waits; return the subjects of what was sent since it was asked last."""
    Worker().run(until_empty=True)
    subjects = [one.subject for one in mail.outbox]
    mail.outbox.clear()
    return subjects


def jobs() -> list[Job]:
    return list(Job.objects.filter(arguments__consumer=TELLER))


def test_every_letter_follows_an_event_that_there_is():
    known = {f"{one.code}.{kind}" for one in procedures().values() for kind in one.events}
    states = {state for one in procedures().values() for state in one.states}
    for wording in notice_wordings().values():
        assert set(wording.events) <= known
        assert {wording.state} - {""} <= states
        assert {f"access.{wording.answers}"} - {"access."} <= known


@pytest.mark.usefixtures("post")
def test_the_letter_names_case_agency_and_day_and_nothing_else(office):
    case = received(office)
    Worker().run(until_empty=True)
    (letter,) = mail.outbox
    assert letter.to == ["zxm@example.com"]
    assert letter.from_email == "西夏区政务公开 <noreply@xixia.example>"
    assert letter.subject == f"政府信息公开申请已收到：{case.number}"
    for words in (case.number, office.agency.name, "2026年4月8日", "https://www.xixia.example/access/status/"):
        assert words in letter.body
    code = case.tracking_code
    for secret in (code, shown(code), "老旧小区", "张小明", "13912345678", str(case.pk)):
        assert secret not in letter.subject + letter.body
    notice = Notice.objects.get()
    assert (notice.code, notice.state) == ("received", "sent")
    row = AuditEntry.objects.get(action="access:notice:send")
    assert row.detail == {"event": "registered", "sequence": 1}


@pytest.mark.usefixtures("post")
def test_it_is_sent_when_something_is_asked_or_ends_and_not_for_what_they_did(office, day):
    case = received(office)
    assert sent() == [f"政府信息公开申请已收到：{case.number}"]
    office.step(case, "correction_asked", **ASKED)
    Worker().run(until_empty=True)
    assert "请最迟在2026年3月24日补正" in mail.outbox[0].body
    assert "请写明年份" not in mail.outbox[0].body
    assert sent() == [f"需要补正：{case.number}"]
    office.step(case, "corrected", hand="applicant", text="2024年")
    assert sent() == []
    assert sent() == []
    office.step(case, "withdrawn", hand="applicant")
    assert sent() == []
    other = answered_request(office, outcome="provided", received=TODAY)
    assert sent() == [f"政府信息公开申请已收到：{other.number}", f"已答复：{other.number}"]


@pytest.mark.usefixtures("post")
def test_what_was_answered_meanwhile_is_not_asked_for_any_more(office):
    case = received(office)
    office.step(case, "correction_asked", **ASKED)
    office.step(case, "corrected", hand="applicant", text="2024年")
    assert sent() == [f"政府信息公开申请已收到：{case.number}"]


@pytest.mark.usefixtures("post")
def test_heard_twice_it_is_sent_once(office):
    case = received(office)
    sent()
    for _ in range(2):
        notify_applicant(event=case.events.get())
    assert mail.outbox == []
    assert AuditEntry.objects.filter(action="access:notice:send").count() == 1


@pytest.mark.usefixtures("post")
def test_a_failure_is_tried_again_and_the_case_goes_on(office, monkeypatch, day):
    case = received(office)
    refusing = smtplib.SMTPServerDisconnected("zxm@example.com")
    with monkeypatch.context() as broken:
        broken.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", raising(refusing))
        assert sent() == []
    assert Notice.objects.get().state == "failed"
    (job,) = jobs()
    assert job.state == "waiting"
    assert "zxm@example.com" not in job.error
    office.step(case, "noted", text="照常办理")
    day.shift(timedelta(minutes=5))
    assert sent() == [f"政府信息公开申请已收到：{case.number}"]
    assert Notice.objects.get().state == "sent"


@pytest.mark.usefixtures("post")
def test_an_address_that_takes_no_mail_is_noted_and_not_tried_again(office, monkeypatch, day):
    received(office)
    gone = smtplib.SMTPRecipientsRefused({"zxm@example.com": (550, b"no such user")})
    monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", raising(gone))
    sent()
    assert (Notice.objects.get().state, [job.state for job in jobs()]) == ("refused", ["done"])
    assert AuditEntry.objects.filter(action="access:notice:refuse").count() == 1


@pytest.mark.usefixtures("post")
@pytest.mark.parametrize("address", ["", "没有", "a@b\nBcc: c@example.com"])
def test_who_left_no_address_is_sent_nothing(office, address):
    received(office, parties=[applicant(email=address)])
    assert sent() == []
    assert {job.state for job in jobs()} == {"done"}
    assert not Notice.objects.exists()


@pytest.mark.usefixtures("post")
def test_old_cases_that_are_entered_now_are_no_news(office, day):
    case = received(office)
    day.shift(timedelta(days=4))
    assert sent() == []
    assert case.events.count() == 1


def test_a_site_without_mail_sends_nothing_and_writes_no_job(office):
    case = received(office)
    assert sent() == []
    assert jobs() == []
    assert notify_applicant(event=case.events.get()) is None
    assert not Notice.objects.exists()


def raising(error: Exception):
    def send(*_args: object) -> int:
        raise error

    return send
