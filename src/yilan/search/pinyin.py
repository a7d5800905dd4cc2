"""How texts sound: titles are found by pinyin (dibao) and initials (db), and wrong characters by their right sound."""

from functools import cache
from typing import Any, cast

from yilan.search.folding import folded_in_place, seen

LONGEST = 40  # letters of a question that are read as pinyin
MOST = 6  # ways in which letters may be cut into syllables: xian is 先 and 西安
INITIALS = (2, 12)  # letters
_STARTS = set("abcdefghjklmnopqrstwxyz")


def sounds_of(text: str) -> list[str]:
    """Return one syllable without tone for each character of a text; what has no sound stands for itself."""
    from pypinyin import lazy_pinyin

    even = folded_in_place(text)
    letters = [even[place] for place in seen(text)]
    sounds: list[str] = lazy_pinyin("".join(letters), errors=cast(Any, list))  # a list is one sound for each character
    return [sound.replace("ü", "v") for sound in sounds]


def initials_of(sounds: list[str]) -> list[str]:
    """Return the first letter of each syllable."""
    return [sound[0] for sound in sounds]


def as_sounds(folded: str) -> list[tuple[str, ...]]:
    """Return every way in which Latin letters can be read as syllables, the fewest syllables first; none when not."""
    letters = folded.replace("␣", "").replace("'", "")
    if not (letters.isascii() and letters.isalpha() and 1 < len(letters) <= LONGEST):
        return []
    ways: dict[int, list[tuple[str, ...]]] = {len(letters): [()]}
    for start in range(len(letters) - 1, -1, -1):
        found = [
            (letters[start:end], *rest)
            for end in range(start + 1, min(start + 6, len(letters)) + 1)
            if letters[start:end] in _syllables()
            for rest in ways.get(end, ())
        ]
        ways[start] = sorted(found, key=len)[:MOST]
    return ways[0]


def as_initials(folded: str) -> str:
    """Return the letters of a question that may be initials, empty when they cannot be."""
    least, most = INITIALS
    fits = least <= len(folded) <= most and set(folded) <= _STARTS
    return folded if fits else ""


@cache
def _syllables() -> frozenset[str]:
    from pypinyin import pinyin_dict
    from pypinyin.contrib.tone_convert import to_normal

    readings = {reading for line in pinyin_dict.pinyin_dict.values() for reading in line.split(",")}
    plain = {to_normal(reading).replace("ü", "v") for reading in readings}
    return frozenset(one for one in plain if one.isascii() and one.isalpha() and set(one) & set("aeiouv"))
