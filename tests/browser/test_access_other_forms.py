"""A correction and a complaint in the browser: on a phone without JavaScript, and by the rules on every new page."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pypdfium2
import pytest
from tests.browser.looking import OUTSIDE, foreign
from tests.browser.people import Person
from tests.browser.test_access_citizen import KINDS, PHONE, violations
from tests.browser.town import Town

pytestmark = pytest.mark.browser


def correct(person: Person, proof: Path) -> Iterator[str]:
    """Fill a correction in and send it; yields the name of every page that no other form has."""
    page = person.visit("/access/")
    person.follow("申请更正与自己有关的信息", within=page.locator(".doors"))
    yield "begin"
    person.press("开始填写")
    page.locator("select").select_option(label="西夏区民政局")
    for question, words in (("record", "低保档案"), ("wrong", "出生在1952年"), ("right", "出生在1962年")):
        person.press("继续")
        page.locator(f"[name={question}]").fill(words)
        yield question
    person.press("继续")
    page.get_by_label("材料的照片").set_input_files(proof)
    yield "proof"
    for chosen in ("当面领取", "自然人"):
        person.press("继续")
        page.get_by_role("radio", name=re.compile(f"^{chosen}")).check()
    person.press("继续")
    page.get_by_label("申请人的姓名").fill("张小明")
    person.press("继续")
    page.get_by_role("radio", name="居民身份证", exact=True).check()
    page.get_by_label("证件号码").fill("640105199001011236")
    page.get_by_label("证件照片").set_input_files(proof)
    person.press("继续")
    page.get_by_role("radio", name=re.compile("^否")).check()
    person.press("继续")
    page.get_by_label("电话").fill("0951-2079000")
    person.press("继续")
    person.sees("出生在1962年")
    yield "check"
    person.press("提交更正申请")
    person.sees("更正申请已提交")
    yield "receipt"


def test_somebody_complains_on_a_phone_without_javascript(arrive: Callable[..., Person], town: Town):
    citizen = arrive("citizen", java_script_enabled=False, **PHONE)
    page = citizen.visit("/agencies/mzj/")
    citizen.follow("投诉举报不依法公开信息")
    citizen.press("开始填写")
    assert page.locator("select option:checked").inner_text() == "西夏区民政局"
    citizen.press("继续")
    citizen.press("继续")
    citizen.sees("请选择一种情况。")
    page.get_by_role("radio", name=re.compile("^没有按要求主动公开")).check()
    citizen.press("继续")
    page.get_by_label("具体是什么事？").fill("没有公开部门预算")
    for _optional in ("earlier", "proof", "wish", "kind"):
        citizen.press("继续")
    page.get_by_role("radio", name=re.compile("^自然人")).check()
    citizen.press("继续")
    page.get_by_label("投诉举报人的姓名").fill("王芳")
    citizen.press("继续")
    page.get_by_label("电话").fill("0951-2079000")
    citizen.press("继续")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["viewport"]["width"]
    citizen.press("提交投诉举报")
    citizen.sees("投诉举报已提交")
    citizen.follow("查看办理进度")
    citizen.sees("主管部门正在核查")
    citizen.follow("撤回投诉举报")
    citizen.press("撤回投诉举报")
    citizen.sees("投诉举报已撤回。")


def test_no_page_of_a_correction_breaks_a_rule_runs_out_of_the_window_or_speaks_english(
    arrive: Callable[..., Person], town: Town, card: Path
):
    citizen = arrive("citizen with a phone", **PHONE)
    found = []
    for name in correct(citizen, card):
        found += [f"{name}: {what}" for what in (*violations(citizen), *citizen.page.evaluate(OUTSIDE))]
        found += [f"{name}: {word}" for word in foreign(citizen, town) - KINDS]
    assert "\n".join(found) == ""
    assert len(pypdfium2.PdfDocument(citizen.page.pdf(format="A4"))) == 1, "the confirmation fits on one sheet"
