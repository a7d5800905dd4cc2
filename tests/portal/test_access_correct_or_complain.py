"""Corrections of records and complaints are filled in like requests: the same pages, their own questions."""

import json
import re
from datetime import timedelta

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from django.utils.formats import date_format
from tests.access.everything import standing_in_clear
from tests.portal.citizen import (
    ASK,
    COMPLAIN,
    CORRECT,
    REQUEST,
    SAID,
    Citizen,
    errors,
    make_office,
    opened,
    picture,
    text,
)
from tests.standing import standing

from yilan.access.asking import form_at
from yilan.access.models import RequestDraft
from yilan.access.queries.figures import figures_of
from yilan.casework.models import Case
from yilan.casework.procedures import procedure
from yilan.casework.tracking import new_code, shown
from yilan.core.calendar import add_working_days
from yilan.intake.models import StoredFile
from yilan.portal.views.access import limits
from yilan.portal.views.access.steps import steps_of

pytestmark = [pytest.mark.django_db]
BOTH = pytest.mark.parametrize("path", [CORRECT, COMPLAIN])


@standing
def office():
    return make_office()


@pytest.fixture(autouse=True)
def town(office):
    return office


def form_of(path):
    return form_at(path.split("/")[2])


def due_of(path):
    limit = procedure(form_of(path).code).clock.answer
    return limit.working_days, date_format(add_working_days(timezone.localdate(), limit.working_days), "DATE_FORMAT")


def test_a_correction_is_written_and_received_at_once(town):
    citizen = Citizen(form=CORRECT)
    citizen.fill(
        identity={**SAID[CORRECT]["identity"], "identity_files": [picture()]},
        proof={"proof_files": [picture("工资条.jpg")], "proof_words": ""},
    )
    page = citizen.sees(f"{CORRECT}check/")
    for said in ("2016年养老保险缴费记录", "3月缴费基数记为3200元", "应为4200元", "工资条.jpg", "身份证.jpg", "张小明"):
        assert said in page
    assert citizen.send().url == f"{REQUEST}receipt/?sent=1"
    case = Case.objects.get()
    assert (case.procedure_code, case.agency, case.channel) == ("records_correction", town.agency, "online")
    assert (case.state, case.received_on) == ("checking", timezone.localdate())
    assert case.request.description.splitlines() == [
        "机关：西夏区民政局",
        "所指的信息：2016年养老保险缴费记录",
        "现在的记录：3月缴费基数记为3200元",
        "应当更正为：应为4200元",
    ]
    assert (case.request.about_oneself, case.request.delivery) == (True, "download")
    assert sorted(case.files.values_list("role", flat=True)) == ["identity", "proof"]
    assert case.parties.get().identity_number == "640105199001011236"
    assert "缴费" not in case.title


def test_a_complaint_goes_to_the_office_that_leads_and_asks_for_no_document(town):
    citizen = Citizen(form=COMPLAIN)
    citizen.fill()
    assert "证件" not in citizen.sees(f"{COMPLAIN}name/")
    assert citizen.send().status_code == 302
    case = Case.objects.get()
    assert (case.procedure_code, case.agency, case.state) == ("disclosure_complaint", town.district, "examining")
    assert case.title == "投诉举报：西夏区民政局"
    assert case.request.description.splitlines() == [
        "投诉举报的机关：西夏区民政局",
        "情况：没有按要求主动公开信息",
        "具体情况：没有公开2025年部门预算",
        "打电话问过两次",
        "希望怎样处理：督促公开",
    ]


@BOTH
def test_nothing_that_was_written_lies_in_clear_before_or_after_it_is_sent(path, settings, tmp_path):
    settings.HOME = tmp_path
    said = ["张小明", "缴费基数", "公开2025年部门预算", "打电话问过", "身份证.jpg"]
    citizen = Citizen(form=path)
    more = {"identity": {**SAID[CORRECT]["identity"], "identity_files": [picture()]}} if path == CORRECT else {}
    citizen.fill(**more)
    assert standing_in_clear(said) == []
    assert citizen.send().status_code == 302
    assert standing_in_clear(said) == []


@BOTH
def test_days_come_from_the_law_on_every_page(path):
    days, due = due_of(path)
    citizen = Citizen(form=path)
    assert f"{days}个工作日内答复。今天提交的，最迟{due}答复" in citizen.sees(path)
    citizen.fill()
    assert f"今天提交的，最迟{due}（{days}个工作日内）答复" in citizen.sees(f"{path}check/")
    citizen.send()
    case = Case.objects.get()
    receipt = citizen.client.get(f"{REQUEST}receipt/?sent=1")
    said = text(receipt)
    assert f"{form_of(path).matter}已提交" in said
    assert f"最迟{due}答复" in said
    assert shown(case.tracking_code) in said
    assert case.number in said
    assert "<svg" in receipt.content.decode()
    assert "需要补正" not in said
    assert f"答复期限 {due}" in citizen.sees(REQUEST)


@BOTH
def test_every_step_has_one_heading_and_asks_only_what_it_says(path):
    citizen = Citizen(form=path)
    citizen.fill()
    for step in steps_of(form_of(path)):
        answer = citizen.client.get(f"{path}{step.code}/")
        if answer.status_code == 302:
            continue
        page = answer.content.decode()
        assert len(re.findall("<h1", page)) == 1, step.code
        assert step.question in page
        assert f'href="{path}discard/"' in page
        assert answer.headers["Cache-Control"] == "private, no-store"
    assert citizen.client.get(f"{path}supply/").status_code == 404


@pytest.mark.parametrize(
    ("path", "step", "given", "said"),
    [
        (CORRECT, "agency", {}, "请选择保存这条信息的机关；拿不准的，选“拿不准”。"),
        (CORRECT, "record", {"record": " "}, "请写明是哪条信息。"),
        (CORRECT, "wrong", {"wrong": "错" * 1001}, "现有1001个字，最多1000个字，请写得简短一些。"),
        (CORRECT, "proof", {}, "请添加能证明记录有错的材料，或者写明有什么材料。"),
        (CORRECT, "delivery", {}, "请选择怎样领取答复。"),
        (COMPLAIN, "agency", {"agency": ""}, "请选择投诉举报的机关。"),
        (COMPLAIN, "ground", {}, "请选择一种情况。"),
        (COMPLAIN, "complaint", {}, "请写明是什么事。"),
        (COMPLAIN, "name", {"name": ""}, "请填写投诉举报人的姓名。"),
        (COMPLAIN, "contact", {"phone": "", "email": "wo@"}, "请填写完整的电子邮箱，例如 name@example.com。"),
    ],
)
def test_what_is_wrong_stands_at_its_field_and_nothing_typed_is_lost(path, step, given, said):
    citizen = Citizen(form=path)
    citizen.begin()
    citizen.answer("kind")
    answer = citizen.answer(step, given)
    assert answer.status_code == 422
    assert errors(answer) == [said]
    page = answer.content.decode()
    assert re.search(r'class="error" id="id_\w+_error"', page)
    assert all(value.strip() in page for value in given.values())


@BOTH
def test_nothing_is_sent_before_everything_is_answered(path):
    citizen = Citizen(form=path)
    citizen.begin()
    answer = citizen.send()
    assert answer.status_code == 422
    assert len(errors(answer)) >= 4
    assert not Case.objects.exists()


@BOTH
def test_sending_twice_and_the_back_button_make_one_case(path):
    citizen = Citizen(form=path)
    citizen.fill()
    again = Client()
    again.cookies[citizen.cookie] = citizen.client.cookies[citizen.cookie].value
    citizen.send()
    assert again.post(f"{path}check/").url == f"{REQUEST}receipt/"
    assert citizen.client.get(f"{path}check/").url == f"{path}?gone=1"
    assert f"本设备已提交{form_of(path).matter}" in citizen.sees(f"{path}?gone=1")
    assert Case.objects.count() == 1
    assert not RequestDraft.objects.exists()


def test_a_device_writes_several_forms_beside_each_other_and_none_opens_another():
    client = Client()
    for path in (ASK, CORRECT, COMPLAIN):
        Citizen(client, path).begin(agency="mzj")
    assert RequestDraft.objects.count() == 3
    assert "张小明" not in str(list(RequestDraft.objects.values("answers", "key_index")))
    stranger = Client()
    stranger.cookies["access_draft_complain"] = client.cookies["access_draft"].value
    assert stranger.get(f"{COMPLAIN}complaint/").url == f"{COMPLAIN}?gone=1"
    client.post(f"{CORRECT}discard/")
    assert sorted(json.loads(one.answers)["form"] for one in RequestDraft.objects.all()) == [
        "access",
        "disclosure_complaint",
    ]


def test_a_hostile_file_is_refused_and_leaves_nothing(settings, tmp_path):
    settings.HOME = tmp_path
    citizen = Citizen(form=CORRECT)
    citizen.begin()
    sent = SimpleUploadedFile("工资条.jpg", b"<html><script>alert(1)</script></html>")
    answer = citizen.answer("proof", {"proof_files": [sent], "proof_words": "工资条"})
    assert answer.status_code == 422
    assert "“工资条.jpg”" in errors(answer)[0]
    assert "alert(1)" not in answer.content.decode()
    assert not StoredFile.objects.exists()
    assert [path for path in (tmp_path / "quarantine").rglob("*") if path.is_file()] == []


@BOTH
def test_one_address_begins_and_sends_only_so_much(path, monkeypatch):
    citizen = Citizen(form=path)
    citizen.fill()
    monkeypatch.setattr(limits, "SENDING", limits.tries.Rate("access.sending", 0, timedelta(hours=1)))
    assert citizen.send().status_code == 429
    assert not Case.objects.exists()
    monkeypatch.setattr(limits, "DRAFTS", limits.tries.Rate("access.drafts", 0, timedelta(hours=1)))
    assert Citizen(form=path).begin().status_code == 429


def test_a_late_request_leads_to_a_complaint_about_it(town):
    with time_machine.travel("2026-03-10T10:00:00+08:00"):
        citizen = Citizen()
        case = citizen.sent()
        town.act(case, "received")
        assert "complain/" not in citizen.client.get(REQUEST).content.decode()
    with time_machine.travel("2026-05-12T10:00:00+08:00"):
        citizen = opened(case)
        page = citizen.client.get(REQUEST).content.decode()
        assert "15个工作日内告知结果" in page
        assert f'href="{COMPLAIN}?about=1"' in page
        assert f"针对西夏区民政局办理的{case.number}" in citizen.sees(f"{COMPLAIN}?about=1")
        complaint = Citizen(citizen.client, COMPLAIN)
        assert complaint.begin(about="1").url == f"{COMPLAIN}agency/"
        given = json.loads(RequestDraft.objects.get().answers)
        assert (given["agency"], given["earlier"]) == ("mzj", case.number)


def test_who_has_opened_no_request_complains_about_none():
    citizen = Citizen(form=COMPLAIN)
    citizen.begin(about="1")
    assert "earlier" not in json.loads(RequestDraft.objects.get().answers)


def test_an_earlier_request_is_named_by_its_code_which_is_kept_nowhere(monkeypatch):
    case = Citizen().sent()
    citizen = Citizen(form=COMPLAIN)
    citizen.fill(earlier={"earlier": shown(case.tracking_code).lower()})
    assert case.number in citizen.sees(f"{COMPLAIN}check/")
    assert case.tracking_code not in RequestDraft.objects.get().answers.replace("-", "").upper()
    answer = citizen.answer("earlier", {"earlier": shown(new_code())})
    assert errors(answer) == ["没有与此查询码对应的申请。请与回执核对，或者改填编号，也可以不填。"]
    assert case.number in json.loads(RequestDraft.objects.get().answers)["earlier"]
    monkeypatch.setattr(limits, "CODES", limits.tries.Rate("access.codes", 1, timedelta(minutes=15)))
    answer = citizen.answer("earlier", {"earlier": shown(case.tracking_code)})  # the wrong one was counted
    assert errors(answer) == ["输错的次数过多。请改填申请的编号，或者先不填。"]
    assert citizen.answer("earlier", {"earlier": "民政局依申请〔2019〕3号"}).status_code == 302
    citizen.send()
    assert Case.objects.latest("created_at").request.sought_number == "民政局依申请〔2019〕3号"


@BOTH
def test_it_is_withdrawn_after_a_question_and_counts_in_no_table_of_requests(path):
    citizen = Citizen(form=path)
    case = citizen.sent()
    matter = form_of(path).matter
    assert f"撤回{matter}？" in citizen.sees(f"{REQUEST}withdraw/")
    assert citizen.client.post(f"{REQUEST}withdraw/", {"reason": "已经解决"}).url == f"{REQUEST}?done=withdrawn"
    said = citizen.sees(f"{REQUEST}?done=withdrawn")
    assert f"{matter}已撤回。" in said
    assert f"另写一份{matter}" in said
    assert "认为没有依法办理" not in said
    case.refresh_from_db()
    assert (case.state, case.outcome) == ("withdrawn", "withdrawn")
    figures = figures_of(timezone.localdate().year)
    assert (figures.counted, dict(figures.entries)) == ([], {})
