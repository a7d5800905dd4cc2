"""The answering desk in a browser: a box is drawn with the mouse, and what lay under it is gone from the copy."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect
from tests.browser.looking import foreign, outside
from tests.browser.people import Person
from tests.browser.places import Place, name_of
from tests.browser.test_accessibility import ALL, violations
from tests.browser.town import Town
from tests.browser.town_answers import NAME
from tests.factories.files import text_of_pdf

pytestmark = pytest.mark.browser

GROUND = "保护第三方合法权益"


def desk(key: str, rest: str = "") -> str:
    """Return an address of the desk of a case."""
    return f"/office/access/{key}/answer/{rest}"


def draw(page: Page, left: float, top: float, right: float, bottom: float) -> None:
    """Draw a box with the mouse; the corners are shares of the page's picture."""
    sheet = page.locator("[data-sheet]").bounding_box()
    assert sheet is not None
    corners = [
        (sheet["x"] + sheet["width"] * x, sheet["y"] + sheet["height"] * y) for x, y in ((left, top), (right, bottom))
    ]
    page.mouse.move(*corners[0])
    page.mouse.down()
    page.mouse.move((corners[0][0] + corners[1][0]) / 2, corners[1][1], steps=4)
    page.mouse.move(*corners[1], steps=4)
    page.mouse.up()


def rows(page: Page) -> Locator:
    return page.locator("[data-rows] tbody[data-row]")


def value(page: Page, name: str, row: int = 0) -> float:
    return float(rows(page).nth(row).locator(f"[name$=-{name}]").input_value())


def test_a_box_is_drawn_and_the_word_below_it_is_gone(colleague: Callable[[str], Person], town: Town, tmp_path: Path):
    officer = colleague("qicao")
    page = officer.visit(desk(town.drawn.case, f"information/{town.drawn.original}/redaction/"))
    expect(page.locator("[data-sheet][data-ready]")).to_be_visible()
    page.locator(".sheet img").evaluate("image => image.decode()")
    draw(page, 0.05, 0.05, 0.95, 0.12)
    expect(page.locator(".sheet__box")).to_have_count(1)
    rows(page).first.get_by_label("依据").select_option(label=GROUND)
    width = value(page, "width")
    officer.press("保存方案")
    officer.sees("遮盖方案已保存")
    assert value(page, "width") == width
    officer.press("制作遮盖件")
    officer.sees("遮盖件通过检查")
    with page.expect_download() as download:
        officer.follow("保存遮盖件")
    target = tmp_path / "copy.pdf"
    download.value.save_as(target)
    text = text_of_pdf(target.read_bytes())
    assert NAME not in text
    assert "第二页" in text


def test_a_box_is_made_moved_resized_and_removed_with_the_keyboard(colleague: Callable[[str], Person], town: Town):
    page = colleague("qicao").visit(desk(town.handled.case, f"information/{town.handled.original}/redaction/"))
    page.get_by_role("button", name="添加方框").press("Enter")
    box = page.locator(".sheet__box")
    expect(box).to_be_focused()
    left, height = value(page, "left"), value(page, "height")
    page.keyboard.press("ArrowRight")
    assert value(page, "left") == pytest.approx(left + 5, abs=0.2)
    page.keyboard.press("Shift+ArrowDown")
    assert value(page, "height") == pytest.approx(height + 5, abs=0.2)
    for _ in range(200):
        page.keyboard.press("ArrowLeft")
    assert value(page, "left") == 0  # it stays on the page
    page.keyboard.press("Delete")
    expect(box).to_have_count(0)
    assert rows(page).first.locator("[name$=-width]").input_value() == ""


def test_numbers_that_are_typed_move_the_box_and_a_click_draws_none(colleague: Callable[[str], Person], town: Town):
    page = colleague("qicao").visit(desk(town.handled.case, f"information/{town.handled.original}/redaction/"))
    for name, told in {"page": 1, "left": 50, "top": 60, "width": 70, "height": 80}.items():
        rows(page).first.locator(f"[name$=-{name}]").fill(str(told))
    expect(page.locator(".sheet__box")).to_have_attribute("width", "70")
    sheet = page.locator("[data-sheet]").bounding_box()
    assert sheet is not None
    page.mouse.click(sheet["x"] + sheet["width"] * 0.8, sheet["y"] + sheet["height"] * 0.8)
    expect(page.locator(".sheet__box")).to_have_count(1)
    rows(page).first.get_by_label("删除这个方框").or_(rows(page).first.locator("[name$=-page]")).first.focus()
    rows(page).first.locator("[name$=-page]").fill("2")
    expect(page.locator(".sheet__box")).to_have_count(0)


def test_the_decision_is_shown_while_it_is_written(colleague: Callable[[str], Person], town: Town):
    page = colleague("qicao").visit(desk(town.drawn.case, "as/not_existing/"))
    page.get_by_label("检索情况").fill("在机关档案室以“征收”检索2015年至2020年的文件")
    expect(page.locator("[data-shown]")).to_contain_text("在机关档案室以“征收”检索")
    expect(page.locator("[data-shown]")).to_contain_text("行政复议")


def test_parts_show_the_facts_of_their_ground(colleague: Callable[[str], Person], town: Town):
    page = colleague("qicao").visit(desk(town.handled.case, "as/partial/"))
    parts = page.locator("form [data-part]")
    interest, law = "第三方合法权益的种类", "禁止公开的法律、行政法规名称和条款"
    expect(parts.first.get_by_role("group", name=interest)).to_be_visible()
    page.get_by_role("button", name="增加一个部分").click()
    expect(parts.last.get_by_label(law)).to_be_hidden()
    parts.last.get_by_label("依据").select_option(label="不予公开：其他法律、行政法规禁止公开")
    expect(parts.last.get_by_label(law)).to_be_visible()
    expect(parts.last.get_by_role("group", name=interest)).to_be_hidden()


PAGES = [
    Place("files", lambda town: desk(town.handled.case, "information/"), who="qicao"),
    Place(
        "redaction",
        lambda town: desk(town.handled.case, f"information/{town.handled.original}/redaction/"),
        who="qicao",
    ),
    Place("copy", lambda town: desk(town.handled.case, f"information/{town.handled.copy}/copy/"), who="qicao"),
    Place("question", lambda town: desk(town.handled.case), who="qicao"),
    Place("last question", lambda town: desk(town.handled.case, "?at=why"), who="qicao"),
    Place("draft", lambda town: desk(town.handled.case, "as/partial/"), who="qicao"),
    Place("draft of a secret", lambda town: desk(town.handled.case, "as/state_secret/"), who="qicao"),
    Place("fee", lambda town: desk(town.handled.case, "fee/?method=per_page&count=120"), who="juzhang"),
    Place("third parties", lambda town: desk(town.handled.case, "third-parties/"), who="qicao"),
    Place("decision", lambda town: desk(town.decided.case), who="hedui"),
]


@pytest.mark.parametrize("place", PAGES, ids=name_of)
def test_a_page_of_the_desk_breaks_no_rule_fits_a_phone_and_speaks_chinese(
    colleague: Callable[[str], Person], town: Town, place: Place
):
    person = colleague(place.who)
    person.visit(place.path(town))
    assert "\n".join(violations(person, place, ALL)) == ""
    assert foreign(person, town) == set()
    assert outside(person, place.path(town), 200) == []
    person.page.set_viewport_size({"width": 1280, "height": 900})
