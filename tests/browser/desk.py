"""What members of staff do at their desks, as they do it: by clicking and typing, and by the names that stand there."""

import re

from playwright.sync_api import Locator, expect
from tests.browser.people import Person

PARAGRAPH = "各镇、街道：请于每月五日前将低保金足额发放到户，并张榜公布。"
QUESTIONS = 6


def write(officer: Person, title: str, *, asks: str = "") -> None:
    """Draft a record in the editor; `asks` is another agency that is concerned. Nothing is sent yet."""
    page = officer.page
    officer.visit("/office/")
    officer.follow("起草政府信息", within=page.locator(".desk-head"))
    page.get_by_role("textbox", name="标题*", exact=True).fill(title)
    body = page.get_by_role("region", name="正文", exact=True)
    officer.press("插入区块", within=body)
    page.get_by_role("option", name="段落").click()
    body.get_by_role("textbox").click()
    page.keyboard.type(PARAGRAPH)
    # The editor notes what was typed a moment later than a person could press the next button, but not a test.
    expect(body.locator("[name=body-0-value]")).to_have_value(re.compile(PARAGRAPH))
    page.get_by_role("checkbox", name="社会救助", exact=True).check()
    page.get_by_label("体裁", exact=True).select_option(label="通知")
    page.get_by_label("成文日期", exact=True).fill("2014-03-05")
    page.keyboard.press("Tab")
    if asks:
        agencies = page.get_by_role("region", name="机关", exact=True)
        officer.press("展开或收起本节", within=agencies)
        heading = page.get_by_role("heading", name="涉及的其他机关", exact=True)
        agencies.locator(".w-panel__wrapper").filter(has=heading).get_by_label(asks, exact=True).check()


def send(officer: Person) -> None:
    """Send the text in the editor to the first hand."""
    officer.press("提交审查")
    officer.sees("已提交审查")


def take_up(person: Person, title: str, button: str) -> Locator:
    """Open a text from the list of what waits; return the part of the page in which it is decided."""
    person.visit("/office/")
    person.follow(f"{button}: {title}")
    return person.page.get_by_role("complementary", name="办理和经过")


def pass_on(checker: Person, title: str) -> None:
    """Check a text for its agency and pass it on."""
    decision = take_up(checker, title, "审核文稿")
    decision.get_by_label("意见").fill("数据属实。")
    checker.press("通过核对", within=decision)
    checker.sees("已转保密审查")


def review(reviewer: Person, title: str) -> None:
    """Answer the six questions with no, and let the text go out."""
    decision = take_up(reviewer, title, "保密审查")
    answers = decision.get_by_role("radio", name="否", exact=True)
    expect(answers).to_have_count(QUESTIONS)
    for answer in answers.all():
        answer.check()
    decision.get_by_role("radio", name="予以公开", exact=True).check()
    decision.get_by_label("审查依据", exact=True).select_option(index=1)
    reviewer.press("提交审查结论", within=decision)
    reviewer.sees("已完成保密审查")


def sign(leader: Person, title: str) -> None:
    """Sign a text off, and say yes when asked once more."""
    decision = take_up(leader, title, "签发")
    leader.press("签发", within=decision)
    leader.press("确认签发")
    leader.sees("已签发")


def consent(leader: Person, title: str) -> None:
    """Answer for an agency concerned: the text may go out."""
    decision = take_up(leader, title, "答复意见")
    leader.press("同意公开", within=decision)
    leader.sees("已答复")


def send_back(checker: Person, title: str, reason: str) -> None:
    """Return a text to its author."""
    decision = take_up(checker, title, "审核文稿")
    decision.get_by_label("意见").fill(reason)
    checker.press("退回修改", within=decision)
    checker.sees("已退回起草人")


def withdraw(keeper: Person, title: str, reason: str) -> None:
    """Find a published record in the list and take it from the public."""
    page = keeper.visit("/office/records/")
    page.get_by_label("标题、文号或索引号").fill(title)
    keeper.press("筛选")
    keeper.follow(title)
    keeper.follow("撤下信息")
    page.get_by_label("公开的理由").fill(reason)
    keeper.press("撤下信息")
    keeper.sees("已撤下")
