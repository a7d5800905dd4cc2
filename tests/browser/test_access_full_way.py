"""A request on its longest way, through the screens of everybody who has a part in it.

Asked on a phone, confirmed, corrected, put before a third party, extended, disclosed in part with a name blacked out,
taken by the tracking code, reviewed.
"""

import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Locator, expect
from tests.browser.people import Person
from tests.browser.test_access_citizen import PHONE, ask, code_on
from tests.browser.test_access_redaction import GROUND, desk, draw, rows
from tests.factories.files import pdf_with, text_of_pdf

pytestmark = pytest.mark.browser
NAME = "张小明"
TEXT = [f"评审会签到：{NAME}，身份证号：640105199001011234。", "评审结论：不予选址。"]
THIRD_PARTY = "贺兰山航天器材公司"


def step(person: Person, case: str, kind: str, **facts: str) -> None:
    """Take a step on the form that every step has; facts by their names, those that are chosen by their code."""
    page = person.visit(f"/office/access/{case}/steps/{kind}/")
    for name, told in facts.items():
        field = page.locator(f"#form [name={name}]").first
        if field.get_attribute("type") in {"checkbox", "radio"}:
            page.locator(f"#form [name={name}][value={told}]").check()
        elif field.evaluate("element => element.tagName") == "SELECT":
            field.select_option(value=told)
        else:
            field.fill(told)
    press(page.locator("#form button.button:not(.button-secondary)").first)
    again = page.locator("#form button[value=do]")
    if again.count():  # once more, with the paper before one's eyes
        press(again)
    expect(page).to_have_url(re.compile(rf"/office/access/{case}/(\?.*)?$"))


def press(button: Locator) -> None:
    """Press a button and wait for the page to which it leads."""
    with button.page.expect_navigation():
        button.click()


def offer(person: Person, address: str, action: str, **facts: str) -> None:
    """Take a step that a page of the answering desk offers."""
    page = person.visit(address)
    page.locator("details:has(form.offer)").evaluate_all("all => all.forEach(folded => { folded.open = true; })")
    button = page.get_by_role("button", name=re.compile(rf"(^| ){action}$"))
    form = page.locator("form.offer").filter(has=button)
    for name, told in facts.items():
        field = form.locator(f"[name$={name}]").first
        if field.evaluate("element => element.tagName") == "SELECT":
            field.select_option(value=told)
        elif field.get_attribute("type") == "radio":
            form.locator(f"[name$={name}][value={told}]").check()
        else:
            field.fill(told)
    press(form.locator("button"))
    again = page.locator("form.offer button[value=do]")
    if again.count():  # it sends a paper, which is read first
        press(again)
    expect(page.locator(".desk-refusal, .desk-error")).to_have_count(0)


def look_up(citizen: Person, code: str) -> None:
    page = citizen.visit("/access/status/")
    page.get_by_label("输入查询码").fill(code)
    citizen.press("查看办理进度")


def test_a_request_goes_its_longest_way(  # noqa: PLR0915 - a walk is one thing after the other
    arrive: Callable[..., Person],
    colleague: Callable[[str], Person],
    card: Path,
    tmp_path: Path,
):
    citizen = arrive("citizen", java_script_enabled=False, **PHONE)
    assert list(ask(citizen, card, NAME))[-1] == "receipt"
    code = code_on(citizen.page)
    officer, checker, reviewer, leader = (colleague(name) for name in ("qicao", "hedui", "baomi", "juzhang"))

    page = officer.visit("/office/access/")
    page.get_by_role("link", name=re.compile("飞船发射场选址评审记录")).first.or_(
        page.locator("tr", has_text="飞船发射场选址评审记录").get_by_role("link").first
    ).first.click()
    case = re.search(r"/access/([0-9a-f-]{36})/", page.url)[1]
    step(officer, case, "received")
    soon = (timezone.localdate() + timedelta(days=14)).isoformat()
    step(officer, case, "correction_asked", grounds="content_unclear", items="请写明评审的年份", until=soon)

    look_up(citizen, code)
    citizen.sees("请写明评审的年份")
    citizen.page.get_by_role("link", name=re.compile("补正")).first.click()
    citizen.page.locator("textarea").fill("2014年的评审")
    citizen.page.locator("main form button[type=submit], main form button.button").last.click()
    citizen.visit("/access/status/request/")
    citizen.sees("收到补正，答复期限重新计算")

    parties = desk(case, "third-parties/")
    page = officer.visit(parties)
    page.locator("form").filter(has=page.locator("[value=add]")).locator("[name=name]").fill(THIRD_PARTY)
    page.locator("[value=add]").click()
    officer.sees(THIRD_PARTY)
    offer(officer, parties, "征求第三方意见", relation="trade_secret", matter="评审记录")
    offer(officer, parties, "登记第三方意见", answer="agrees_in_part", reason="签到名单除外")
    step(leader, case, "extended", days="10", ground="complex", reason="需要逐页核对")

    information = tmp_path / "评审记录.pdf"
    information.write_bytes(pdf_with(TEXT))
    page = officer.visit(desk(case, "information/"))
    page.locator("input[type=file]").set_input_files(information)
    officer.press("添加文件")
    officer.sees("评审记录")
    page.get_by_role("link", name=re.compile("^遮盖")).first.click()
    expect(page.locator("[data-sheet][data-ready]")).to_be_visible()
    page.locator(".sheet img").evaluate("image => image.decode()")
    draw(page, 0.05, 0.05, 0.95, 0.12)
    rows(page).first.get_by_label("依据").select_option(label=GROUND)
    officer.press("保存方案")
    officer.press("制作遮盖件")
    officer.sees("遮盖件通过检查")

    page = officer.visit(desk(case, "as/partial/"))
    page.locator("[name=given]").first.check()
    for field, told in {"documents": "《评审记录》", "supply": "电子文件", "delivery": "凭查询码网上下载"}.items():
        if page.locator(f"[name={field}]").input_value() == "":
            page.locator(f"[name={field}]").fill(told)
    part = page.locator("form [data-part]").first
    part.locator("[name$=-what]").fill("第1页的签到名单")
    part.get_by_label("依据").select_option(label="不予公开：保护第三方合法权益")
    part.locator("[name$=-fact_interest][value=个人隐私]").check()
    for field in part.locator("[data-needed-by~=third_party] :is(textarea, input[type=text])").all():
        if field.is_visible() and not field.input_value():
            field.fill("第三方不同意公开签到名单")
    officer.press("提交核对")
    answer = desk(case)
    offer(checker, answer, "核对通过", opinion="属实")
    offer(reviewer, answer, "审查通过", opinion="不涉密")
    offer(leader, answer, "签发")

    look_up(citizen, code)
    citizen.sees("申请已经答复")
    with citizen.page.expect_download() as download:
        citizen.page.get_by_role("link", name=re.compile("评审记录")).first.click()
    target = tmp_path / "taken.pdf"
    download.value.save_as(target)
    assert NAME not in text_of_pdf(target.read_bytes())
    assert "不予选址" in text_of_pdf(target.read_bytes())
    citizen.visit("/access/status/request/")
    citizen.sees("答复送达")

    step(officer, case, "review_lodged", body="银川市人民政府")
    step(officer, case, "review_decided", result="upheld", number="银政复决〔2026〕12号")
    page = officer.visit(f"/office/access/{case}/")
    for told in ("确认收到", "告知补正", "征求第三方意见", "延长答复期限", "签发答复", "行政复议结果"):
        expect(page.get_by_text(told).first).to_be_visible()
