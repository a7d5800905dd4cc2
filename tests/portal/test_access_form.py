"""The form for requests: one question a page, kept on the device, sent once."""

import json
import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from tests.factories.disclosure import make_publication
from tests.factories.organizations import make_agency
from tests.portal.citizen import ASK, IDENTITY, LAST, PERSON, REQUEST, Citizen, errors, make_office, picture, text
from tests.standing import standing

from yilan.access.asking import online_form
from yilan.access.models import AnsweredByRecord, DraftFile, RequestDraft
from yilan.access.tasks import throw_away_old_drafts
from yilan.casework.models import Case, CaseFile
from yilan.core.tries.models import TryCount
from yilan.intake import store
from yilan.intake.models import StoredFile
from yilan.portal.views.access import limits
from yilan.portal.views.access.steps import steps_of
from yilan.search import building

pytestmark = [pytest.mark.django_db]
RECEIPT = f"{REQUEST}receipt/"


@standing
def office():
    return make_office()


@pytest.fixture
def citizen(office):
    return Citizen()


def answers():
    return json.loads(RequestDraft.objects.get().answers)


def test_a_person_walks_through_the_form_and_gets_a_case(citizen, office):
    citizen.fill(identity={**PERSON["identity"], "identity_files": [picture()]})
    page = citizen.sees(LAST)
    for said in (
        "张小明",
        IDENTITY,
        "居民身份证",
        "身份证.jpg",
        "西夏区民政局",
        "电子文件",
        "凭查询码网上下载",
        "13900000000",
    ):
        assert said in page
    answer = citizen.send()
    assert answer.url == f"{RECEIPT}?sent=1"
    case = Case.objects.get()
    assert (case.agency, case.channel, case.state) == (office.agency, "online", "submitted")
    assert case.request.description == "2024年低保资金发放明细\n西夏区2024年城乡低保资金按街道的发放情况"
    assert (case.request.supply, case.request.delivery, case.request.accepts_other) == ("electronic", "download", True)
    party = case.parties.get()
    assert (party.role, party.kind, party.name, party.phone) == ("applicant", "natural", "张小明", "13900000000")
    assert (party.identity_kind, party.identity_number) == ("id_card", IDENTITY)
    assert [(file.role, file.stored.name) for file in case.files.all()] == [("identity", "身份证.jpg")]
    assert not RequestDraft.objects.exists()
    assert not DraftFile.objects.exists()


def test_an_organisation_with_an_agent_is_asked_for_both(citizen, office):
    citizen.fill()
    citizen.answer("kind", {"kind": "commercial"})
    assert citizen.client.get(f"{ASK}name/").url == f"{ASK}description/"  # no question for organisations
    citizen.answer("organisation", {"name": "宁夏某某有限公司", "contact_person": "王芳"})
    citizen.answer("by-agent", {"by_agent": "yes"})
    found = errors(citizen.send())
    assert found == [
        "请选择证明申请人身份的证件。",
        "请填写代理人的姓名。",
        "请添加授权委托书和代理人的身份证件。",
    ]
    wrong = citizen.answer("identity", {"identity_kind": "credit_code", "identity_number": "91640100MA75TEST00"})
    assert errors(wrong) == ["统一社会信用代码应为18位，现在填的有误，请与证照核对。"]
    assert "91640100MA75TEST00" in wrong.content.decode()
    citizen.answer("identity", {"identity_kind": "credit_code", "identity_number": "91350100M000100Y43"})
    citizen.answer("agent", {"agent_name": "李律师", "agent_phone": "", "authority_files": [picture("委托书.jpg")]})
    assert citizen.send().status_code == 302
    case = Case.objects.get()
    assert sorted(party.role for party in case.parties.all()) == ["agent", "applicant"]
    applicant = case.parties.get(role="applicant")
    assert (applicant.kind, applicant.name, applicant.contact_person) == ("commercial", "宁夏某某有限公司", "王芳")
    assert sorted(case.files.values_list("role", flat=True)) == ["authority", "identity"]


def test_every_step_has_one_heading_a_way_back_and_keeps_what_was_said(citizen):
    citizen.fill()
    for step in steps_of(online_form("access")):
        answer = citizen.client.get(f"{ASK}{step.code}/")
        if answer.status_code == 302:
            continue
        page = answer.content.decode()
        assert len(re.findall("<h1", page)) == 1, step.code
        assert 'class="back"' in page
        assert answer.headers["Cache-Control"] == "private, no-store"
        assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"
        assert 'name="robots" content="noindex, nofollow"' in page
    page = citizen.client.get(f"{ASK}description/").content.decode()
    assert 'value="2024年低保资金发放明细"' in page
    assert re.search(r'value="mzj" selected', citizen.client.get(f"{ASK}agency/").content.decode())


@pytest.mark.parametrize(
    ("step", "given", "said"),
    [
        ("description", {"title": " ", "description": ""}, "请填写信息的名称、文号或者内容描述，填一项即可。"),
        ("description", {"title": "甲" * 201}, "现有201个字，最多200个字，请写得简短一些。"),
        ("agency", {}, "请选择制作或者保存该信息的机关；拿不准的，选“拿不准”。"),
        ("agency", {"agency": "another", "other_agency": ""}, "请在这个名单里选一个机关。"),
        ("oneself", {}, "请选择要的是不是申请人自己的信息。"),
        ("supply", {}, "请选择以什么形式提供信息。"),
        ("kind", {}, "请选择申请人的类别。"),
        ("name", {"name": ""}, "请填写申请人的姓名。"),
        ("by-agent", {}, "请选择是否由代理人代为申请。"),
        ("contact", {"phone": ""}, "请填写电话、电子邮箱或者通信地址，填一项即可。"),
        ("contact", {"phone": "123"}, "请填写带区号的号码，例如0951-2070000或者13900000000。"),
        ("contact", {"email": "wo@"}, "请填写完整的电子邮箱，例如 name@example.com。"),
        ("contact", {"phone": "13900000000", "postcode": "75002"}, "邮政编码为六位数字。"),
    ],
)
def test_what_is_wrong_stands_at_the_top_and_at_the_field_and_nothing_typed_is_lost(citizen, step, given, said):
    citizen.fill()
    answer = citizen.answer(step, given)
    assert answer.status_code == 422
    assert errors(answer) == [said]
    page = answer.content.decode()
    assert page.count(said) == 2
    assert "<title>错误：" in page
    for value in given.values():
        assert value.strip() in page
    target = re.search(r'<li><a href="#([^"]+)"', page)[1]
    assert f'id="{target}"' in page


def test_who_takes_an_agency_from_the_list_has_chosen_and_half_a_choice_changes_nothing(citizen):
    citizen.fill()
    citizen.answer("agency", {"agency": "another", "other_agency": ""})
    assert answers()["agency"] == "mzj"
    make_agency("czj", name="西夏区财政局", short_name="财政局")
    assert citizen.answer("agency", {"other_agency": "czj"}).status_code == 302
    assert answers()["agency"] == "czj"


def test_the_number_of_an_identity_card_is_read_as_people_type_it_and_checked(citizen):
    citizen.fill()
    wrong = citizen.answer("identity", {"identity_kind": "id_card", "identity_number": IDENTITY[:-1] + "7"})
    assert errors(wrong) == ["这个号码有的数字不对，请与证件核对。"]
    typed = "６４０１０５ 19900101 1236"
    assert citizen.answer("identity", {"identity_kind": "id_card", "identity_number": typed}).status_code == 302
    assert answers()["identity_number"] == IDENTITY


def test_a_way_of_supply_asks_for_what_it_needs(citizen):
    citizen.fill()
    citizen.answer("supply", {"supply": "paper", "accepts_other": "on"})
    page = citizen.sees(f"{ASK}delivery/")
    assert "邮寄" in page
    assert "电子邮件" not in page
    citizen.answer("delivery", {"delivery": "post"})
    assert errors(citizen.answer("contact", {"phone": "13900000000"})) == ["请填写收信的地址。"]
    assert errors(citizen.answer("contact", {})) == ["请填写收信的地址。"]  # by which they are reached, too
    assert errors(citizen.send()) == ["请填写收信的地址。"]
    citizen.answer("contact", {"address": "西夏区怀远西路1号3栋", "postcode": "７５００２１"})
    assert citizen.send().status_code == 302
    assert Case.objects.get().parties.get().postcode == "750021"


def test_an_answer_changed_on_the_last_page_leads_back_to_it(citizen):
    citizen.fill()
    page = citizen.client.get(LAST).content.decode()
    assert f'href="{ASK}name/?then=check#id_name"' in page
    assert f'href="{LAST}">返回上一步' in citizen.client.get(f"{ASK}name/?then=check").content.decode()
    assert citizen.answer("name", {"name": "张晓明", "then": "check"}).url == LAST
    assert citizen.answer("by-agent", {"by_agent": "yes", "then": "check"}).url == f"{ASK}agent/"
    assert "张晓明" in citizen.sees(LAST)


def test_who_is_not_sure_asks_the_districts_office(citizen, office):
    citizen.fill(agency={"agency": "not_sure"})
    assert "拿不准" in citizen.sees(LAST)
    citizen.send()
    assert Case.objects.get().agency == office.district


def test_an_agencys_own_page_leads_to_its_form(citizen, office):
    assert f"{ASK}?agency=mzj" in citizen.client.get("/agencies/mzj/").content.decode()
    assert 'name="agency" value="mzj"' in citizen.client.get(f"{ASK}?agency=mzj").content.decode()
    citizen.begin(agency="mzj")
    assert answers()["agency"] == "mzj"
    Citizen().begin(agency="nowhere")
    assert sorted(json.loads(one.answers).get("agency", "") for one in RequestDraft.objects.all()) == ["", "mzj"]


def test_what_is_written_lies_sealed_and_only_the_device_opens_it(citizen):
    citizen.fill()
    raw = RequestDraft.objects.values("answers", "key_index").get()
    key = citizen.client.cookies["access_draft"]
    assert "张小明" not in str(raw["answers"])
    assert key.value not in str(raw)
    assert (key["httponly"], key["samesite"], key["path"], key["max-age"]) == (True, "Lax", "/access/", 30 * 86400)
    stranger = Client()
    assert stranger.get(LAST).url == f"{ASK}?gone=1"
    stranger.cookies["access_draft"] = "0" * 64
    assert stranger.get(f"{ASK}name/").url == f"{ASK}?gone=1"


def test_it_can_be_broken_off_and_gone_on_with(citizen):
    citizen.begin()
    citizen.answer("description")
    page = citizen.client.get(ASK).content.decode()
    assert f'href="{ASK}agency/">继续填写' in page
    assert citizen.begin().url == f"{ASK}agency/"
    assert RequestDraft.objects.count() == 1


def test_it_is_thrown_away_at_once_with_its_files(citizen, django_capture_on_commit_callbacks):
    citizen.fill()
    stored = StoredFile.objects.get()
    assert store.path_of(stored.pk).exists()
    assert "删除已填写的内容？" in citizen.sees(f"{ASK}discard/")
    assert RequestDraft.objects.exists()
    with django_capture_on_commit_callbacks(execute=True):
        answer = citizen.client.post(f"{ASK}discard/")
    assert answer.cookies["access_draft"].value == ""
    assert not RequestDraft.objects.exists()
    assert not StoredFile.objects.exists()
    assert not store.path_of(stored.pk).exists()


def test_what_nobody_touches_for_thirty_days_is_thrown_away(citizen):
    citizen.fill()
    young = Citizen()
    young.begin()
    old = RequestDraft.objects.earliest("touched_at")
    RequestDraft.objects.filter(pk=old.pk).update(touched_at=timezone.now() - timedelta(days=31))
    assert throw_away_old_drafts() == 1
    assert RequestDraft.objects.count() == 1
    assert not StoredFile.objects.exists()
    assert citizen.client.get(f"{ASK}name/").url == f"{ASK}?gone=1"


def test_sending_twice_makes_one_case(citizen):
    citizen.fill()
    again = Client()
    again.cookies["access_draft"] = citizen.client.cookies["access_draft"].value  # as a second press sends it
    assert citizen.send().url == f"{RECEIPT}?sent=1"
    assert again.post(LAST).url == RECEIPT
    assert again.get(LAST).url == f"{ASK}?gone=1"
    assert Case.objects.count() == 1


def test_the_back_button_after_sending_says_that_it_was_sent(citizen):
    case = citizen.sent()
    assert citizen.client.get(LAST).url == f"{ASK}?gone=1"
    assert citizen.answer("name", {"name": "别人"}).url == f"{ASK}?gone=1"
    assert f"本设备已提交申请：{case.number}" in citizen.sees(f"{ASK}?gone=1")
    citizen.begin()
    citizen.fill()
    citizen.send()
    assert Case.objects.count() == 2


def test_two_windows_write_one_request(citizen):
    citizen.fill()
    citizen.answer("name", {"name": "第一个窗口"})
    citizen.answer("contact", {"phone": "13911111111"})
    citizen.send()
    party = Case.objects.get().parties.get()
    assert (party.name, party.phone) == ("第一个窗口", "13911111111")


def test_nothing_is_sent_before_everything_is_answered(citizen):
    citizen.begin()
    citizen.answer("description")
    page = citizen.client.get(LAST).content.decode()
    assert "还有内容没有填写" in page
    assert f'href="{ASK}agency/">继续填写' in page
    answer = citizen.send()
    assert answer.status_code == 422
    assert len(errors(answer)) >= 5
    assert not Case.objects.exists()
    assert RequestDraft.objects.exists()


def test_an_agency_that_was_closed_meanwhile_is_asked_no_more(citizen, office):
    citizen.fill()
    office.agency.closed_on = timezone.localdate()
    office.agency.save()
    assert errors(citizen.send()) == ["该机关已不再受理申请，请选择其他机关。"]


def test_one_address_sends_and_begins_only_so_much(citizen, monkeypatch):
    monkeypatch.setattr(limits, "SENDING", limits.tries.Rate("access.sending", 1, timedelta(hours=1)))
    citizen.sent()
    citizen.fill()
    answer = citizen.send()
    assert answer.status_code == 429
    assert "同一网络一小时内提交的申请过多" in text(answer)
    assert RequestDraft.objects.count() == 1
    assert Case.objects.count() == 1
    assert not TryCount.objects.filter(source__contains="127").exists()
    monkeypatch.setattr(limits, "DRAFTS", limits.tries.Rate("access.drafts", 0, timedelta(hours=1)))
    assert Citizen().begin().status_code == 429


def test_a_form_without_its_token_is_refused(citizen):
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(ASK).status_code == 403
    assert not RequestDraft.objects.exists()


def test_published_records_that_fit_are_shown_before_anything_is_asked_about_people(index, office):
    record = make_publication(office.agency, title="关于2014年城乡低保资金发放情况的通报")
    make_publication(office.agency, title="关于殡葬服务收费的通知")
    building.build()
    citizen = Citizen()
    citizen.begin()
    assert citizen.answer("description", {"title": "城乡低保资金发放"}).url == f"{ASK}records/"
    page = citizen.sees(f"{ASK}records/")
    assert record.title in page
    assert "殡葬" not in page
    assert citizen.answer("description", {"description": "2014年全区范围"}).url == f"{ASK}agency/"  # years fit anything
    citizen.answer("description", {"title": "城乡低保资金发放"})
    assert citizen.client.post(f"{ASK}records/").url == f"{ASK}agency/"
    assert "该机关公开过相符的信息" in citizen.sees(f"{ASK}agency/")
    assert f'href="{ASK}records/"' in citizen.client.get(f"{ASK}agency/").content.decode()
    answer = citizen.client.post(f"{ASK}records/", {"answered": record.index_number})
    assert answer.status_code == 302
    assert "没有提交申请" in citizen.sees(answer.url)
    counted = AnsweredByRecord.objects.get()
    assert (counted.index_number, counted.times, counted.on) == (record.index_number, 1, timezone.localdate())
    assert not RequestDraft.objects.exists()


def test_who_has_come_far_is_asked_before_a_record_throws_everything_away(index, office):
    record = make_publication(office.agency, title="关于2014年城乡低保资金发放情况的通报")
    building.build()
    citizen = Citizen()
    citizen.fill(description={"title": "城乡低保资金发放"})
    assert citizen.client.post(f"{ASK}records/", {"answered": record.index_number}).url == f"{ASK}discard/"
    assert RequestDraft.objects.exists()
    citizen.client.post(f"{ASK}discard/")
    assert not RequestDraft.objects.exists()


def test_a_record_that_was_not_offered_is_not_counted(citizen):
    citizen.begin()
    citizen.answer("description")
    citizen.client.post(f"{ASK}records/", {"answered": "640105/2014-00001"})
    assert not AnsweredByRecord.objects.exists()
    assert RequestDraft.objects.exists()


def test_records_are_offered_while_somebody_writes_and_the_words_stand_in_no_address(index, office):
    record = make_publication(office.agency, title="关于2014年城乡低保资金发放情况的通报")
    building.build()
    client = Client()
    answer = client.post(f"{ASK}matching.json", {"title": "低保资金", "description": ""})
    assert [one["title"] for one in answer.json()["records"]] == [record.title]
    assert client.get(f"{ASK}matching.json").status_code == 405
    assert client.post(f"{ASK}matching.json", {"title": "飞船发射"}).json() == {"records": []}


def test_without_an_index_nobody_is_kept_waiting(citizen, settings):
    settings.YILAN_SEARCH = ""
    citizen.begin()
    assert citizen.answer("description").url == f"{ASK}agency/"


def test_an_unknown_step_is_no_page(citizen):
    citizen.begin()
    assert citizen.client.get(f"{ASK}nothing/").status_code == 404
    assert set(PERSON) <= {step.code for step in steps_of(online_form("access"))}
    assert CaseFile.Role.IDENTITY == "identity"
