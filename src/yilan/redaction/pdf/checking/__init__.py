"""Checks a redacted PDF as a stranger would who wants to know what was there. Knows nothing of how it was made."""

from typing import NamedTuple


class Place(NamedTuple):
    """Something that is still there: a key of `words.PLACES`, the page (0: no certain one), and what it is."""

    what: str
    page: int
    text: str
