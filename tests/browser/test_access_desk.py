"""The officer's desk in a browser: no rule of WCAG broken, nothing beside the window, everything by keyboard."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect
from tests.browser.people import Person
from tests.browser.places import Place, name_of
from tests.browser.test_accessibility import ALL, violations
from tests.browser.town import Town

pytestmark = pytest.mark.browser
OUTSIDE = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


PLACES = [
    Place("queue of cases", lambda _town: "/office/access/", who="qicao"),
    Place("queue without a hit", lambda _town: "/office/access/?number=没有", who="qicao"),
    Place("registration", lambda _town: "/office/access/new/", who="qicao"),
    Place("registration of a correction", lambda _town: "/office/access/new/records_correction/", who="qicao"),
    Place("who handles what", lambda _town: "/office/access/handing-over/", who="juzhang"),
    Place("how a case goes", lambda _town: "/office/access/help/access/", who="qicao"),
]
OF_A_CASE = ["", "steps/correction_asked/", "parties/new/", "handler/", "receipt/", "files/"]


def looked_at(person: Person, place: Place) -> None:
    """See that axe finds nothing, and that nothing stands beside the window at the widths of office screens."""
    assert "\n".join(violations(person, place, ALL)) == ""
    for width in (1280, 1440):
        person.page.set_viewport_size({"width": width, "height": 900})
        assert person.page.evaluate(OUTSIDE) <= 0, f"{place.name} at {width} px"


@pytest.mark.parametrize("place", PLACES, ids=name_of)
def test_a_page_of_the_desk_breaks_no_rule(colleague: Callable[[str], Person], town: Town, place: Place):
    person = colleague(place.who)
    person.visit(place.path(town), place.status)
    looked_at(person, place)


@pytest.mark.parametrize("rest", OF_A_CASE)
def test_a_page_of_a_case_breaks_no_rule(colleague: Callable[[str], Person], town: Town, rest: str):
    person = colleague("qicao")
    path = f"/office/access/{town.fresh_case.pk}/{rest}"
    person.visit(path)
    looked_at(person, Place(path, lambda _town: path, who="qicao"))


def test_a_clock_that_stands_and_one_that_is_late_are_told_in_words(colleague: Callable[[str], Person], town: Town):
    person = colleague("qicao")
    person.visit("/office/access/")
    person.sees("已超期 2 个工作日")
    person.sees("暂停：书面征求第三方意见")
    person.visit(f"/office/access/{town.paused_case.pk}/")
    person.sees("逐日说明")
    looked_at(person, Place("case whose clock stands", lambda _town: "", who="qicao"))


def test_a_correction_is_asked_for_by_keyboard_alone(colleague: Callable[[str], Person], town: Town):
    person = colleague("qicao")
    page = person.visit(f"/office/access/{town.fresh_case.pk}/")
    page.get_by_role("link", name="告知补正", exact=True).focus()
    page.keyboard.press("Enter")
    page.get_by_role("checkbox").first.focus()
    page.keyboard.press("Space")
    page.get_by_label("逐项说明怎样补正").focus()
    page.keyboard.type("请写明文件的名称或者文号。")
    page.get_by_label("补正期限").fill((timezone.localdate() + timedelta(days=15)).isoformat())
    page.get_by_role("button", name="预览文书").focus()
    page.keyboard.press("Enter")
    person.sees("请写明文件的名称或者文号。")
    looked_at(person, Place("a paper before it goes", lambda _town: "", who="qicao"))
    page.get_by_role("button", name="告知补正并发出文书").focus()
    page.keyboard.press("Enter")
    person.sees("已登记：告知补正")
    expect(page.get_by_role("link", name="PDF", exact=False).first).to_be_visible()


def test_what_is_missing_is_told_at_the_top_and_at_the_field(colleague: Callable[[str], Person]):
    person = colleague("qicao")
    page = person.visit("/office/access/new/")
    person.press("登记")
    person.sees("填写有误，尚未登记")
    looked_at(person, Place("registration with errors", lambda _town: "", who="qicao"))
    page.get_by_role("alert").get_by_role("link", name="姓名或者名称").click()
    expect(page.locator("#field-name")).to_be_in_viewport()
    assert page.title().startswith("错误")


def test_a_personal_field_is_shown_once(colleague: Callable[[str], Person], town: Town):
    person = colleague("qicao")
    page = person.visit(f"/office/access/{town.late_case.pk}/")
    expect(page.get_by_text("13912345678")).to_have_count(0)
    person.follow("查看：申请人的联系电话")
    page.get_by_label("用途", exact=True).select_option(label="就本件联系申请人")
    person.press("查看该项")
    person.sees("13912345678")
    looked_at(person, Place("a field that was opened", lambda _town: "", who="qicao"))
