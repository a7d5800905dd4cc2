"""The overview answers a filter by itself, and what it says is what the server would say."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from tests.browser.people import Person
from tests.browser.town import Town

pytestmark = pytest.mark.browser
CELLS = """() => [...document.querySelectorAll("table.overview tbody td, table.overview tfoot td, [data-total]")]
  .map((cell) => [cell.textContent.trim(), cell.className, cell.querySelector("a")?.getAttribute("href") || ""])"""


def choose(page: Page, facet: str, words: str) -> None:
    """Open a filter and choose in it."""
    box = page.locator(f"[data-facet={facet}]")
    if box.get_attribute("open") is None:
        box.locator("summary").click()
    box.get_by_role("link", name=words).click()


@pytest.mark.parametrize("axis", ["20", "column"])
def test_a_filter_answers_without_asking_for_a_page(arrive: Callable[..., Person], town: Town, axis: str):
    citizen = arrive()
    page = citizen.visit(f"/overview/?axis={axis}")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(f"{request.resource_type} {request.url}"))
    before = page.locator("[data-total]").inner_text()
    choose(page, "year", "2014")
    choose(page, "genre", "通知")
    page.wait_for_url("**genre=tongzhi**")
    assert page.locator("[data-total]").inner_text() != before
    assert [one for one in asked if one.startswith("document ")] == []
    assert sum("/overview/facts.json" in one for one in asked) == 1, "all counts are read once"
    mine = page.evaluate(CELLS)
    page.reload()
    assert page.evaluate(CELLS) == mine, "the server counts the same"
    page.go_back()
    expect(page.locator("[data-total]")).not_to_have_text("0")


def test_a_cell_opens_a_list_of_as_many_records(arrive: Callable[..., Person], town: Town):
    page = arrive().visit("/overview/")
    choose(page, "genre", "通知")
    page.wait_for_url("**genre=tongzhi**")
    row = page.locator("tr[data-agency=mzj]")
    opened = row.locator("td[data-head] a").evaluate_all("(links) => links.map((a) => [a.href, a.textContent])")
    assert opened
    opened.append([row.locator(".sum a").evaluate("(a) => a.href"), row.locator(".sum").inner_text()])
    for address, number in opened:
        page.goto(address)
        expect(page.locator(".found")).to_contain_text(f"共 {number} 件")
