"""What an officer wants blackened in a file: boxes and terms, each with the ground why it is withheld."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any, Self

from yilan.access.findings import places_in
from yilan.access.models import RedactionPlan
from yilan.intake.models import StoredFile
from yilan.intake.queries import open_kept
from yilan.redaction.asking import find_terms, pages
from yilan.redaction.plans import Box, Plan
from yilan.redaction.results import Report


@dataclass(frozen=True, slots=True)
class Term:
    """A text that must not be read anywhere in the copy, and the code of the ground."""

    text: str
    ground: str = ""


@dataclass(frozen=True, slots=True)
class Content:
    """The plan as it is kept; in `boxes` the reason is the code of the ground."""

    boxes: tuple[Box, ...] = ()
    terms: tuple[Term, ...] = ()
    looked_at: tuple[int, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing is to be blackened yet."""
        return not self.boxes and not self.terms

    def plan(self, found: Iterable[Box] = ()) -> Plan:
        """Return it as `redaction` carries it out. Places of terms that were found get the ground of their term."""
        grounds = {term.text: term.ground for term in self.terms}
        placed = [replace(box, reason=grounds[box.term]) for box in found if box.term in grounds]
        return Plan(
            tuple(dict.fromkeys((*self.boxes, *placed))),
            tuple(term.text for term in self.terms),
            frozenset(self.looked_at),
        )

    def to_json(self) -> str:
        """Return it as text for the sealed field."""
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> Self:
        """Read what `to_json` gives."""
        read = json.loads(text)
        return cls(
            tuple(Box(**box) for box in read.get("boxes", ())),
            tuple(Term(**term) for term in read.get("terms", ())),
            tuple(read.get("looked_at", ())),
        )


@dataclass(frozen=True, slots=True)
class Found:
    """What is known of a file: sizes of its pages, what screening proposes (kind and place), where terms stand.

    `unsearchable` are pages with pictures; `elsewhere` are words that other pages of the last copy still show.
    """

    sizes: tuple[tuple[float, float], ...] = ()
    proposals: tuple[tuple[str, Box], ...] = ()
    terms: tuple[Box, ...] = ()
    unsearchable: tuple[int, ...] = ()
    elsewhere: Mapping[str, tuple[int, ...]] = field(default_factory=dict)

    def to_json(self) -> str:
        """Return it as text for the sealed field."""
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> Self:
        """Read what `to_json` gives."""
        read = json.loads(text)
        return cls(
            tuple((size[0], size[1]) for size in read["sizes"]),
            tuple((kind, Box(**box)) for kind, box in read["proposals"]),
            tuple(Box(**box) for box in read["terms"]),
            tuple(read["unsearchable"]),
            {word: tuple(numbers) for word, numbers in read["elsewhere"].items()},
        )


def content_of(row: RedactionPlan | None) -> Content:
    """Return what a saved plan says; an empty one where there is none."""
    return Content.from_json(row.content) if row else Content()


def found_in(stored: StoredFile) -> Found:
    """Look a file through before anything is drawn; `CannotRedact` for one that cannot be redacted."""
    data = open_kept(stored).read()
    sizes = tuple((page.width, page.height) for page in pages(data, stored.media_type, previews=()))
    unsearchable = find_terms(data, stored.media_type, ()).unsearchable
    return Found(sizes, tuple(places_in(data, stored.media_type)), (), unsearchable)


def found_of(row: RedactionPlan | None, stored: StoredFile) -> Found:
    """Return what a saved plan knows of its file; without one the file is looked through."""
    return Found.from_json(row.found) if row else found_in(stored)


def report_for_case(report: Report) -> dict[str, Any]:
    """Return a report as the case keeps it in clear: without the words that must not be read."""
    plain = report.to_json()
    return plain | {
        "boxes": [box | {"term": ""} for box in plain["boxes"]],
        "terms": [],
        "terms_searched": len(report.terms),
        "elsewhere": {},
    }
