"""Texts cut into words, by rjieba without guessing new ones. Words rank what was found; they never decide what is."""

from functools import cache
from itertools import accumulate
from typing import Any

SHORTEST = 2  # a character alone says nothing of rank


@cache
def _cutter() -> Any:
    import rjieba

    return rjieba


def words_of(folded: str) -> list[str]:
    """Return the words of a folded text in their order."""
    return list(_cutter().cut(folded, False))


def ends_of(folded: str) -> list[int]:
    """Return the places between the words of a text, with its begin and its end."""
    return list(accumulate(map(len, words_of(folded)), initial=0))


def ranking_words(folded: str) -> list[str]:
    """Return each word once that says enough to rank by."""
    return list(dict.fromkeys(word for word in words_of(folded) if len(word) >= SHORTEST and not word.isspace()))


def words_within(folded: str) -> list[str]:
    """Return the words of a text, and the shorter ones within them, that say enough to rank by."""
    return [word for word in _cutter().cut_for_search(folded, False) if len(word) >= SHORTEST]


def spaced(folded: str) -> str:
    """Return the words of a text, and the shorter ones within them, with spaces between, as the index takes them."""
    return " ".join(words_within(folded))
