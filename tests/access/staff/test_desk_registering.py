"""Registration: the day of receipt by channel, possible duplicates first, one case however often it is sent."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from tests.access.staff.conftest import Desk, upload
from tests.factories.organizations import make_agency

from yilan.casework.models import Case
from yilan.casework.tracking import shown
from yilan.screening.numbers import identity_check

pytestmark = [pytest.mark.django_db]


def entry(desk: Desk, **values) -> dict:
    """Return a filled form."""
    return {
        "key": "k1", "agency": desk.office.agency.code, "channel": "counter", "kind": "natural", "name": "李大山",
        "arrived_on": timezone.localdate().isoformat(), "phone": "13900001111", "address": "怀远西路2号",
        "description": "关于道路改造的批复", "supply": "paper", "delivery": "post", "take_up": "on", **values,
    }  # fmt: skip


def test_what_came_over_the_counter_becomes_a_case_with_its_slip(desk: Desk):
    form = desk.get("officer", "register")
    for words in ("当面提交", "以签收之日为收到申请之日", "自然人", "凭查询码网上下载"):
        assert words in form
    assert 'value="online"' not in form
    files = {"identity": upload("身份证.pdf"), "letter": upload("申请表.pdf")}
    answer = desk.post("officer", "register", **entry(desk), **files)
    case = Case.objects.get()
    assert answer.headers["Location"] == reverse("access_cases:slip", args=[case.pk])
    assert (case.channel, case.received_on, case.handler) == ("counter", timezone.localdate(), desk.office.officer)
    assert {file.role for file in case.files.all()} == {"identity", "letter", "paper"}
    assert case.request.description == "关于道路改造的批复"
    slip = desk.get("officer", "slip", case.pk)
    assert shown(case.tracking_code) in slip
    assert "<svg" in slip
    assert desk.get("inspector", "slip", case.pk, status=302) == ""


def test_a_card_of_somebody_else_scanned_in_with_it_can_be_removed(desk: Desk):
    desk.post("officer", "register", **entry(desk), identity=upload("张小明身份证.pdf"))
    case = Case.objects.get()
    card = case.files.get(role="identity")
    assert card.event is not None
    assert reverse("access_cases:remove_file", args=[case.pk, card.pk]) in desk.get("officer", "case", case.pk)
    assert desk.post("officer", "remove_file", case.pk, card.pk, reason="扫错了人").status_code == 302
    assert not case.files.filter(role="identity").exists()


def test_sent_twice_it_is_one_case(desk: Desk):
    for _ in range(2):
        assert desk.post("officer", "register", **entry(desk)).status_code == 302
    assert Case.objects.count() == 1


def test_the_rule_of_the_channel_asks_for_the_day_of_confirmation(desk: Desk):
    page = desk.post("officer", "register", **entry(desk, channel="fax")).content.decode()
    assert 'href="#field-confirmed_on"' in page
    assert "双方确认之日" in page
    early = (timezone.localdate() - timedelta(days=3)).isoformat()
    before = desk.post("officer", "register", **entry(desk, channel="fax", confirmed_on=early)).content.decode()
    assert 'href="#field-confirmed_on"' in before
    day = timezone.localdate() - timedelta(days=1)
    sent = entry(desk, channel="fax", arrived_on=early, confirmed_on=day.isoformat())
    assert desk.post("officer", "register", **sent).status_code == 302
    assert Case.objects.get().received_on == day


def test_what_is_wrong_stands_at_the_field_and_files_need_not_be_chosen_again(desk: Desk):
    sent = entry(desk, name="", delivery="download", letter=upload("来信.pdf"))
    page = desk.post("officer", "register", **sent).content.decode()
    assert 'href="#field-name"' in page
    assert "请填写。" in page
    assert "此项必填" not in page
    assert 'href="#field-delivery"' in page
    assert "关于道路改造的批复</textarea>" in page
    token = page.split('name="held-letter" value="')[1].split('"')[0]
    assert desk.post("officer", "register", **entry(desk), **{"held-letter": token}).status_code == 302
    assert Case.objects.get().files.filter(role="letter").count() == 1
    assert not Case.objects.exclude(files__role="letter").exists()


def test_what_asks_for_alike_is_shown_before_anything_is_saved(desk: Desk):
    earlier = desk.request(10)
    alike = entry(desk, description="2023年度老旧小区改造资金安排文件", letter=upload("来信.pdf"))
    page = desk.post("officer", "register", **alike).content.decode()
    assert earlier.number in page
    assert "张小明" not in page
    assert Case.objects.count() == 1
    token = page.split('name="held-letter" value="')[1].split('"')[0]
    again = entry(desk, description="2023年度老旧小区改造资金安排文件", verb="save", **{"held-letter": token})
    assert desk.post("officer", "register", **again).status_code == 302
    assert Case.objects.count() == 2
    assert Case.objects.exclude(pk=earlier.pk).get().files.filter(role="letter").exists()


def test_rehearsing_leaves_no_file_behind(desk: Desk, tmp_path):
    earlier = desk.request(10)
    kept = {path.name for path in (tmp_path / "cases").rglob("*") if path.is_file()}
    desk.post("officer", "register", **entry(desk, description=earlier.request.description))
    assert {path.name for path in (tmp_path / "cases").rglob("*") if path.is_file()} == kept


def test_officers_enter_corrections_and_the_information_office_complaints(desk: Desk):
    values = entry(desk, received_on=timezone.localdate().isoformat(), description="户口信息登记有误")
    assert desk.post("officer", "register_other", "records_correction", **values).status_code == 302
    case = Case.objects.get()
    assert case.procedure_code == "records_correction"
    assert "户口信息登记有误" in desk.get("officer", "case", case.pk)
    assert "核实中" in desk.get("officer", "list", procedure="records_correction")
    assert desk.get("officer", "register_other", "disclosure_complaint", status=302) == ""
    make_agency("huanghua", level="village", name="黄花村村民委员会", short_name="黄花村")
    form = desk.get("information_office", "register_other", "disclosure_complaint")
    assert desk.office.agency.name in form
    assert "黄花村" not in form  # it governs itself, and decides nothing as an authority
    assert "来件人" in form
    assert "申请公开的内容" not in form
    complaint = values | {"key": "k2", "agency": desk.office.district.code, "description": "民政局不公开"}
    done = desk.post("information_office", "register_other", "disclosure_complaint", **complaint)
    assert done.status_code == 302
    found = Case.objects.get(procedure_code="disclosure_complaint")
    assert found.handler == desk.information_office
    assert "民政局不公开" in desk.get("information_office", "case", found.pk)


def test_nobody_enters_for_an_agency_of_others(desk: Desk):
    page = desk.post("stranger", "register", **entry(desk)).content.decode()
    assert 'href="#field-agency"' in page
    assert not Case.objects.exists()
    script = {"x-requested-with": "XMLHttpRequest"}
    for who in ("inspector", "auditor", "leader"):
        assert desk.client(who).get(reverse("access_cases:register"), headers=script).status_code == 403


def test_numbers_that_cannot_be_are_told_at_their_fields_and_kept(desk: Desk):
    wrong = {"phone": "不详", "email": "abc", "postcode": "75002", "identity_kind": "id_card"}
    sent = entry(desk, identity_number="640105199001019999", **wrong)
    page = desk.post("officer", "register", **sent).content.decode()
    for name in ("phone", "email", "postcode", "identity_number"):
        assert f'href="#field-{name}"' in page
        assert f'value="{sent[name]}"' in page
    assert "Email" not in page
    assert not Case.objects.exists()
    right = "64010519900101123"
    sent |= {"phone": "0951-2077001", "email": "a@b.cn", "postcode": "750021"}
    sent["identity_number"] = right + identity_check(right)
    assert desk.post("officer", "register", **sent).status_code == 302
