"""A citizen asks for information: on a phone without JavaScript, and with all that a script adds."""

import re
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pypdfium2
import pytest
from axe_playwright_python.sync_playwright import Axe
from django.db import connections
from playwright.sync_api import Page
from tests.browser.looking import OUTSIDE, foreign
from tests.browser.people import Person
from tests.browser.town import Town

from yilan.casework.actions import act, add_file, show_file
from yilan.casework.models import Case, CaseFile
from yilan.core.calendar import add_working_days
from yilan.intake.actions import keep_bytes
from yilan.intake.kinds import taken

pytestmark = pytest.mark.browser
PHONE = {"viewport": {"width": 360, "height": 740}}
AA = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
CODE = re.compile(r"[3-9A-Y]{4}-[3-9A-Y]{4}-[3-9A-Y]{4}")
KINDS = {one.upper() for kind in taken().kinds.values() for one in kind.extensions}
axe = Axe()


def ask(person: Person, card: Path, name: str, *, records: bool = False) -> Iterator[str]:
    """Fill the form in and send it; yields the name of every page that stands on the screen."""
    page = person.visit("/access/")
    yield "guide"
    person.follow("填写申请", within=page.locator(".doors"))
    yield "begin"
    person.press("开始填写")
    yield "description"
    page.get_by_label("信息名称").fill("关于公布城乡低保标准的通知" if records else "飞船发射场选址评审记录")
    page.get_by_label("内容描述").fill("2014年全区范围")
    person.press("继续")
    if records:
        yield "records"
        person.press("都不是，继续申请")
    yield "agency"
    page.get_by_label("其他机关", exact=True).and_(page.locator("[type=radio]")).check()
    page.locator("select").select_option(label="西夏区民政局")
    for question, chosen in (
        ("oneself", "是"), ("proof", ""), ("supply", "电子文件"), ("delivery", "凭查询码网上下载"), ("kind", "自然人")
    ):  # fmt: skip
        person.press("继续")
        yield question
        if chosen:
            page.get_by_role("radio", name=re.compile(f"^{chosen}")).check()
    person.press("继续")
    yield "name"
    page.get_by_label("申请人的姓名").fill(name)
    person.press("继续")
    yield "identity"
    page.get_by_role("radio", name="居民身份证", exact=True).check()
    page.get_by_label("证件号码").fill("640105199001011236")
    page.get_by_label("证件照片").set_input_files(card)
    person.press("继续")
    yield "by agent"
    page.get_by_role("radio", name=re.compile("^否")).check()
    person.press("继续")
    yield "contact"
    page.get_by_label("电话").fill("0951-2079000")
    person.press("继续")
    yield "check"
    person.sees("身份证.jpg")
    person.press("提交申请")
    person.sees("申请已提交")
    yield "receipt"


def code_on(page: Page) -> str:
    """Return the tracking code that a page shows."""
    found = CODE.search(page.locator("output").inner_text())
    assert found is not None
    return found[0]


def in_the_office(work: Callable[[Case], object]) -> None:
    """Let the office do something to the request that was sent last; beside a browser Django wants a thread for it."""

    def done() -> None:
        try:
            work(Case.objects.latest("created_at"))
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as pool:
        pool.submit(done).result()


def give_a_file(case: Case) -> None:
    """Let the applicant take a file."""
    stored = keep_bytes(b"%PDF-1.4 answer", "评审记录.pdf", "application/pdf")
    file = add_file(actor=None, case=case, stored=stored, role=CaseFile.Role.GIVEN, label="评审记录.pdf", hand="system")
    show_file(actor=None, file=file, until=add_working_days(case.received_on, 20))


def violations(person: Person) -> list[str]:
    """Return what axe finds on the page that stands on the screen."""
    options = {"resultTypes": ["violations"], "runOnly": {"type": "tag", "values": AA}}
    found = axe.run(person.page, options=options).response["violations"]
    return [f"{rule['id']}: {node['target'][-1]}: {node['failureSummary']}" for rule in found for node in rule["nodes"]]


def test_a_citizen_asks_follows_corrects_and_takes_the_answer_on_a_phone_without_javascript(
    arrive: Callable[..., Person], town: Town, card: Path, tmp_path: Path
):
    citizen = arrive("citizen", java_script_enabled=False, **PHONE)
    page = citizen.page
    assert list(ask(citizen, card, "张小明"))[-1] == "receipt"
    code = code_on(page)
    citizen.follow("查看办理进度")
    citizen.sees("等待工作人员与您确认收到")
    citizen.press("在本设备上退出查询")

    def ask_for_correction(case: Case) -> None:
        act(actor=town.officer, case=case, kind="received")
        until = add_working_days(case.received_on, 5).isoformat()
        facts = {"grounds": ["content_unclear"], "items": "请写明年份", "until": until}
        act(actor=town.officer, case=case, kind="correction_asked", facts=facts)

    in_the_office(ask_for_correction)
    page.get_by_label("输入查询码").fill("ABC")
    citizen.press("查看办理进度")
    citizen.sees("查询码应为12位字母和数字")
    page.get_by_label("输入查询码").fill(code.lower())
    citizen.press("查看办理进度")
    citizen.sees("请写明年份")
    citizen.follow("补正申请")
    citizen.press("提交补正")
    citizen.sees("填写机关要求的内容")
    page.get_by_label("补正内容").fill("2014年和2015年")
    citizen.press("提交补正")
    citizen.sees("已收到补正")
    citizen.sees("2014年和2015年")

    in_the_office(give_a_file)
    page.reload()
    with page.expect_download() as taking:
        citizen.follow("评审记录.pdf")
    assert Path(taking.value.path()).read_bytes() == b"%PDF-1.4 answer"
    citizen.follow("撤回申请")
    citizen.press("撤回申请")
    citizen.sees("申请已撤回。")


def test_no_page_of_a_request_breaks_a_rule_runs_out_of_the_window_or_speaks_english(
    arrive: Callable[..., Person], town: Town, card: Path
):
    citizen = arrive("citizen with a phone", **PHONE)
    found = []
    for name in ask(citizen, card, "王芳", records=True):
        found += [f"{name}: {what}" for what in (*violations(citizen), *citizen.page.evaluate(OUTSIDE))]
        found += [f"{name}: {word}" for word in foreign(citizen, town) - KINDS]
    code = code_on(citizen.page)
    assert len(pypdfium2.PdfDocument(citizen.page.pdf(format="A4"))) == 1, "the confirmation fits on one sheet"
    in_the_office(lambda case: act(actor=town.officer, case=case, kind="received"))
    for path in ("/access/status/request/", "/access/status/request/withdraw/", "/access/status/", "/access/ask/"):
        citizen.visit(path)
        found += [f"{path}: {what}" for what in (*violations(citizen), *citizen.page.evaluate(OUTSIDE))]
        found += [f"{path}: {word}" for word in foreign(citizen, town)]
    assert "\n".join(found) == ""
    citizen.visit(f"/access/status/#{code}")
    assert citizen.page.get_by_label("输入查询码").input_value() == code
    assert "#" not in citizen.page.url


def test_errors_are_said_at_the_top_where_the_keyboard_is(arrive: Callable[..., Person], town: Town):
    citizen = arrive("citizen with a phone", **PHONE)
    page = citizen.visit("/access/ask/")
    citizen.press("开始填写")
    citizen.press("继续")
    citizen.sees("请改正下面的内容")
    assert page.evaluate("document.activeElement.className") == "problems"
    assert violations(citizen) == []
    assert page.evaluate(OUTSIDE) == []
    citizen.follow("请填写信息的名称、文号或者内容描述，填一项即可。")
    assert page.evaluate("document.activeElement.name") == "title"


def test_records_that_fit_appear_while_somebody_writes(arrive: Callable[..., Person], town: Town):
    citizen = arrive()
    page = citizen.visit("/access/ask/")
    citizen.press("开始填写")
    page.get_by_label("信息名称").press_sequentially("城乡低保标准")
    citizen.sees("下列公开信息可能已经解答")
    page.get_by_role("link", name="关于公布城乡低保标准的通知").wait_for()
    assert "低保" not in page.url
