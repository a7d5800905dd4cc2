"""Nothing runs out of the window, on a phone or at twice the size; what stands in it is Chinese and can be hit."""

from collections.abc import Callable

import pytest
from tests.browser.looking import OUTSIDE, foreign, outside
from tests.browser.people import Person
from tests.browser.places import PUBLIC, STAFF, Place, name_of
from tests.browser.town import Town

pytestmark = pytest.mark.browser
SHARP = {"device_scale_factor": 2}  # with 640 px across, this is a window of 1280 px at 200 %
TARGET = 24  # px, WCAG 2.2, 2.5.8
SMALL = """([selector, least]) => [...document.querySelectorAll(selector)]
  .filter((link) => link.checkVisibility())
  .map((link) => [link.textContent.trim(), link.getBoundingClientRect()])
  .filter(([, box]) => box.width < least || box.height < least)
  .map(([words, box]) => `${words}: ${Math.round(box.width)} x ${Math.round(box.height)}`)"""


@pytest.mark.parametrize("place", PUBLIC, ids=name_of)
def test_a_public_page_fits_a_phone_and_speaks_chinese(reader: Callable[..., Person], town: Town, place: Place):
    citizen = reader("", "citizen with a phone", **SHARP)
    assert outside(citizen, place.path(town), place.status) == []
    assert foreign(citizen, town) == set()


@pytest.mark.parametrize("place", PUBLIC, ids=name_of)
def test_a_public_page_in_elder_mode_fits_a_phone(reader: Callable[..., Person], town: Town, place: Place):
    citizen = reader("elder=1", "citizen with a phone", **SHARP)
    assert outside(citizen, place.path(town), place.status) == []


@pytest.mark.parametrize("place", STAFF, ids=name_of)
def test_a_page_of_the_office_fits_a_phone_and_speaks_chinese(
    reader: Callable[..., Person], colleague: Callable[[str], Person], town: Town, place: Place
):
    person = colleague(place.who) if place.who else reader()
    wide = person.page.viewport_size
    try:
        assert outside(person, place.path(town), place.status) == []
        assert foreign(person, town) == set()
    finally:
        person.page.set_viewport_size(wide)


def test_the_menu_of_a_table_speaks_chinese(colleague: Callable[[str], Person], town: Town):
    officer = colleague("qicao")
    page = officer.visit(f"/office/pages/{town.draft.pk}/edit/")
    page.get_by_role("region", name="正文", exact=True).get_by_text("第1街道", exact=True).click(button="right")
    officer.sees("在上方插入行")
    assert foreign(officer, town) == set()


@pytest.mark.parametrize("axis", ["20", "21", "column", "genre"])
def test_the_overview_fits_a_usual_window(reader: Callable[..., Person], town: Town, axis: str):
    page = reader().visit(f"/overview/?axis={axis}")
    shown, whole = page.locator(".matrix").evaluate("(box) => [box.clientWidth, box.scrollWidth]")
    assert whole <= shown
    assert page.evaluate(OUTSIDE) == []


@pytest.mark.parametrize("path", ["/", "/overview/", "/agencies/mzj/", "/records/", "/info/{}/"])
def test_what_leads_on_is_large_enough_to_hit(reader: Callable[..., Person], town: Town, path: str):
    page = reader("", "citizen with a phone", **SHARP).visit(path.format(town.rich.index_number))
    links = "nav a, .head-name, .foot a, .skip, button, summary"
    for width in (360, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate(SMALL, [links, TARGET]) == []


@pytest.mark.parametrize("path", ["/records/?item=20-1", "/search/?q=公"])
def test_filters_are_folded_above_a_list_on_a_phone_and_stand_beside_it_in_a_window(
    reader: Callable[..., Person], town: Town, path: str
):
    page = reader("", "citizen with a phone", **SHARP).visit(path)
    fold, choice = page.locator(".filter-box > summary"), page.locator(".facets a").first
    page.set_viewport_size({"width": 360, "height": 800})
    assert not choice.is_visible()
    assert ("已选" in fold.inner_text()) == ("item" in path)
    fold.click()
    assert choice.is_visible()
    page.reload()
    page.set_viewport_size({"width": 1280, "height": 800})
    assert choice.is_visible()
    assert not fold.is_visible()
