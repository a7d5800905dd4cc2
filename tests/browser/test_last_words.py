"""Whoever saves with the last letter still under the finger keeps it."""

import pytest
from playwright.sync_api import Page, expect
from tests.browser.desk import PARAGRAPH
from tests.browser.people import Person

pytestmark = pytest.mark.browser


def typing(officer: Person, title: str) -> Page:
    """Draft a text; its last words are on the screen, and for a moment nowhere else."""
    page = officer.page
    officer.visit("/office/records/new/")
    page.get_by_role("textbox", name="标题*", exact=True).fill(title)
    body = page.get_by_role("region", name="正文", exact=True)
    officer.press("插入区块", within=body)
    page.get_by_role("option", name="段落").click()
    body.get_by_role("textbox").click()
    page.keyboard.type(PARAGRAPH)
    expect(body.get_by_role("textbox")).to_contain_text(PARAGRAPH)
    return page


def keeps(page: Page) -> None:
    """Look whether the saved text has its last words."""
    page.reload()
    expect(page.get_by_role("region", name="正文", exact=True).get_by_role("textbox")).to_contain_text(PARAGRAPH)


@pytest.mark.parametrize("save", ["Control+s", "button"])
def test_what_was_typed_in_the_last_moment_is_saved(colleague, town, save):
    page = typing(colleague("qicao"), f"末尾的字不能丢（{len(save)}）")
    if save == "button":
        page.get_by_role("button", name="保存草稿").click()
    else:
        page.keyboard.press(save)
    page.wait_for_url("**/edit/**")
    keeps(page)


def test_who_presses_twice_while_the_last_words_settle_makes_one_text_with_all_of_them(colleague, town):
    title = "按两次也只有一件"
    page = typing(colleague("qicao"), title)
    buttons = [page.get_by_role("button", name=name).element_handle() for name in ("保存草稿", "提交审查")]
    page.evaluate("buttons => buttons.forEach(button => button.click())", buttons)
    page.wait_for_url("**/edit/**")
    keeps(page)
    page.goto(f"{page.url.split('/office')[0]}/office/pages/search/?q={title}")
    expect(page.get_by_role("link", name=title, exact=True)).to_have_count(1)
