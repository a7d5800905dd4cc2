"""What comes back: pages to draw on, places of terms, the redacted file and its report."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from yilan.redaction.plans import Box


@dataclass(frozen=True, slots=True)
class PageImage:
    """A page as a reader sees it: number from 1, size in points (pictures: pixels), a PNG when one was asked for."""

    number: int
    width: float
    height: float
    png: bytes = b""


@dataclass(frozen=True, slots=True)
class Found:
    """Places of terms, and the pages that hold pictures or signs in which nothing can be searched."""

    boxes: tuple[Box, ...] = ()
    unsearchable: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """What was done to a file and what was checked, for the case. It names terms and words: keep it as closely as them.

    `boxes` are the plan's and those of found terms; `drawn_anew` tells why a page is a picture now (keys of
    `words.DRAWN_ANEW`); `elsewhere` are blackened words that still stand in the text of other pages, which is no error
    but often an oversight; `unsearchable` are pages with pictures that no program has searched; `checks` are keys of
    `words.CHECKS`, all of them passed.
    """

    media_type: str
    pages: int
    boxes: tuple[Box, ...]
    terms: tuple[str, ...]
    drawn_anew: Mapping[int, str]
    elsewhere: Mapping[str, tuple[int, ...]]
    unsearchable: tuple[int, ...]
    looked_at: tuple[int, ...]
    checks: tuple[str, ...]
    sha256_before: str
    sha256_after: str
    size_before: int
    size_after: int

    @property
    def grounds(self) -> tuple[str, ...]:
        """Return the reasons that boxes give, each once, in the order of their first box."""
        return tuple(dict.fromkeys(box.reason for box in self.boxes if box.reason))

    def to_json(self) -> dict[str, Any]:
        """Return it as JSON carries it."""
        return {**asdict(self), "grounds": list(self.grounds)}

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> "Report":
        """Read what `to_json` gives, before or after a way through JSON."""
        return cls(
            **{
                **{name: value[name] for name in ("media_type", "pages", "sha256_before", "sha256_after")},
                **{name: value[name] for name in ("size_before", "size_after")},
                **{name: tuple(value[name]) for name in ("terms", "unsearchable", "looked_at", "checks")},
                "boxes": tuple(Box(**box) for box in value["boxes"]),
                "drawn_anew": {int(page): why for page, why in value["drawn_anew"].items()},
                "elsewhere": {word: tuple(pages) for word, pages in value["elsewhere"].items()},
            }
        )


@dataclass(frozen=True, slots=True)
class Redacted:
    """A file in which nothing is left below the boxes, of the kind that it was, with its report."""

    data: bytes
    media_type: str
    report: Report
