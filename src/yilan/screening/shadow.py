"""A shadow of a text in which numbers stand as one run of digits, with the way back to the original."""

import re
import unicodedata
from dataclasses import dataclass

_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))
_GAP = re.compile(r"(?<=\d)[ \u00a0\u2002-\u200a\u3000\t\n·•.\-–—－]{1,2}(?=[\dXx*])")
_NEEDS_FOLDING = re.compile(r"[^\x00-\x7f\u4e00-\u9fff\u3000-\u303f\uff0c\uff1a\uff1b\u201c\u201d\u2018\u2019]")


@dataclass(frozen=True)
class Shadow:
    """The folded text, and for each of its characters the place in the original."""

    text: str
    places: list[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the original's span of a span of the shadow."""
        return self.places[start], self.places[end - 1] + 1


def fold(text: str) -> Shadow:
    """Fold widths and drop invisible signs everywhere; the marks are looked for here."""
    if not _NEEDS_FOLDING.search(text):
        return Shadow(text, list(range(len(text))))
    letters: list[str] = []
    places: list[int] = []
    for place, letter in enumerate(text):
        if ord(letter) in _INVISIBLE:
            continue
        for folded in unicodedata.normalize("NFKC", letter):
            letters.append(folded)
            places.append(place)
    return Shadow("".join(letters), places)


def join_digits(shadow: Shadow) -> Shadow:
    """Drop the gaps inside numbers (spaces, hyphens, dots, line ends); numbers are looked for here."""
    gaps = list(_GAP.finditer(shadow.text))
    if not gaps:
        return shadow
    letters: list[str] = []
    places: list[int] = []
    position = 0
    for gap in gaps:
        letters.append(shadow.text[position : gap.start()])
        places += shadow.places[position : gap.start()]
        position = gap.end()
    letters.append(shadow.text[position:])
    places += shadow.places[position:]
    return Shadow("".join(letters), places)
