"""How long the answers of a year took."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from math import ceil
from statistics import median

from yilan.access.figures.requests import Answer
from yilan.access.law.reading import LawDataError, document

FILE = "clearance.toml"
OVER = "over"
COLUMN = "total"


@dataclass(frozen=True, slots=True)
class Clearance:
    """Answers of a year in numbers; `median` and `slow` in working days, None without answers."""

    answered: int
    in_time: int
    median: float | None
    slow: int | None


@cache
def bands() -> tuple[int, ...]:
    """Return the upper ends of the bands in working days; `LawDataError` unless they grow."""
    ends = tuple(document(FILE)["bands"])
    if not ends or list(ends) != sorted(set(ends)):
        raise LawDataError(f"{FILE}: the bands have to grow")
    return ends


def percentile() -> int:
    """Return the share in per cent whose slowest answer is named beside the median."""
    return int(document(FILE)["percentile"])


def band_rows() -> tuple[str, ...]:
    """Return the rows of the bands, the quickest first."""
    return (*(f"to{end}" for end in bands()), f"{OVER}{bands()[-1]}")


def rows() -> tuple[str, ...]:
    """Return every row of the table of clearance."""
    return ("answered", "in_time", "late", "extended", *band_rows())


def rows_of(answer: Answer) -> tuple[str, ...]:
    """Return the rows in which an answer counts: in time or late, extended or not, and its band."""
    end = next((end for end in bands() if answer.days <= end), None)
    return (
        "answered",
        "late" if answer.late_by else "in_time",
        *(["extended"] if answer.extended else []),
        f"to{end}" if end is not None else band_rows()[-1],
    )


def clearance_of(days: Sequence[int], in_time: int) -> Clearance:
    """Return the figures of answers that took so many working days; the percentile is that of the nearest rank."""
    if not days:
        return Clearance(0, 0, None, None)
    ordered = sorted(days)
    rank = ceil(len(ordered) * percentile() / 100)
    return Clearance(len(ordered), in_time, median(ordered), ordered[rank - 1])
