"""The pages serve those who have no mouse, no scripts, or want paper."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from tests.browser.people import Person
from tests.browser.town import Town

pytestmark = pytest.mark.browser
STEPS = 30
# What has the focus must carry a line, and be what one sees where it stands: neither clipped nor covered.
FOCUS = """() => {
  const one = document.activeElement, style = getComputedStyle(one), box = one.getClientRects()[0];
  if (one === document.body) return "the end";
  if (one.tagName === "VIDEO") return "";  // the browser's own buttons are inside
  const there = box && document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
  const drawn = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
  return drawn && there && (one.contains(there) || there.contains(one)) ? "" : one.outerHTML.slice(0, 200);
}"""


@pytest.mark.parametrize("width", [640, 1280])
@pytest.mark.parametrize("path", ["/", "/overview/", "/records/", "/info/{}/", "/office/login/"])
def test_every_step_of_the_keyboard_can_be_seen(reader: Callable[..., Person], town: Town, path: str, width: int):
    citizen = reader("", "citizen with a keyboard")
    citizen.page.set_viewport_size({"width": width, "height": 800})
    page = citizen.visit(path.format(town.rich.index_number))
    told = []
    for _step in range(STEPS):
        page.keyboard.press("Tab")
        told.append(page.evaluate(FOCUS))
        if told[-1] == "the end":
            break
    assert [what for what in told if what not in {"", "the end"}] == []
    assert len(told) > 3


def test_the_first_step_of_the_keyboard_skips_to_the_content(arrive: Callable[..., Person], town: Town):
    page = arrive().visit("/")
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="跳到正文")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport(ratio=1)
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_be_focused()


def test_a_keyboard_is_enough_to_search(arrive: Callable[..., Person], town: Town):
    page = arrive().visit("/")
    for _step in range(3):  # skip link, name of the site, box
        page.keyboard.press("Tab")
    page.keyboard.type("低保标准")
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name=town.revised.title)).to_be_visible()


def test_what_is_typed_is_completed_and_a_keyboard_is_enough_to_choose(arrive: Callable[..., Person], town: Town):
    page = arrive().visit("/")
    box = page.get_by_role("combobox")
    box.press_sequentially("低保标准")
    expect(box).to_have_attribute("aria-expanded", "true")
    option = page.get_by_role("option", name=town.revised.title)
    expect(option).to_be_visible()
    page.keyboard.press("ArrowDown")
    chosen = page.get_by_role("option", selected=True)
    expect(chosen).to_have_count(1)
    expect(box).to_have_attribute("aria-activedescendant", chosen.get_attribute("id") or "")
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    page.keyboard.press("ArrowDown")
    expect(option).to_be_visible()
    while option.get_attribute("aria-selected") != "true":
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(town.revised.title)


def test_a_page_of_results_tells_that_it_is_shown_and_what_is_opened(arrive: Callable[..., Person], town: Town):
    citizen = arrive()
    page = citizen.visit("/")
    page.get_by_role("combobox").fill("低保标准")
    with page.expect_request("**/search/shown/") as shown:
        citizen.press("搜索信息")
    with page.expect_request("**/search/opened/") as opened:
        page.get_by_role("link", name=town.revised.title).click()
    for told in (shown.value, opened.value):
        assert (told.method, told.post_data) == ("POST", "q=%E4%BD%8E%E4%BF%9D%E6%A0%87%E5%87%86")


@pytest.fixture
def plain(arrive: Callable[..., Person]) -> Person:
    """Seat somebody whose browser runs no scripts."""
    return arrive("citizen without scripts", java_script_enabled=False)


def test_without_scripts_the_home_page_leads_to_a_record(plain: Person, town: Town):
    page = plain.visit("/")
    plain.follow(town.repealed.title)
    expect(page.get_by_role("heading", level=1)).to_have_text(town.repealed.title)
    expect(page.get_by_role("button", name="打印本页")).to_be_hidden()


def test_without_scripts_the_filters_of_the_overview_are_links(plain: Person, town: Town):
    page = plain.visit("/overview/")
    page.get_by_text("年份", exact=True).click()
    page.locator("[data-facet=year] a", has_text="2014").click()
    assert "year=2014" in page.url
    expect(page.get_by_role("link", name="取消筛选")).to_be_visible()


def test_without_scripts_search_finds(plain: Person, town: Town):
    page = plain.visit("/")
    page.get_by_role("searchbox").fill("低保标准")
    plain.press("搜索信息")
    expect(page.get_by_role("link", name=town.revised.title)).to_be_visible()


def test_without_scripts_the_size_of_letters_is_switched_and_kept(plain: Person, town: Town):
    page = plain.visit("/")
    before = size(page)
    plain.follow("长者版")
    assert size(page) > before
    plain.visit("/agencies/")
    assert size(page) > before
    plain.follow("标准字号")
    assert size(page) == before


def size(page: Page) -> float:
    """Return the size of letters in pixels. Playwright may ask what the page's own scripts may not."""
    return page.locator("body").evaluate("(body) => parseFloat(getComputedStyle(body).fontSize)")


def test_without_scripts_staff_sign_in(plain: Person, town: Town):
    plain.sign_in("juzhang")


@pytest.fixture
def paper(reader: Callable[..., Person]) -> Person:
    """Seat somebody who prints."""
    return reader("", "citizen who prints")


@pytest.mark.parametrize("path", ["/", "/overview/", "/records/", "/agencies/mzj/", "/info/{}/"])
def test_paper_carries_no_buttons_and_menus(paper: Person, town: Town, path: str):
    page = paper.page
    page.emulate_media(media="print")
    paper.visit(path.format(town.rich.index_number))
    for what in (".head nav", ".head-search", ".crumbs", ".skip", ".foot ul", "button"):
        for one in page.locator(what).all():
            expect(one).to_be_hidden()
    expect(page.locator(".head-name")).to_be_visible()


def test_paper_carries_the_address_of_a_record_as_a_code(paper: Person, town: Town):
    page = paper.page
    page.emulate_media(media="screen")
    paper.visit(f"/info/{town.rich.index_number}/")
    code = page.locator(".after svg.qr")
    expect(code).to_be_hidden()
    page.emulate_media(media="print")
    expect(code).to_be_visible()
    expect(page.get_by_text(f"/info/{town.rich.index_number}/").first).to_be_visible()
