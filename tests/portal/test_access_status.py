"""The own request: opened by its code only, told plainly, corrected, withdrawn, its answer taken."""

import logging
from datetime import date, timedelta

import pytest
import time_machine
from django.test import Client
from tests.factories.accounts import make_account
from tests.portal.citizen import REQUEST, STATUS, Citizen, errors, make_office, opened, picture, text
from tests.standing import standing

from yilan.access.actions import register_case_of
from yilan.access.actions.arriving import Wish, submit_request
from yilan.casework.actions import PartyData, act, add_file, add_party, show_file
from yilan.casework.tracking import check_character, shown
from yilan.core.audit.models import AuditEntry
from yilan.intake.actions import keep_bytes
from yilan.portal.views.access import limits
from yilan.settings.mail import MailServer

pytestmark = [pytest.mark.django_db]
RECEIPT = f"{REQUEST}receipt/"
TODAY = date(2026, 3, 10)  # a Tuesday in a year whose holidays are known


@pytest.fixture(autouse=True)
def day():
    with time_machine.travel("2026-03-10T10:00:00+08:00", tick=False) as traveller:
        yield traveller


@standing
def office():
    return make_office()


@pytest.fixture
def case(office):
    """A request that has been sent and waits for the confirmation."""
    person = {"name": "张小明", "phone": "13900000000", "identity_number": "640105199001011236"}
    return submit_request(
        key="k1",
        agency=office.agency,
        parties=[PartyData("applicant", "natural", person)],
        wish=Wish("2024年低保资金发放明细", "electronic", "download"),
    )


@pytest.fixture
def received(case, office):
    office.act(case, "received")
    return case


def a_file(case, role="given", until=TODAY + timedelta(days=30), data=b"%PDF answer", name="发放明细.pdf"):
    stored = keep_bytes(data, name, "application/pdf")
    file = add_file(actor=None, case=case, stored=stored, role=role, label=name, hand="system")
    if until:
        show_file(actor=None, file=file, until=until)
    return file


def test_the_code_opens_the_request_however_it_is_typed(case):
    code = shown(case.tracking_code)
    for typed in (code, code.lower(), code.replace("-", ""), f" {code.replace('-', ' ')} "):
        citizen = Citizen()
        answer = citizen.look_up(typed)
        assert answer.url == REQUEST
        assert "您的申请已经提交，等待工作人员与您确认收到。" in citizen.sees(REQUEST)


def test_the_code_stands_in_no_address_and_no_log(case, caplog):
    caplog.set_level(logging.DEBUG)
    citizen = Citizen()
    answer = citizen.look_up(shown(case.tracking_code))
    cookie = citizen.client.cookies["access_case"]
    for path in (REQUEST, RECEIPT):
        assert citizen.client.get(path).status_code == 200
    for secret in (case.tracking_code, shown(case.tracking_code)):
        assert secret not in answer.url + cookie.value + caplog.text
    assert str(case.uuid) not in cookie.value
    assert (cookie["httponly"], cookie["samesite"], cookie["path"], cookie["max-age"]) == (
        True,
        "Lax",
        "/access/",
        7200,
    )
    assert Client().get(f"{STATUS}?code={shown(case.tracking_code)}").content.decode().count('value=""') >= 1


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "请填写查询码。"),
        ("ABC", "查询码应为12位字母和数字，现在输入的与此不符，请与回执核对。"),
        ("34679ACDEFG" + check_character("34679ACDEFG"), "没有与此查询码对应的申请，请与回执核对。"),
    ],
)
def test_a_wrong_code_opens_nothing_and_says_why(case, typed, said):
    citizen = Citizen()
    answer = citizen.look_up(typed)
    assert (answer.status_code, errors(answer)) == (422, [said])
    assert "access_case" not in answer.cookies
    assert citizen.client.get(REQUEST).url == f"{STATUS}?closed=1"


def test_who_guesses_has_to_wait_wherever_the_process_runs(case, day):
    stranger = Citizen()
    for _ in range(limits.CODES.most):
        assert stranger.look_up("34679ACDEFG" + check_character("34679ACDEFG")).status_code == 422
    for typed in ("34679ACDEFG" + check_character("34679ACDEFG"), shown(case.tracking_code)):
        answer = stranger.look_up(typed)
        assert answer.status_code == 429
        assert "请过15分钟再试" in text(answer)
    assert Client(REMOTE_ADDR="192.0.2.7").post(STATUS, {"code": shown(case.tracking_code)}).status_code == 302
    day.shift(timedelta(minutes=16))
    assert stranger.look_up(shown(case.tracking_code)).status_code == 302


def test_the_request_stays_open_for_two_hours_and_is_closed_by_hand(case, day):
    citizen = opened(case)
    day.shift(timedelta(minutes=119))
    assert citizen.client.get(REQUEST).status_code == 200
    day.shift(timedelta(minutes=119))  # looking keeps it open
    assert citizen.client.get(REQUEST).status_code == 200
    kept = citizen.client.cookies["access_case"].value
    assert citizen.client.post(f"{STATUS}leave/").url == STATUS
    assert citizen.client.get(REQUEST).url == f"{STATUS}?closed=1"
    late = Client()
    late.cookies["access_case"] = kept
    day.shift(timedelta(minutes=121))
    assert late.get(REQUEST).url == f"{STATUS}?closed=1"
    late.cookies["access_case"] = kept[:-2] + "xx"
    assert late.get(REQUEST).url == f"{STATUS}?closed=1"


@pytest.mark.parametrize(
    "path",
    [REQUEST, RECEIPT, f"{REQUEST}withdraw/", f"{REQUEST}answer/corrected/", f"{REQUEST}files/1/"],
)
def test_without_the_code_nothing_opens(case, path):
    answer = Client().get(path)
    assert answer.url == f"{STATUS}?closed=1"
    assert answer.headers["Cache-Control"] == "private, no-store"


def test_the_confirmation_says_the_code_and_until_when_and_can_be_opened_again(case):
    page = opened(case).client.get(RECEIPT)
    said = text(page)
    for words in (
        shown(case.tracking_code),
        case.number,
        "西夏区民政局",
        "0951-2079000",
        "如果今天确认，最迟2026年4月8日答复",
        "/access/status/",
    ):
        assert words in said
    assert "<svg" in page.content.decode()
    assert "13900000000" not in said
    assert "张小明" not in said


def test_a_received_request_is_told_with_its_day_and_how_that_is_counted(received):
    page = opened(received).client.get(REQUEST)
    said = text(page)
    assert "承办机关正在查找、审查您要的信息。" in said
    assert "2026年4月8日" in said
    assert "剩余20个工作日" in said
    assert "承办机关确认收到申请，答复期限自次日起计算" in said
    assert "节假日，不计入：清明节" in said
    assert "张小明" not in said
    assert len(page.content) < 30_000
    assert (page.headers["Cache-Control"], page.headers["X-Robots-Tag"]) == ("private, no-store", "noindex, nofollow")
    assert "最迟2026年4月8日答复" in opened(received).sees(RECEIPT)


def test_a_pause_is_told_with_its_reason(received, office):
    party = add_party(
        actor=office.officer, case=received, role="third_party", kind="commercial", fields={"name": "某公司"}
    )
    office.act(received, "third_party_asked", party=party.pk, relation="trade_secret", matter="是否同意公开合同")
    said = opened(received).sees(REQUEST)
    assert "自2026年3月10日起期限中止：书面征求第三方意见，最迟至2026年3月31日" in said
    assert "信息涉及第三方，书面征求其意见，所需时间不计入答复期限" in said
    assert "某公司" not in said
    assert "是否同意公开合同" not in said


def test_what_is_late_is_said_to_be_late(received, day):
    day.move_to("2026-04-10T10:00:00+08:00")
    said = opened(received).sees(REQUEST)
    assert "已超期2个工作日" in said
    assert "深表歉意" in said


def ask_for_correction(office, case):
    facts = {"grounds": ["content_unclear"], "items": "请写明年份和街道", "until": "2026-03-24"}
    office.act(case, "correction_asked", **facts)


def test_a_correction_is_sent_with_its_files_and_the_period_begins_anew(received, office, day):
    citizen = opened(received)
    assert citizen.client.get(f"{REQUEST}answer/corrected/").url == REQUEST  # nobody has asked yet
    ask_for_correction(office, received)
    said = citizen.sees(REQUEST)
    assert "请写明年份和街道" in said
    assert "补正期限 2026年3月24日" in said
    assert "补正申请" in said
    assert "逾期没有办理的，视为放弃申请，不再处理。" in said
    day.move_to("2026-03-16T09:00:00+08:00")
    citizen = opened(received)
    form = citizen.sees(f"{REQUEST}answer/corrected/")
    assert "请写明年份和街道" in form
    assert "补正内容" in form  # the field is called what is asked for
    empty = citizen.client.post(f"{REQUEST}answer/corrected/", {"text": "  "})
    assert (empty.status_code, errors(empty)) == (422, ["请填写机关要求的内容。"])
    given = {"text": "2024年，文昌路街道", "enclosures": [picture("说明.jpg")]}
    assert citizen.client.post(f"{REQUEST}answer/corrected/", given).url == f"{REQUEST}?done=corrected"
    assert "已收到补正，答复期限重新计算。" in citizen.sees(f"{REQUEST}?done=corrected")
    received.refresh_from_db()
    event = received.events.get(kind="corrected")
    assert (received.state, event.hand, event.actor, event.facts["text"]) == (
        "handling", "applicant", None, "2024年，文昌路街道",
    )  # fmt: skip
    assert [(file.role, file.stored.name) for file in event.files.all()] == [("proof", "说明.jpg")]
    again = citizen.client.post(f"{REQUEST}answer/corrected/", {"text": "又一次"})
    assert again.status_code == 422
    assert "又一次" in again.content.decode()
    assert received.events.filter(kind="corrected").count() == 1


def test_a_refused_file_is_named_and_the_text_stays(received, office):
    ask_for_correction(office, received)
    given = {"text": "2024年，文昌路街道", "enclosures": [picture("说明.exe")]}
    answer = opened(received).client.post(f"{REQUEST}answer/corrected/", given)
    assert answer.status_code == 422
    assert "“说明.exe”" in errors(answer)[0]
    assert "2024年，文昌路街道" in answer.content.decode()
    assert not received.events.filter(kind="corrected").exists()


def test_reasons_are_given(received, office):
    office.act(received, "reasons_asked", ground="number", why="一个月内申请一百二十件", until="2026-03-20")
    citizen = opened(received)
    assert "一个月内申请一百二十件" in citizen.sees(REQUEST)
    assert citizen.client.post(f"{REQUEST}answer/reasons_given/", {"text": "用于论文"}).status_code == 302
    received.refresh_from_db()
    assert received.state == "handling"
    for kind in ("nothing", "evidence_given"):  # the second is of another procedure
        assert citizen.client.get(f"{REQUEST}answer/{kind}/").status_code == 404


def test_a_fee_is_shown_with_its_amount_and_is_not_answered_here(received, office):
    facts = {
        "method": "per_page",
        "count": 72,
        "amount": "420.00",
        "computation": "42页×10元/页",
        "until": "2026-04-08",
    }
    office.act(received, "fee_notified", **facts)
    page = opened(received).client.get(REQUEST).content.decode()
    box = page[page.index('class="asked"') : page.index('class="timeline"')]
    for words in ("现在要办的事", "420.00", "2026年4月8日", "写在下面可以领取的通知书里"):
        assert words in box
    assert "answer/" not in box


def test_evidence_is_added_to_a_correction_of_a_record(office):
    person = PartyData("applicant", "natural", {"name": "张小明"})
    case = register_case_of(
        actor=office.officer, procedure_code="records_correction", agency=office.agency, channel="counter",
        received_on=TODAY, parties=[person], description="缴费基数应为4200元",
    )  # fmt: skip
    office.act(case, "evidence_asked", items="工资发放记录", until="2026-03-24")
    citizen = opened(case)
    assert f"{REQUEST}answer/evidence_given/" in citizen.client.get(REQUEST).content.decode()
    given = {"text": "附上工资条", "enclosures": [picture("工资条.jpg")]}
    assert citizen.client.post(f"{REQUEST}answer/evidence_given/", given).url == f"{REQUEST}?done=evidence_given"
    said = citizen.sees(f"{REQUEST}?done=evidence_given")
    assert "已收到补充的材料" in said
    assert "附上工资条" in said
    assert case.events.get(kind="evidence_given").files.get().stored.name == "工资条.jpg"


def test_how_it_ended_is_said_and_where_a_copy_is_to_be_had_later(received, office, day):
    answer_it(received, office, a_file(received, role="original"))
    said = opened(received).sees(REQUEST)
    assert "办理结果 予以公开（提供政府信息）" in said
    assert "申请行政复议或者提起诉讼" in said
    assert "期限已过" not in said
    assert "接下来" not in opened(received).sees(RECEIPT)
    day.move_to("2026-06-10T10:00:00+08:00")
    said = opened(received).sees(REQUEST)
    assert "在本页领取文书的期限已过。需要副本的，请联系西夏区民政局 0951-2079000。" in said
    assert "另写一份申请" in said


def test_a_request_is_withdrawn_after_a_question(case):
    citizen = opened(case)
    assert "撤回申请？" in citizen.sees(f"{REQUEST}withdraw/")
    case.refresh_from_db()
    assert case.state == "submitted"
    assert citizen.client.post(f"{REQUEST}withdraw/", {"reason": ""}).url == f"{REQUEST}?done=withdrawn"
    case.refresh_from_db()
    assert (case.state, case.outcome) == ("withdrawn", "withdrawn")
    said = citizen.sees(f"{REQUEST}?done=withdrawn")
    assert "申请已撤回。" in said
    assert citizen.client.get(f"{REQUEST}withdraw/").url == REQUEST
    assert citizen.client.post(f"{REQUEST}withdraw/", {"reason": ""}).status_code == 422


def test_a_file_that_was_shown_is_taken_until_its_day_and_noted(received, day):
    file = a_file(received)
    hidden = a_file(received, role="original", until=None, name="底稿.pdf")
    citizen = opened(received)
    said = citizen.sees(REQUEST)
    assert "发放明细.pdf" in said
    assert "2026年4月9日前可领取" in said
    assert "底稿.pdf" not in said
    answer = citizen.client.get(f"{REQUEST}files/{file.pk}/")
    assert answer.content == b"%PDF answer"
    assert answer.headers["Content-Disposition"].startswith("attachment; filename*=utf-8''")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert AuditEntry.objects.get(action="casework:file:open").detail["hand"] == "applicant"
    assert citizen.client.get(f"{REQUEST}files/{hidden.pk}/").status_code == 410
    day.move_to("2026-04-10T00:30:00+08:00")
    citizen = opened(received)
    assert citizen.client.get(f"{REQUEST}files/{file.pk}/").status_code == 410
    assert "发放明细.pdf" not in citizen.sees(REQUEST)


def test_nobody_takes_the_files_of_another_request(received, office):
    other = submit_request(
        key="k2",
        agency=office.agency,
        parties=[PartyData("applicant", "natural", {"name": "王芳"})],
        wish=Wish("别的", "electronic", "download"),
    )
    file = a_file(other)
    assert opened(received).client.get(f"{REQUEST}files/{file.pk}/").status_code == 404


def test_taking_the_answer_counts_as_its_delivery_once(received, office):
    before = a_file(received, role="paper", name="补正告知书.pdf")
    citizen = opened(received)
    citizen.client.get(f"{REQUEST}files/{before.pk}/")
    assert not received.events.filter(kind="delivered").exists()  # not answered yet
    file = a_file(received, role="original")
    answer_it(received, office, file)
    for _ in range(2):
        citizen.client.get(f"{REQUEST}files/{file.pk}/")
    event = received.events.get(kind="delivered")
    assert (event.hand, event.facts["way"]) == ("applicant", "download")
    assert "答复送达" in citizen.sees(REQUEST)


def answer_it(case, office, file):
    """Bring a request to its answer by whatever its procedure asks for on the way there."""
    hands = {role: make_account(f"r{role}", role, case.agency) for role in ("agency_checker", "secrecy_reviewer")}
    act(actor=office.officer, case=case, kind="drafted", facts={"outcome": "provided", "given": [file.pk]})
    act(actor=hands["agency_checker"], case=case, kind="checked", facts={"opinion": "同意"})
    act(actor=hands["secrecy_reviewer"], case=case, kind="secrecy_reviewed", facts={"opinion": "可以公开"})
    act(actor=office.leader, case=case, kind="answered", facts={"opinion": "同意"})
    case.refresh_from_db()
    assert case.ended_on is not None


def test_the_page_of_a_long_history_asks_the_database_a_fixed_number_of_times(received, django_assert_max_num_queries):
    for _ in range(5):
        a_file(received)
    citizen = opened(received)
    with django_assert_max_num_queries(14):
        citizen.client.get(REQUEST)


def test_who_left_an_address_is_told_that_letters_come_where_the_site_sends_any(office, settings):
    settings.YILAN_MAIL = MailServer("mail.example")
    citizen = Citizen()
    citizen.fill(contact={"email": "zxm@example.com"})
    assert "会发邮件提醒" in citizen.sees("/access/ask/contact/")
    assert citizen.send().status_code == 302
    assert "给所填的邮箱发提醒" in citizen.sees(RECEIPT)
    settings.YILAN_MAIL = MailServer()
    assert "邮箱发提醒" not in citizen.sees(RECEIPT)
