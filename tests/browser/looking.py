"""What a person notices on a page: words that are not Chinese, and parts that run out of the window."""

import re

from tests.browser.people import Person
from tests.browser.town import Town

WIDTHS = (360, 640)
OUTSIDE = """() => {
  const root = document.documentElement, edge = root.clientWidth;
  if (root.scrollWidth <= edge) return [];
  const out = [...document.body.querySelectorAll("*")].filter((one) => one.getBoundingClientRect().right > edge + 1);
  const named = (one) => `${one.tagName.toLowerCase()}.${one.getAttribute("class") || ""}`;
  return [`${root.scrollWidth} px in ${edge} px`, ...out.slice(0, 8).map(named)];
}"""
KNOWN = {"Atom", "CSV", "Delete", "ICP", "JSON", "PDF", "SHA", "Shift", "Tab", "WCAG", "XLSX"}
KNOWN |= {"DOCX", "HEIC", "JPG", "OFD", "PNG", "PPTX", "TXT", "WEBP"}  # kinds of files that are taken
LATIN = re.compile(r"(?<![\w./{:-])[A-Za-z]{3,}(?![\w./}:-])")  # no part of an address, a code, a pattern or a hash
SHOWN = """() => [document.title, document.body.innerText, ...["aria-label", "title", "placeholder", "alt"].flatMap(
  (name) => [...document.querySelectorAll(`[${name}]`)].map((one) => one.getAttribute(name)))].join("\\n")"""


def outside(person: Person, path: str, status: int) -> list[str]:
    """Open an address on a phone, widen the window, and return what stuck out on the way."""
    person.page.set_viewport_size({"width": WIDTHS[0], "height": 800})
    person.visit(path, status)
    found = []
    for width in WIDTHS:
        person.page.set_viewport_size({"width": width, "height": 800})
        found += [f"at {width} px: {what}" for what in person.page.evaluate(OUTSIDE)]
    return found


def foreign(person: Person, town: Town) -> set[str]:
    """Return the Latin words that a person sees or hears, without names of the town."""
    names = {user.username for user in town.staff} | {column.slug for column in town.columns}
    names |= {agency.code for agency in town.agencies}
    return set(LATIN.findall(person.page.evaluate(SHOWN))) - KNOWN - names
