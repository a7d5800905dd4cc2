"""Corrections and complaints from the letter to the answer: how they end is read in words by all sides."""

import pytest
from django.utils import timezone
from tests.access.staff.conftest import Desk
from tests.portal.citizen import opened

from yilan.access.endings import endings_of
from yilan.access.staff.ours import our_procedures
from yilan.casework.choices import choices_of
from yilan.casework.models import Case

pytestmark = [pytest.mark.django_db]


def entered(desk: Desk, who: str, code: str, agency: str) -> Case:
    today = timezone.localdate().isoformat()
    sent = {
        "key": code, "agency": agency, "channel": "counter", "received_on": today, "kind": "natural",
        "name": "李大山", "phone": "13900001111", "address": "怀远西路2号", "description": "有一件事", "take_up": "on",
    }  # fmt: skip
    assert desk.post(who, "register_other", code, **sent).status_code == 302
    return Case.objects.get(procedure_code=code)


def reads(desk: Desk, who: str, case: Case, words: str, code: str) -> None:
    """See that the ending stands on the case, in the list, among the list's filters, and on the applicant's page."""
    case.refresh_from_db()
    assert case.outcome == code
    pages = [
        desk.get(who, "case", case.pk),
        desk.get(who, "list", procedure=case.procedure_code),
        opened(case).client.get("/access/status/request/").content.decode(),
    ]
    for page in pages:
        assert words in page
        assert f">{code}<" not in page
    assert f'<option value="{code}">{words}</option>' in pages[1]


def test_a_complaint_is_answered(desk: Desk):
    who = "information_office"
    case = entered(desk, who, "disclosure_complaint", desk.office.district.code)
    desk.step(who, case, "rectification_ordered", what="限期公开", until="2099-01-05")
    preview = desk.step(who, case, "answered", "ask", outcome="founded", answer="已经公开").content.decode()
    assert "情况属实，已督促整改" in preview
    assert desk.step(who, case, "answered", outcome="founded", answer="已经公开").status_code == 302
    reads(desk, who, case, "情况属实，已督促整改", "founded")


def test_a_correction_is_answered(desk: Desk):
    case = entered(desk, "officer", "records_correction", desk.office.agency.code)
    told = {"outcome": "corrected", "record": "低保档案", "reason": "出生年份登记有误", "corrected_to": "1962年"}
    assert desk.step("officer", case, "drafted", **told).status_code == 302
    assert desk.step("leader", case, "answered").status_code == 302
    reads(desk, "officer", case, "予以更正", "corrected")


def test_every_way_to_end_has_its_words(desk: Desk):
    request = desk.request(10)
    offered = dict(choices_of("outcome", request))
    for rules in our_procedures():
        endings = endings_of(rules)
        assert endings["withdrawn"]
        assert {kind.outcome for kind in rules.events.values() if kind.outcome} <= set(endings)
        assert all(words and words != code for code, words in endings.items())
    assert offered.items() <= endings_of(request.procedure).items()
