"""What an element of an office file or an OFD would do outside of the document."""

import re

from yilan.intake.checks.markup import Started, plain
from yilan.intake.checks.outcome import Bad

ELSEWHERE = re.compile(r"\s*(?:[a-z][a-z0-9+.-]*:|\\\\|//)", re.IGNORECASE)
CLICKED = re.compile(
    r"\s*(?:https?|ftp|mailto|tel|sms):", re.IGNORECASE
)  # what a link may lead to that a reader clicks
HANDED = re.compile(r"\s*ppaction://(?:program|macro|ole)", re.IGNORECASE)
DRAWN = {"imagedata", "fill", "stroke", "image", "use", "feImage"}
SCRIPTED = {"script", "foreignObject", "handler", "listener", "iframe", "object", "embed", "audio", "video"}
LINKS = {"hyperlink", "a", "hlinkClick", "hlinkHover"}
DEEDS = {"URI", "GotoA", "Movie", "Sound"}  # GB/T 33190-2016, 15
FETCHED = re.compile(r"url\(\s*[\"']?\s*(?!data:)(?:[a-z][a-z0-9+.-]*:|//)", re.IGNORECASE)
SVG_RUNS = re.compile(r"on[a-z]+$", re.IGNORECASE)


def leads_elsewhere(target: str) -> bool:
    """Tell whether a target lies outside of the package, whatever it says of itself."""
    return bool(ELSEWHERE.match(target))


def is_harmless_link(target: str) -> bool:
    """Tell whether a reader may click it: an address on the web or a place in this document."""
    return bool(CLICKED.match(target)) or target.startswith("#")


def office() -> Started:
    """Return what looks at the elements of an office file."""

    def started(name: str, attributes: dict[str, str]) -> None:
        own = plain(attributes)
        if HANDED.match(own.get("action", "")):
            raise Bad("active")
        if name in DRAWN and leads_elsewhere(own.get("src", "")):
            raise Bad("active")
        if name in {"connectString", "udl"} and leads_elsewhere(own.get("val", "").partition("Source=")[2]):
            raise Bad("active")

    return started


def drawing() -> Started:
    """Return what looks at the elements of a drawing (SVG): no scripts, and nothing from elsewhere."""

    def started(name: str, attributes: dict[str, str]) -> None:
        own = plain(attributes)
        if name in SCRIPTED or any(SVG_RUNS.match(key) for key in own):
            raise Bad("active")
        if any(FETCHED.search(value) for value in own.values()):
            raise Bad("active")
        target = own.get("href", own.get("src", ""))
        if leads_elsewhere(target) and not (target.startswith("data:image/") or name in LINKS):
            raise Bad("active")

    return started


def fixed_layout() -> Started:
    """Return what looks at the elements of an OFD: what is done at opening stays in the document."""
    unasked = False

    def started(name: str, attributes: dict[str, str]) -> None:
        nonlocal unasked
        own = plain(attributes)
        if name == "Action":
            unasked = own.get("Event", "CLICK").upper() != "CLICK"
        elif name in DEEDS and unasked:
            raise Bad("active")
        if name == "URI":
            target = own.get("URI", "")
            if leads_elsewhere(target) and not is_harmless_link(target):
                raise Bad("active")

    return started
