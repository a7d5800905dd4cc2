"""One request goes the long way with marked words in every field, and none of them stands anywhere in clear."""

import io
import logging
import smtplib
import zipfile
from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.core import mail
from django.db import models
from django.urls import reverse
from django.utils import timezone
from tests.access.everything import standing_in_clear
from tests.access.reading import words_of
from tests.access.staff.conftest import Desk, upload
from tests.factories.access import drafted_request
from tests.factories.files import pdf_with, text_of_pdf
from tests.portal.citizen import REQUEST, Citizen, opened, picture

from yilan.access.actions import issue_delivery_receipt
from yilan.casework.models import Case, CaseFile
from yilan.core.events import registry
from yilan.core.jobs.models import Job
from yilan.core.jobs.worker import Worker
from yilan.core.sealing import SealedTextField, rotating
from yilan.intake.queries import open_kept
from yilan.settings.mail import MailServer

pytestmark = [pytest.mark.django_db, pytest.mark.database]
SIGN = "秘字"  # stands in no page, no law and no sample
NUMBERS = {
    "identity_number": "640105198703079150",
    "phone": "13977668855",
    "email": "mizi@secret.example",
    "postcode": "753219",
    "fax": "0951-7766885",
}
TELLER = "yilan.access.consumers.tell_applicant"


class Marks:
    """Words that no text has by chance, one for each field."""

    def __init__(self) -> None:
        self.said = list(NUMBERS.values())

    def __call__(self, what: str) -> str:
        """Return marked words for a field."""
        self.said.append(f"{SIGN}{len(self.said):02d}{what}")
        return self.said[-1]

    def nowhere(self) -> None:
        """See that nothing that was said so far stands in clear."""
        assert standing_in_clear([SIGN, *self.said]) == []


@pytest.fixture
def post(settings, monkeypatch) -> None:
    """A site whose mail server refuses every letter, and says to whom it was."""

    def refuse(*_args: object) -> None:
        raise smtplib.SMTPServerDisconnected(NUMBERS["email"])

    settings.YILAN_MAIL = MailServer("mail.example")
    monkeypatch.setitem(registry._CONSUMERS, "CaseMoved", [*registry._CONSUMERS["CaseMoved"], TELLER])
    monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", refuse)


def asked(desk: Desk, mark: Marks) -> Case:
    """Let a citizen write a request, change their mind, and send it."""
    citizen = Citizen()
    agency = {"agency": "another", "other_agency": desk.office.agency.code}
    wish = {"title": mark("标题"), "sought_number": mark("文号"), "description": mark("描述")}
    contact = {name: NUMBERS[name] for name in ("phone", "email", "postcode")}
    identity = {"identity_kind": "id_card", "identity_number": NUMBERS["identity_number"]}
    citizen.fill(
        description=wish,
        agency=agency,
        name={"name": mark("姓名")},
        identity={**identity, "identity_files": [picture(f"{mark('证件')}.jpg")]},
        contact={**contact, "address": mark("地址")},
    )
    mark.nowhere()
    assert citizen.send().status_code == 302
    return Case.objects.get()


def answering(desk: Desk, who: str, screen: str, *args: Any, **data: Any) -> None:
    answer = desk.client(who).post(reverse(f"access_answering:{screen}", args=args), data)
    assert answer.status_code == 302, (screen, answer.content.decode()[-3000:])


def look_into(desk: Desk, mark: Marks, case: Case) -> None:
    """Open what is personal, take the list along, add a file by mistake and take it out again."""
    party, identity = case.parties.get(), case.files.get(role="identity")
    purpose = {"purpose": "other", "purpose_words": mark("查看目的")}
    assert (
        NUMBERS["phone"] in desk.post("officer", "reveal", case.pk, party.pk, field="phone", **purpose).content.decode()
    )
    purpose["purpose_words"] = mark("查看证件的目的")
    assert desk.post("officer", "file", case.pk, identity.pk, **purpose).headers["Content-Disposition"]
    assert case.title in exported(desk, SIGN)
    desk.post("officer", "add_file", case.pk, enclosed=upload(f"{mark('误加的文件')}.pdf"), enclosed_as="evidence")
    gone = mark.said.pop()  # of it nothing is left to be read by anybody
    wrong = case.files.get(role="evidence")
    assert desk.post("officer", "remove_file", case.pk, wrong.pk, reason=mark("误加的原因")).status_code == 302
    assert standing_in_clear([gone]) == []


def exported(desk: Desk, words: str) -> str:
    answer = desk.client("officer").get(reverse("access_cases:export"), {"number": words})
    return b"".join(answer.streaming_content).decode()


def handle(desk: Desk, mark: Marks, case: Case) -> None:
    """Note, hand over, ask the applicant, ask a third party, deliver its letter, take something back."""
    today, late = timezone.localdate(), (timezone.localdate() + timedelta(days=30)).isoformat()

    def step(kind: str, who: str = "officer", **facts: Any) -> None:
        answer = desk.step(who, case, kind, **facts)
        assert answer.status_code == 302, (kind, answer.content.decode()[-3000:])

    step("received")
    step("noted", text=mark("记事"), enclosed=upload(f"{mark('来信')}.pdf"), enclosed_as="letter")
    handed = desk.post("officer", "hand", case.pk, handler=desk.second.pk, reason=mark("移交原因"))
    assert handed.status_code == 302
    step("correction_asked", grounds=["content_unclear"], items=mark("补正事项"), until=late)
    applicant = opened(case)
    sent = {"text": mark("补正内容"), "enclosures": [picture(f"{mark('补正材料')}.jpg")]}
    assert applicant.client.post(f"{REQUEST}answer/corrected/", sent).status_code == 302
    fields = {name: mark(f"第三方{name}") for name in ("name", "contact_person", "address")}
    fields |= {"phone": "0951-7766001", "email": "disanfang@secret.example", "fax": NUMBERS["fax"]}
    mark.said += [fields["phone"], fields["email"]]
    desk.post("officer", "add_party", case.pk, role="third_party", kind="natural", **fields)
    party = case.parties.get(role="third_party").pk
    step("third_party_asked", party=party, relation="privacy", matter=mark("征求意见的信息"))
    step("third_party_reached", party=party, proof=mark("第三方签收人"))
    step("third_party_answered", party=party, answer="agrees", reason=mark("第三方理由"))
    step("noted", text=mark("误记"))
    taken_back = desk.post("leader", "annul", case.pk, sequence=case.events.last().sequence, reason=mark("更正原因"))
    assert taken_back.status_code == 302
    split = {"description": mark("拆出的内容"), "sought_number": mark("拆出的文号"), "reason": mark("拆分原因")}
    assert desk.post("officer", "split", case.pk, **split).status_code == 302
    paper = case.papers.filter(to__role="applicant").first()
    day = {"sent_on": today.isoformat(), "arrived_on": today.isoformat()}
    assert (
        desk.post("officer", "deliver", case.pk, paper.pk, way="post", proof=mark("邮件单号"), **day).status_code == 302
    )
    receipt = {"service": "direct", "place": mark("送达地点"), "served_by": mark("送达人"), "remark": mark("备注")}
    issue_delivery_receipt(actor=desk.second, paper=paper, **receipt)


def answer(desk: Desk, mark: Marks, case: Case) -> None:
    """Black a name out, answer, let a find stand, sign, deliver; then the applicant suggests to open it to all."""
    page = f"{mark('被遮盖的姓名')}　身份证号：{NUMBERS['identity_number']}"
    file = upload(f"{mark('原件文件名')}.pdf", pdf_with([page]))
    answering(desk, "officer", "files", case.pk, verb="add", file=file, label=mark("原件标题"))
    original = case.files.get(role="original")
    plan = {"revision": 0, "verb": "make", "box-TOTAL_FORMS": 0, "box-INITIAL_FORMS": 0}
    plan |= {
        "term-TOTAL_FORMS": 1,
        "term-INITIAL_FORMS": 0,
        "term-0-text": mark.said[-3],
        "term-0-ground": "third_party",
    }
    answering(desk, "officer", "redact", case.pk, original.pk, **plan)
    copy = CaseFile.objects.get(made_from=original)
    assert mark.said[-3] in str(original.redaction_plan.content)
    ground = {"interest": "个人隐私", "third_party_view": mark("第三方意见"), "reasons": mark("不公开的理由")}
    parts = [{"what": mark("不公开的部分"), "ground": "third_party", "facts": ground}]
    given = [original, copy]
    drafted_request(desk.office, outcome="partial", case=case, given=given[1:], facts={"parts": parts})
    desk.office.step(case, "returned", reason=mark("退回原因"))
    drafted_request(desk.office, outcome="provided", case=case, given=given[:1])
    answering(desk, "checker", "answer", case.pk, step="checked", **{"checked-opinion": mark("核对意见")})
    original.refresh_from_db()
    places = [f"{original.pk}-{hit['mark']}" for hit in original.report["screening"]["hits"]]
    answering(desk, "reviewer", "answer", case.pk, verb="allow", places=places, reason=mark("可以保留的原因"))
    reviewed = {"step": "secrecy_reviewed", "secrecy_reviewed-opinion": mark("审查意见")}
    answering(desk, "reviewer", "answer", case.pk, **reviewed)
    answering(desk, "leader", "answer", case.pk, step="answered", **{"answered-opinion": mark("签发意见")})
    done = desk.step("officer", case, "delivered", way="post", proof=mark("送达单号"))
    assert done.status_code == 302
    suggested = {"ground": "interests", "text": mark("公开建议")}
    assert opened(case).client.post(f"{REQUEST}suggest/", suggested).status_code == 302
    assert desk.step("officer", case, "review_lodged", body=mark("复议机关")).status_code == 302


def read_by_those_who_may(desk: Desk, case: Case) -> str:
    """Return what file room, trail, papers, the case that was split off and the answering desk show of it all."""
    packed = b"".join(desk.post("officer", "archive", case.pk).streaming_content)
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        room = " ".join(archive.namelist()) + archive.read("办理记录.json").decode()
    trail = b"".join(desk.client("auditor").get(reverse("accounts_trail:export")).streaming_content).decode()
    receipts = " ".join(words_of(paper) for paper in case.papers.filter(template="delivery-receipt"))
    other = desk.get("officer", "case", Case.objects.exclude(pk=case.pk).get().pk)
    information = desk.client("officer").get(reverse("access_answering:files", args=[case.pk])).content.decode()
    original = text_of_pdf(open_kept(case.files.get(role="original").stored).read())
    return room + trail + receipts + other + information + original


@pytest.mark.usefixtures("post")
def test_nothing_that_was_said_of_a_request_stands_anywhere_in_clear(desk: Desk, caplog):
    caplog.set_level(logging.INFO)
    mark = Marks()
    case = asked(desk, mark)
    look_into(desk, mark, case)
    handle(desk, mark, case)
    mark.nowhere()
    case.refresh_from_db()
    answer(desk, mark, case)
    Worker().run(until_empty=True)
    assert Job.objects.filter(error__contains="NotSentError").exists()
    mark.nowhere()
    assert not [one for one in (SIGN, *mark.said) if one in caplog.text]
    assert mail.outbox == []
    assert not rotating.rotate().broken
    mark.nowhere()
    told = read_by_those_who_may(desk, case)
    missing = [one for one in mark.said if one not in told]
    assert not missing, " ".join(missing)
    mark.nowhere()


# Columns of cases that hold texts in clear, reviewed: none holds what somebody put in words of their own.
CLEAR = {
    "access.AllowedFinding": {"kind", "mark"},  # a code; a keyed hash
    "access.AnsweredByRecord": {"index_number"},  # of a published record
    "access.DraftFile": {"role"},
    "access.Notice": {"code", "state"},
    "access.Request": {"supply", "delivery"},
    "access.RequestDraft": {"key_index"},  # a keyed hash
    "casework.Case": {
        "number", "procedure_code", "channel", "state", "outcome",
        "tracking_index", "submission_key",  # keyed hashes, or random
    },
    "casework.CaseEvent": {"kind", "hand", "stated"},  # what of the facts is words lies in EventWords
    "casework.CaseFile": {"role", "report"},  # places and numbers of a redaction; finds of screening, masked
    "casework.CasePaper": {"template", "template_version", "title", "number", "way"},  # titles of shipped templates
    "casework.Party": {"role", "kind", "identity_kind", "name_index", "identity_index", "phone_index"},
    "intake.StoredFile": {"media_type", "sha256"},
}  # fmt: skip


def test_no_column_of_cases_holds_words_in_clear_that_nobody_reviewed():
    texts = (models.CharField, models.TextField, models.JSONField, models.FileField)
    found: dict[str, set[str]] = {}
    for model in (one for room in ("access", "casework", "intake") for one in apps.get_app_config(room).get_models()):
        for field in model._meta.local_fields:
            if isinstance(field, texts) and not isinstance(field, SealedTextField):
                found.setdefault(model._meta.label, set()).add(field.name)
    assert found == CLEAR
