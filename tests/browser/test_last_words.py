"""Whoever saves with the last letter still under the finger keeps it."""

import pytest
from playwright.sync_api import expect
from tests.browser.desk import PARAGRAPH

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("save", ["Control+s", "button"])
def test_what_was_typed_in_the_last_moment_is_saved(colleague, town, save):
    officer = colleague("qicao")
    page = officer.page
    officer.visit("/office/records/new/")
    page.get_by_role("textbox", name="标题*", exact=True).fill(f"末尾的字不能丢（{len(save)}）")
    body = page.get_by_role("region", name="正文", exact=True)
    officer.press("插入区块", within=body)
    page.get_by_role("option", name="段落").click()
    body.get_by_role("textbox").click()
    page.keyboard.type(PARAGRAPH)
    expect(body.get_by_role("textbox")).to_contain_text(PARAGRAPH)  # on the screen, and nowhere else for a moment
    if save == "button":
        page.get_by_role("button", name="保存草稿").click()
    else:
        page.keyboard.press(save)
    page.wait_for_url("**/edit/**")
    page.reload()
    expect(page.get_by_role("region", name="正文", exact=True).get_by_role("textbox")).to_contain_text(PARAGRAPH)
