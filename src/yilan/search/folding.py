"""The normal form in which texts are indexed and asked for: what reads the same is the same.

Full and half width, capitals, traditional and simplified characters, kinds of bracket and dash fold together; spaces
and quotation marks go. Each character folds by itself, whatever stands beside it, so that the fold of a part of a text
is a part of the fold of the text: nothing is lost by it.
"""

import re
import sys
import tomllib
import unicodedata
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

SPACE = "␣"  # stands for the space between two Latin words; every other space goes, as PDFs break lines in words
_ALIKE = {
    "(": "〔﹝［[【｛{〖<",
    ")": "〕﹞］]】｝}〗>",
    "-": "‐‑‒–—―−－─━",
    "'": "′＇",
    "·": "•・‧∙⋅",
    "~": "～〜∼",
    "零": "〇○◯",
}
UNSEEN = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
QUOTES = '“”„‟″＂「」『』‘’‚‛《》〈〉"'  # “三公”经费 is 三公经费, whoever quotes it and how
_SPACES = rf"[\s{UNSEEN}{QUOTES}\x00-\x1f\x7f]"
USUAL = 0xFFFF  # the last character of the plane that nearly all texts keep to
ROW = 128  # code points
FEW_KINDS = 8  # of characters in a text that fold to others
GAP = re.compile(f"{_SPACES}+")
_BETWEEN_WORDS = re.compile(rf"(?<=[0-9a-z]){_SPACES}*\s{_SPACES}*(?=[0-9a-z])")


def fold(text: str) -> str:
    """Return the normal form of a text."""
    even = folded_in_place(text)
    if GAP.search(even) is None:
        return even
    return GAP.sub("", _BETWEEN_WORDS.sub(SPACE, even))


def seen(text: str) -> list[int]:
    """Return the places of the characters that a text's fold has, spaces between Latin words left out."""
    return [place for place, letter in enumerate(text) if GAP.match(letter) is None]


def folded_in_place(text: str) -> str:
    """Return a text of the same length with every character folded and all spaces left where they are."""
    # Measured: a text has few kinds of characters that change, and replacing each everywhere takes a fifth of the time
    # of `translate`, which looks up all of them. No character folds to one that changes, so the order is the same.
    changing, table, place = _changing(), _table(), 0
    for _kind in range(FEW_KINDS):
        found = changing.search(text, place)
        if found is None:
            return text
        text = text.replace(found[0], table.get(ord(found[0]), found[0]))
        place = found.end()
    return text.translate(table)


def pattern_of(folded: str) -> str:
    """Return a regular expression that finds a fold in a text that was folded in place, whatever spaces it has."""
    return rf"{_SPACES}*".join(rf"{_SPACES}+" if letter == SPACE else re.escape(letter) for letter in folded)


@cache
def _changing() -> re.Pattern[str]:
    """Return an expression for characters that fold to others, and for all beyond the usual ones, which slow it."""
    usual = [code for code in sorted(_table()) if code <= USUAL]
    ends = [code for code in usual if code + 1 not in _table() or code == USUAL]
    starts = [code for code in usual if code - 1 not in _table()]
    runs = (f"{re.escape(chr(first))}-{re.escape(chr(last))}" for first, last in zip(starts, ends, strict=True))
    return re.compile(f"[{''.join(runs)}{chr(USUAL + 1)}-{chr(sys.maxunicode)}]")


@cache
def _table() -> dict[int, str]:
    simplified = _simplified()
    table: dict[int, str] = {}
    for letter in sorted({*_not_plain(), *simplified}):
        code = ord(letter)
        plain = _plain(letter)
        plain = simplified.get(plain, plain)
        if plain != letter:
            table[code] = plain
    table.update(dict.fromkeys(range(0xD800, 0xE000), "\ufffd"))  # halves of pairs, which no index takes
    for plain, others in _ALIKE.items():
        table.update({ord(other): plain for other in others})
    return {code: table.get(ord(plain), plain) for code, plain in table.items()}  # ＜ is < is a bracket


def _not_plain() -> Iterator[str]:
    """Yield the letters that may have another plain one: all of every row in which something has.

    Measured: asking whole rows takes a quarter of the time of asking a million letters one by one.
    """
    for first in range(0, sys.maxunicode + 1, ROW):
        row = "".join(map(chr, range(first, first + ROW)))
        if row.lower() != row or not unicodedata.is_normalized("NFKC", row):
            yield from row


def _plain(letter: str) -> str:
    """Return the compatible small letter where there is exactly one, else the character itself."""
    plain = unicodedata.normalize("NFKC", letter)
    if len(plain) != 1 or plain.isspace():
        return letter
    small = plain.lower()
    return small if len(small) == 1 else plain


@cache
def _simplified() -> dict[str, str]:
    data = tomllib.loads((files("yilan.search") / "data/traditional.toml").read_text(encoding="utf-8"))
    old, new = (data[name].replace("\n", "") for name in ("traditional", "simplified"))
    once: dict[str, str] = dict(zip(old, new, strict=True))
    return {letter: once.get(other, other) for letter, other in once.items()}
