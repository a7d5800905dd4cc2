"""No page type breaks a rule of WCAG 2.2 AA that a machine can check: axe says so, in every way of reading."""

from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from tests.browser.people import Person
from tests.browser.places import PUBLIC, STAFF, Place, name_of
from tests.browser.town import Town

pytestmark = pytest.mark.browser
AA = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
ALL: dict[str, Any] = {"type": "tag", "values": AA}
COLOURS: dict[str, Any] = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
STRONG = {"color-contrast-enhanced": {"enabled": True}}  # high contrast promises 7:1
# Wagtail's own markup, which we do not write.
WAGTAILS = {
    # Draftail gives the field in which a paragraph is typed no name; the section around it has one.
    "aria-input-field-name": ".Draftail-Editor .public-DraftEditor-content",
    # Handsontable, the table of Wagtail's table block, keeps a text field for the clipboard out of sight.
    "label": "#HandsontableCopyPaste",
}
axe = Axe()


def violations(person: Person, place: Place, only: dict[str, Any], **more: Any) -> list[str]:
    """Return what axe finds on the page: rule, page, selector and reason of each element."""
    found = axe.run(person.page, options={"resultTypes": ["violations"], "runOnly": only} | more).response["violations"]
    lines = [(rule["id"], node["target"][-1], node["failureSummary"]) for rule in found for node in rule["nodes"]]
    return [
        f"{rule} on {place.name}: {selector}: {reason}"
        for rule, selector, reason in lines
        if not (place.who and rule in WAGTAILS and matches(person, selector, WAGTAILS[rule]))
    ]


def matches(person: Person, selector: str, wanted: str) -> bool:
    """Tell whether the element that axe names is one of those."""
    return bool(person.page.evaluate("([one, of]) => document.querySelector(one).matches(of)", [selector, wanted]))


@pytest.mark.parametrize("place", PUBLIC, ids=name_of)
def test_a_public_page_breaks_no_rule_in_light_and_dark(reader: Callable[..., Person], town: Town, place: Place):
    citizen = reader()
    page = citizen.visit(place.path(town), place.status)
    assert "\n".join(violations(citizen, place, ALL)) == ""
    page.evaluate("document.documentElement.dataset.look = 'dark'")  # a look is this attribute and changes colours only
    assert "\n".join(violations(citizen, place, COLOURS)) == ""


@pytest.mark.parametrize("place", PUBLIC, ids=name_of)
def test_a_public_page_breaks_no_rule_in_elder_mode_and_high_contrast(
    reader: Callable[..., Person], town: Town, place: Place
):
    citizen = reader("elder=1&look=contrast")
    page = citizen.visit(place.path(town), place.status)
    assert page.locator("html.elder[data-look=contrast]").count() == 1
    assert "\n".join(violations(citizen, place, ALL, rules=STRONG)) == ""


@pytest.mark.parametrize("place", STAFF, ids=name_of)
def test_a_page_of_the_office_breaks_no_rule(
    reader: Callable[..., Person], colleague: Callable[[str], Person], town: Town, place: Place
):
    person = colleague(place.who) if place.who else reader()
    person.visit(place.path(town), place.status)
    assert "\n".join(violations(person, place, ALL)) == ""
