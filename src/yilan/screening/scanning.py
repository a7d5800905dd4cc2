import hashlib
import html
import re
from collections.abc import Iterable
from dataclasses import dataclass

from yilan.screening.numbers import find_numbers
from yilan.screening.rules import rules
from yilan.screening.shadow import fold, join_digits

_LONG_NUMBER = re.compile(r"[\d０-９](?:[^\n\u4e00-\u9fff]{0,2}[\d０-９Xx*]){9}")
_MARK_SIGNS = re.compile(r"[密內内件传散印公供]")


@dataclass(frozen=True)
class Hit:
    """Something found: its kind, the span in the original text, a masked excerpt, and a fingerprint of the value."""

    kind: str
    start: int
    end: int
    excerpt_masked: str
    fingerprint: str


@dataclass(frozen=True)
class PlacedHit:
    """A hit with the place (title, body 3, attachment 1) where it stands."""

    place: str
    hit: Hit


def scan_text(text: str) -> list[Hit]:
    """Return everything in a text that must not be published unseen, in the order of the text.

    Entities of HTML are read as the signs that they show, so that `1&#48;` hides nothing; offsets then refer to the
    unescaped text.
    """
    if "&" in text:
        text = html.unescape(text)
    found: list[tuple[str, int, int, str]] = []
    folded = None
    if _MARK_SIGNS.search(text):
        folded = fold(text)
        for kind, pattern in rules().marks:
            matches = pattern.finditer(folded.text)
            found += [(kind, *folded.span(match.start(), match.end()), match[0]) for match in matches]
    if _LONG_NUMBER.search(text):
        joined = join_digits(folded or fold(text))
        numbers = find_numbers(joined.text, rules())
        found += [(kind, *joined.span(start, end), joined.text[start:end]) for kind, start, end in numbers]
    return [
        Hit(kind, start, end, mask(kind, value), fingerprint(kind, value))
        for kind, start, end, value in sorted(found, key=lambda one: (one[1], one[2]))
    ]


def scan_parts(parts: Iterable[tuple[str, str]]) -> list[PlacedHit]:
    """Scan the texts of many places."""
    return [PlacedHit(place, hit) for place, text in parts for hit in scan_text(text)]


def mask(kind: str, value: str) -> str:
    """Return a value so that a reviewer can find it and nobody can use it; marks are shown as they are."""
    if kind == "identity_number":
        return f"{value[:6]}{'*' * (len(value) - 8)}{value[-2:]}"
    if kind in {"mobile_number", "bank_card"}:
        return f"{value[:3]}{'*' * (len(value) - 7)}{value[-4:]}"
    return value.strip()[:60]


def fingerprint(kind: str, value: str) -> str:
    """Return the hex SHA-256 of a value with its kind: recognises it again without keeping it."""
    return hashlib.sha256(f"{kind}:{''.join(value.split()).upper()}".encode()).hexdigest()
