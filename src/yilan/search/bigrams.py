"""Overlapping pairs of characters: the words of the index.

A text of n characters has n - 1 pairs at the places 0 to n - 2. A part of it with two or more characters is a phrase of
pairs, so every part is found, whatever a dictionary holds for a word. Single characters have a field of their own.
"""

from collections.abc import Iterable
from itertools import pairwise

BREAK = "¶"  # a pair by itself, so that no phrase reaches from one text into the next


def pairs(folded: str) -> str:
    """Return the pairs of a folded text with spaces between them, as the index takes them."""
    return " ".join(map("".join, pairwise(folded)))


def joined_pairs(texts: Iterable[str]) -> str:
    """Return the pairs of several folded texts; no phrase is found across two of them."""
    return f" {BREAK} ".join(filter(None, map(pairs, texts)))


def characters(texts: Iterable[str]) -> str:
    """Return every character of folded texts once, with spaces between them."""
    return " ".join(sorted(set().union(*texts)))


def phrase(folded: str) -> list[tuple[int, str]]:
    """Return as few pairs, with their places, as hold a part of two or more characters together.

    Pairs at every second place cover all characters; the last one closes a part of odd length.
    """
    last = len(folded) - 2
    places = [*range(0, last, 2), last]
    return [(place, folded[place : place + 2]) for place in places]
