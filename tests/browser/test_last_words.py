"""Whoever saves with the last letter still under the finger keeps it."""

from collections.abc import Callable

import pytest
from playwright.sync_api import APIResponse, Page, Route, expect
from tests.browser.desk import PARAGRAPH
from tests.browser.people import Person

pytestmark = pytest.mark.browser
LOOKS_FROM = 2500  # milliseconds after which the editor looks for changes to save by itself


def typing(officer: Person, title: str, *, after: int = 0) -> Page:
    """Draft a text, `after` milliseconds; its last words are on the screen, and for a moment nowhere else."""
    page = officer.page
    officer.visit("/office/records/new/")
    page.wait_for_timeout(after)
    page.get_by_role("textbox", name="标题*", exact=True).fill(title)
    body = page.get_by_role("region", name="正文", exact=True)
    officer.press("插入区块", within=body)
    page.get_by_role("option", name="段落").click()
    body.get_by_role("textbox").click()
    page.keyboard.type(PARAGRAPH)
    expect(body.get_by_role("textbox")).to_contain_text(PARAGRAPH)
    return page


def leave(page: Page, press: Callable[[], object]) -> None:
    """Press, and wait for the next page: saving by itself, the editor only changes the address of this one."""
    page.evaluate("window.stays = true")
    press()
    page.wait_for_function("!window.stays && document.readyState === 'complete'")


def keeps(page: Page) -> None:
    """Look whether the saved text has its last words."""
    page.reload()
    expect(page.get_by_role("region", name="正文", exact=True).get_by_role("textbox")).to_contain_text(PARAGRAPH)


def is_one_text(page: Page, title: str) -> None:
    """Look whether a text was made once."""
    page.goto(f"{page.url.split('/office')[0]}/office/pages/search/?q={title}")
    expect(page.get_by_role("link", name=title, exact=True)).to_have_count(1)


@pytest.mark.parametrize("save", ["Control+s", "button"])
def test_what_was_typed_in_the_last_moment_is_saved(colleague, town, save):
    page = typing(colleague("qicao"), f"末尾的字不能丢（{len(save)}）")
    button = page.get_by_role("button", name="保存草稿")
    leave(page, button.click if save == "button" else lambda: page.keyboard.press(save))
    keeps(page)


def test_who_presses_twice_while_the_last_words_settle_makes_one_text_with_all_of_them(colleague, town):
    title = "按两次也只有一件"
    page = typing(colleague("qicao"), title)
    buttons = [page.get_by_role("button", name=name).element_handle() for name in ("保存草稿", "提交审查")]
    leave(page, lambda: page.evaluate("buttons => buttons.forEach(button => button.click())", buttons))
    keeps(page)
    is_one_text(page, title)


def test_who_sends_while_the_editor_saves_by_itself_makes_one_text(colleague, town):
    title = "自动保存未完也只有一件"
    officer = colleague("qicao")
    saved: list[tuple[Route, APIResponse]] = []

    def answer_late(route: Route) -> None:
        if route.request.headers["accept"] == "application/json":
            saved.append((route, route.fetch()))
        else:
            route.continue_()

    officer.page.route("**/office/pages/add/**", answer_late)
    page = typing(officer, title, after=LOOKS_FROM)
    for _ in range(600):
        if saved:
            break
        page.wait_for_timeout(50)
    (route, answer), *_more = saved

    def press() -> None:
        page.get_by_role("button", name="保存草稿").click()
        route.fulfill(response=answer)

    leave(page, press)
    page.unroute("**/office/pages/add/**")
    is_one_text(page, title)
