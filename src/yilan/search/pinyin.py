"""How texts sound: titles are found by pinyin (dibao) and initials (db), and wrong characters by their right sound."""

from functools import cache
from itertools import pairwise, takewhile
from typing import Any, cast

from yilan.search.folding import folded_in_place, seen
from yilan.search.words import SHORTEST, ends_of, words_within

LONGEST = 40  # letters of a question that are read as pinyin
MOST = 6  # ways in which letters may be cut into syllables: xian is 先 and 西安
INITIALS = (2, 12)  # letters
MOST_WORDS = 4  # that follow one another and are asked for by their initials together
_STARTS = set("abcdefghjklmnopqrstwxyz")


def sounds_of(text: str) -> list[str]:
    """Return one syllable without tone for each character of a text; what has no sound stands for itself."""
    from pypinyin import lazy_pinyin

    sounds: list[str] = lazy_pinyin(_letters(text), errors=cast(Any, list))  # a list is one sound for each character
    return [sound.replace("ü", "v") for sound in sounds]


def initials_of(sounds: list[str]) -> list[str]:
    """Return the first letter of each syllable."""
    return [sound[0] for sound in sounds]


def initials_of_words(text: str, sounds: list[str]) -> list[str]:
    """Return the initials of every word of a text, of words within words, and of words that follow one another.

    `sounds` are those of the text. A character alone is no word here: 街道办 has jdb and jd, and no db.
    """
    letters, initials = _letters(text), "".join(initials_of(sounds))
    found = {initials[letters.index(word) :][: len(word)] for word in words_within(letters)}
    words = list(pairwise(ends_of(letters)))
    for number, (start, _end) in enumerate(words):
        together = takewhile(lambda word: word[1] - word[0] >= SHORTEST, words[number : number + MOST_WORDS])
        found |= {initials[start:end] for _start, end in together}
    return sorted(one for one in found if as_initials(one))


def _letters(text: str) -> str:
    even = folded_in_place(text)
    return "".join(even[place] for place in seen(text))


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


def readings_of(letter: str) -> set[str]:
    """Return every syllable without tone that a Chinese character may be read as."""
    from pypinyin import pinyin_dict

    return {_plain(reading) for reading in pinyin_dict.pinyin_dict.get(ord(letter), "").split(",") if reading}


@cache
def _plain(reading: str) -> str:
    from pypinyin.contrib.tone_convert import to_normal

    return to_normal(reading).replace("ü", "v")


@cache
def _syllables() -> frozenset[str]:
    from pypinyin import pinyin_dict

    plain = {_plain(reading) for line in pinyin_dict.pinyin_dict.values() for reading in line.split(",")}
    return frozenset(one for one in plain if one.isascii() and one.isalpha() and set(one) & set("aeiouv"))
