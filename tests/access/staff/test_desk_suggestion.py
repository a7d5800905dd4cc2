"""What was given to one is suggested for everybody by the applicant, and the agency answers (条例第四十四条第二款)."""

import pytest
from django.urls import reverse
from tests.access.staff.conftest import Desk
from tests.factories.access import answered_request
from tests.portal.citizen import REQUEST, Citizen, errors, opened

from yilan.casework.models import Case
from yilan.core.audit.models import AuditEntry
from yilan.core.events.models import Event
from yilan.disclosure.models import RecordPage

SUGGEST = f"{REQUEST}suggest/"
WHY = {"ground": "interests", "text": "涉及全村的征地补偿"}


@pytest.fixture
def given(desk: Desk) -> Case:
    """A request that was answered with the information."""
    return answered_request(desk.office, outcome="provided")


def suggested(case: Case) -> Citizen:
    """Let the applicant suggest it at their device."""
    citizen = opened(case)
    assert citizen.client.post(SUGGEST, WHY).url == f"{REQUEST}?done=suggested"
    return citizen


def test_the_applicant_suggests_once_and_reads_it(desk: Desk, given: Case):
    citizen = opened(given)
    assert "建议向社会公开" in citizen.sees(REQUEST)
    empty = citizen.client.post(SUGGEST, {"text": "涉及全村"})
    assert (empty.status_code, errors(empty)) == (422, ["请在三项理由中选一项。"])
    assert "涉及全村" in empty.content.decode()
    invented = citizen.client.post(SUGGEST, {"ground": "another"})
    assert invented.status_code == 422
    citizen = suggested(given)
    said = citizen.sees(f"{REQUEST}?done=suggested")
    for words in ("建议已收到", "建议将信息向社会公开", "涉及公众利益调整", "涉及全村的征地补偿"):
        assert words in said
    assert "要不要让大家都知道" not in said
    assert citizen.client.get(SUGGEST).url == REQUEST
    assert citizen.client.post(SUGGEST, WHY).status_code == 422
    event = given.events.get(kind="publication_suggested")
    assert (event.hand, event.actor) == ("applicant", None)
    assert AuditEntry.objects.filter(action="casework:case:event", detail__event=event.kind).count() == 1
    assert Event.objects.filter(name="CaseMoved", payload__kind=event.kind).count() == 1


@pytest.mark.parametrize("outcome", ["not_existing", "already_public"])
def test_where_nothing_new_was_given_nothing_is_suggested(desk: Desk, outcome: str):
    citizen = opened(answered_request(desk.office, outcome=outcome))
    assert "建议向社会公开" not in citizen.sees(REQUEST)
    assert citizen.client.get(SUGGEST).url == REQUEST
    assert errors(citizen.client.post(SUGGEST, WHY)) == [
        "只有答复中已经提供的信息可以建议向社会公开，并且只能建议一次。"
    ]


def test_the_officer_declines_it_with_a_reason_that_the_applicant_reads(desk: Desk, given: Case):
    early = desk.step("officer", given, "publication_declined", reason="不成熟")
    assert "没有待答复的申请人建议" in early.content.decode()
    suggested(given)
    assert given.number in desk.client("officer").get(reverse("wagtailadmin_home")).content.decode()
    page = desk.get("officer", "case", given.pk)
    assert "涉及全村的征地补偿" in page
    decline = reverse("access_cases:step", args=[given.pk, "publication_declined"])
    assert page.count(decline) == 1
    assert decline not in desk.get("inspector", "case", given.pk)
    assert "原因" in desk.step("officer", given, "publication_declined", reason="").content.decode()
    assert desk.step("officer", given, "publication_declined", reason="只涉及一户").status_code == 302
    said = opened(given).sees(REQUEST)
    assert "经审核，不属于主动公开的范围" in said
    assert "只涉及一户" in said
    assert decline not in desk.get("officer", "case", given.pk)
    assert given.number not in desk.client("officer").get(reverse("wagtailadmin_home")).content.decode()


def test_the_officer_takes_it_up(desk: Desk):
    case = answered_request(desk.office, outcome="told_where")
    citizen = suggested(case)
    assert reverse("access_cases:propose", args=[case.pk]) in desk.get("officer", "case", case.pk)
    assert "/edit/" in desk.post("officer", "propose", case.pk).headers["Location"]
    title = RecordPage.objects.get().title
    assert case.number in title
    assert case.title not in title  # what the applicant wrote goes into no draft for all
    assert "承办机关将信息纳入主动公开的范围" in citizen.sees(REQUEST)
    assert "采纳，拟主动公开稿" not in desk.get("officer", "case", case.pk)


def test_what_the_agency_opens_by_itself_is_suggested_no_more(desk: Desk, given: Case):
    desk.post("officer", "propose", given.pk)
    assert opened(given).client.get(SUGGEST).url == REQUEST


def test_what_was_given_to_nobody_is_not_offered_for_everybody(desk: Desk):
    case = answered_request(desk.office, outcome="state_secret")
    assert reverse("access_cases:propose", args=[case.pk]) not in desk.get("officer", "case", case.pk)
    desk.get("officer", "propose", case.pk, status=302)  # Wagtail leads whom it refuses to their desk
