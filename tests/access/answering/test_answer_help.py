"""What the form of an answer knows before anybody types: what has to go out first, what was answered or is public."""

from dataclasses import replace

import pytest
from django.conf import settings
from django.urls import reverse
from tests.access.answering.conftest import Desk
from tests.factories.access import WISH, answered_request, applicant
from tests.factories.disclosure import make_publication

from yilan.casework.models import CasePaper
from yilan.search import building

pytestmark = [pytest.mark.django_db]


def test_a_paper_that_has_to_go_out_first_is_named_before_anything_is_typed(desk: Desk):
    case = desk.request()
    page = desk.page(desk.officer, "draft", case.pk, "third_party")
    assert "作出这种答复之前，应当先发出《政府信息公开征求意见书》。" in page
    assert f"/office/access/{case.pk}/answer/third-parties/" in page.split("先发出")[1].split("</p>")[0]
    assert "先发出" not in desk.page(desk.officer, "draft", case.pk, "not_existing")


def test_a_repeated_request_is_answered_with_day_and_number_of_the_earlier_answer(desk: Desk):
    earlier = answered_request(desk.office, outcome="not_existing")
    answer = CasePaper.objects.get(case=earlier, template="decision-unavailable")
    page = desk.page(desk.officer, "draft", desk.request().pk, "repeated")
    assert answer.number in page
    assert f'value="{answer.dated.isoformat()}"' in page
    stranger = desk.request(parties=[applicant(name="别人", identity_number="11010119900307721X")])
    assert answer.number not in desk.page(desk.officer, "draft", stranger.pk, "repeated")


def test_what_is_public_already_is_found_and_written_into_the_answer(index, desk: Desk):
    record = make_publication(desk.agency, title="关于老旧小区改造资金安排的通知")
    building.build()
    case = desk.request(wish=replace(WISH, description="老旧小区改造资金安排"))
    page = desk.page(desk.officer, "draft", case.pk, "already_public")
    assert record.title in page
    assert f"?record={record.index_number}" in page.replace("%2F", "/")
    chosen = desk.page(desk.officer, "draft", case.pk, "already_public", query=f"?record={record.index_number}")
    told = chosen.split("<textarea")[1].split("</textarea>")[0]
    for words in (
        record.title,
        record.index_number,
        settings.WAGTAILADMIN_BASE_URL + reverse("portal:record", args=[record.index_number]),
    ):
        assert words in told
    assert record.title not in desk.page(desk.officer, "draft", case.pk, "told_where")
    assert "<textarea" in desk.page(desk.officer, "draft", case.pk, "already_public", query="?record=nothing")
