"""Texts as they are compared: without what may differ though a reader sees the same."""

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

# Fonts often say "radical horse" where the word 马 stands. Unicode maps the Kangxi radicals to their words, and these
# simplified ones not; from EquivalentUnifiedIdeograph of its database.
RADICALS = dict(
    zip(
        "⺁⺎⺟⺠⻁⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻬⻮⻰⻳",
        "厂兀母民虎西见角贝车长门青韦页风飞食马骨鬼鱼鸟卤麦黄齐齿龙龟",
        strict=True,
    )
)


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text; `places[i]` is the index in the original of its character `i`."""

    text: str
    places: tuple[int, ...]


def fold(text: str) -> Folded:
    """Return a text without spaces, dashes, control and invisible signs, accents, widths and capitals."""
    letters: list[str] = []
    places: list[int] = []
    for place, sign in enumerate(text):
        kept = fold_sign(sign)
        letters.append(kept)
        places.extend([place] * len(kept))
    return Folded("".join(letters), tuple(places))


@lru_cache(maxsize=1 << 16)
def fold_sign(sign: str) -> str:
    """Return what is compared of one sign: often itself, sometimes nothing, sometimes several."""
    plain = unicodedata.normalize("NFKD", RADICALS.get(sign, sign)).casefold()
    return "".join(one for one in plain if unicodedata.category(one) not in _PASSED_OVER)


_PASSED_OVER = frozenset({"Zs", "Zl", "Zp", "Cc", "Cf", "Cs", "Co", "Cn", "Mn", "Me", "Mc", "Pd"})
