"""Steps: a form from the procedure's data, errors at the field with everything kept, the paper before it goes."""

import pytest
from django.urls import reverse
from django.utils import timezone
from tests.access.staff.conftest import Desk, upload
from tests.factories.access import make_third_party

from yilan.casework.models import CaseEvent, CasePaper
from yilan.casework.personal import masked

pytestmark = [pytest.mark.django_db]
ASKED = {"grounds": ["content_unclear"], "items": "写明文件名称", "until": "2099-12-31"}


def test_the_form_asks_for_what_the_procedure_says(desk: Desk):
    page = desk.get("officer", "step", desk.request(18).pk, "correction_asked")
    for words in ("需要补正的事项", "逐项说明怎样补正", "补正期限", "给申请人合理的期限", "逾期告知的原因（选填）"):
        assert words in page
    assert page.count('name="grounds"') == 6
    assert 'type="date"' in page


def test_what_is_missing_stands_at_its_field_and_everything_typed_is_kept(desk: Desk):
    case = desk.request(18)
    page = desk.step(
        "officer", case, "correction_asked", "ask", items="写明<文件>名称", until="2099-13-45"
    ).content.decode()
    assert 'id="field-grounds"' in page
    assert "写明&lt;文件&gt;名称" in page
    assert 'value="2099-13-45"' in page
    assert "错误" in page
    assert case.events.count() == 1


def test_the_paper_is_read_before_it_goes_and_nothing_is_entered_until_then(desk: Desk):
    case = desk.request(18)
    asked = desk.step("officer", case, "correction_asked", "ask", **ASKED)
    page = asked.content.decode()
    assert "写明文件名称" in page
    assert "补正" in page
    assert 'class="paper"' in page
    assert masked(case.parties.get(), "name") in page  # who reads a preview has given no purpose
    assert case.parties.get().name not in page
    assert case.events.count() == 1
    papers = case.papers.count()
    edited = desk.step("officer", case, "correction_asked", "edit", **ASKED).content.decode()
    assert "写明文件名称</textarea>" in edited
    done = desk.step("officer", case, "correction_asked", "do", **ASKED)
    assert done.status_code == 302
    case.refresh_from_db()
    assert case.state == "correction"
    assert case.papers.count() == papers + 1


def test_files_are_chosen_once_and_kept_through_corrections(desk: Desk):
    case = desk.request(18)
    sent = {**ASKED, "items": "", "enclosed": upload("附清单.pdf"), "enclosed_as": "evidence"}
    page = desk.step("officer", case, "correction_asked", "ask", **sent).content.decode()
    assert "附清单.pdf" in page
    token = page.split('name="held-enclosed" value="')[1].split('"')[0]
    held = {"held-enclosed": token, "enclosed_as": "evidence"}
    confirm = desk.step("officer", case, "correction_asked", "ask", **ASKED, **held).content.decode()
    assert "附清单.pdf" in confirm
    assert not case.files.filter(role="evidence").exists()
    desk.step("officer", case, "correction_asked", "do", **ASKED, **held)
    file = case.files.get(role="evidence")
    assert file.stored.name == "附清单.pdf"
    assert file.event.kind == "correction_asked"


def test_a_token_that_nobody_signed_brings_no_file(desk: Desk):
    case = desk.request(18)
    desk.step("officer", case, "noted", text="记一笔", **{"held-enclosed": "/etc/passwd"})
    assert case.events.count() == 2
    assert not case.files.exclude(role="paper").exists()


def test_pressed_twice_a_step_is_taken_once(desk: Desk):
    case = desk.request(18)
    data = {"on": timezone.localdate().isoformat(), "after": 1, "text": "记一笔", "verb": "do"}
    for _ in range(2):
        assert desk.post("officer", "step", case.pk, "noted", **data).status_code == 302
    assert case.events.count() == 2


def test_who_did_not_see_the_last_event_is_told_and_keeps_the_words(desk: Desk):
    case = desk.request(18)
    desk.office.step(case, "noted", text="别人的")
    data = {"on": timezone.localdate().isoformat(), "after": 1, "text": "我的话", "verb": "do"}
    page = desk.post("second", "step", case.pk, "noted", **data).content.decode()
    assert "我的话</textarea>" in page
    assert case.events.count() == 2


def test_a_step_that_ends_a_case_is_asked_once_more(desk: Desk):
    case = desk.request(18)
    asked = desk.step("officer", case, "withdrawn", "ask", reason="不需要了").content.decode()
    assert "已撤回" in asked
    case.refresh_from_db()
    assert case.state == "handling"
    assert desk.step("officer", case, "withdrawn", "do", reason="不需要了").status_code == 302
    case.refresh_from_db()
    assert case.state == "withdrawn"


def test_a_step_that_is_not_possible_leads_back_with_the_reason(desk: Desk):
    case = desk.request(18)
    answer = desk.client("officer").get(reverse("access_cases:step", args=[case.pk, "paid"]), follow=True)
    assert "办理中" in answer.content.decode()
    assert desk.client("officer").get(reverse("access_cases:step", args=[case.pk, "nothing"])).status_code == 404
    script = {"x-requested-with": "XMLHttpRequest"}
    extended = reverse("access_cases:step", args=[case.pk, "extended"])
    assert desk.client("officer").get(extended, headers=script).status_code == 403
    assert desk.client("leader").get(extended).status_code == 200


def test_the_law_of_the_step_speaks_at_the_field(desk: Desk):
    case = desk.request(18)
    facts = {"days": "99", "ground": "large_volume", "reason": "档案多"}
    page = desk.step("leader", case, "extended", "do", **facts).content.decode()
    refused = page[page.index('id="field-days"') :]
    assert "依法最多20个工作日" in refused.split("</div>")[0] or "依法最多" in page
    assert not CaseEvent.objects.filter(kind="extended").exists()
    assert desk.step("leader", case, "extended", "do", **(facts | {"days": "10"})).status_code == 302
    assert CasePaper.objects.filter(template="extension").exists()


def test_where_no_pdf_can_be_made_the_words_are_shown_instead(desk: Desk):
    case = desk.request(18)
    data = {"on": timezone.localdate().isoformat(), "after": 1, **ASKED}
    page = desk.post("officer", "step_paper", case.pk, "correction_asked", **data).content.decode()
    assert "PDF" in page
    assert case.events.count() == 1


def test_steps_that_answer_something_are_offered_while_it_is_waited_for(desk: Desk):
    case = desk.request(10)
    kinds = ("agency_reached", "agency_answered", "assistance_given", "third_party_confirmed")

    def offered() -> set[str]:
        page = desk.get("officer", "case", case.pk)
        return {kind for kind in kinds if reverse("access_cases:step", args=[case.pk, kind]) in page}

    assert offered() == set()
    party = make_third_party(desk.office, case, role="agency", name="区财政局")
    desk.office.step(case, "agency_asked", party=party, matter="联合发文", view="拟予公开")
    assert offered() == {"agency_reached", "agency_answered"}
    desk.office.step(case, "agency_reached", party=party)
    assert offered() == {"agency_answered"}
    desk.office.step(case, "agency_answered", party=party, answer="agrees")
    assert offered() == set()


def test_a_day_that_the_step_would_refuse_is_refused_before_the_paper_is_shown(desk: Desk):
    case = desk.request(18)
    facts = {"grounds": "content_unclear", "items": "写明文件名称", "until": "2020-01-01"}
    page = desk.step("officer", case, "correction_asked", "ask", **facts).content.decode()
    assert 'href="#field-until"' in page
    assert "paper__line" not in page
