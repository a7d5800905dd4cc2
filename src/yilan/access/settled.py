"""What the office has settled for itself: `data/answering.toml`."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from yilan.access.law.reading import build, document

FILE = "answering.toml"


@dataclass(frozen=True, slots=True)
class Settled:
    """Words that papers repeat, and for how many days after its date a paper can be taken by the tracking code."""

    source: str
    shown_days: int
    status_site: str
    how_to_correct: str
    how_to_pay: str
    court: str
    review_site: str
    bodies: Mapping[str, str]


@cache
def settled() -> Settled:
    """Return it; `LawDataError` where the file lacks something."""
    return build(Settled, document(FILE), FILE)
