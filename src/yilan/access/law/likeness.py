"""How alike two requests are: pairs of characters after what every request says has been taken away."""

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import cache, lru_cache

from yilan.access.law.reading import LawDataError, document

FILE = "likeness.toml"
NUMERALS = str.maketrans("〇零一二三四五六七八九", "00123456789")
WRITTEN_YEAR = re.compile("[〇零一二三四五六七八九]{2,}")  # 二〇一四; a single 三 may be part of a word
NOT_TEXT = re.compile(r"[\W_]+")
NUMBER = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Thresholds:
    """From which likeness texts count as similar and as the same; between 0 and 1."""

    similar: float
    same: float

    def __post_init__(self) -> None:
        """Refuse thresholds that are no order."""
        if not 0 < self.similar < self.same <= 1:
            raise LawDataError(f"{FILE}: similar and same have to rise between 0 and 1")


@cache
def thresholds() -> Thresholds:
    """Return the thresholds of the data file."""
    table = document(FILE)
    return Thresholds(table["similar"], table["same"])


@cache
def _filler() -> re.Pattern[str]:
    words = sorted(document(FILE)["filler"], key=len, reverse=True)
    return re.compile("|".join(map(re.escape, words)))


def normalise(text: str) -> str:
    """Return what a request asks for, bare: one width, no punctuation, written years as digits, filler taken away."""
    even = NOT_TEXT.sub("", _with_digits(text))
    return _filler().sub("", even) or even


def _with_digits(text: str) -> str:
    narrow = unicodedata.normalize("NFKC", text).casefold()
    return WRITTEN_YEAR.sub(lambda match: match.group().translate(NUMERALS), narrow)


@lru_cache(maxsize=4096)
def _pairs(text: str) -> Counter[str]:
    bare = normalise(text)
    return Counter(bare[place : place + 2] for place in range(max(1, len(bare) - 1))) if bare else Counter()


def likeness(a: str, b: str) -> float:
    """Return how alike two texts are, from 0 to 1 (Dice's coefficient over pairs of characters); symmetric."""
    left, right = _pairs(a), _pairs(b)
    total = left.total() + right.total()
    return 2 * (left & right).total() / total if total else 0.0


def numbers(text: str) -> Counter[str]:
    """Return the numbers of a text: years, document numbers, amounts."""
    return Counter(number.lstrip("0") or "0" for number in NUMBER.findall(_with_digits(text)))


def similar_requests(a: str, b: str) -> bool:
    """Tell whether an officer should look at both together."""
    return likeness(a, b) >= thresholds().similar


def same_request(a: str, b: str) -> bool:
    """Tell whether both ask for the same: alike, and about the same years and numbers. A person decides on it."""
    return likeness(a, b) >= thresholds().same and numbers(a) == numbers(b)
