"""Words that a stretch of characters may have meant, one of which is wrong and sounds like the right one."""

import re
from functools import cache

from yilan.search.pinyin import readings_of, sounds_of
from yilan.search.words import words_of

LONGEST = 6  # characters of a word that may be misspelled
_CHINESE = re.compile("[\u4e00-\u9fff]+").fullmatch


def words_meant(stretch: str) -> list[str]:
    """Return the words of the dictionary that sound like a stretch and differ from it in one character.

    None for what is a word already: whoever writes it may well mean it.
    """
    if not 1 < len(stretch) <= LONGEST or not _CHINESE(stretch) or is_word(stretch):
        return []
    sounds = sounds_of(stretch)
    others = (
        stretch[:place] + other + stretch[place + 1 :]
        for place, letter in enumerate(stretch)
        for other in _sounding(sounds[place])
        if other != letter
    )
    return [other for other in others if is_word(other) and sounds_of(other) == sounds]


def is_word(folded: str) -> bool:
    """Tell whether the dictionary has a text as one word."""
    return words_of(folded) == [folded]


def _sounding(sound: str) -> tuple[str, ...]:
    return _by_sound().get(sound, ())


@cache
def _by_sound() -> dict[str, tuple[str, ...]]:
    """Return the usual characters, those of GB 2312, under each of their sounds: a tenth of a second, once."""
    found: dict[str, list[str]] = {}
    rows, cells = range(0xB0, 0xF8), range(0xA1, 0xFF)  # where GB 2312 has its characters
    letters = bytes(byte for row in rows for cell in cells for byte in (row, cell)).decode("gb2312", "ignore")
    for letter in letters:
        for sound in readings_of(letter):
            found.setdefault(sound, []).append(letter)
    return {sound: tuple(letters) for sound, letters in found.items()}
