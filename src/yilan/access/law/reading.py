"""Reads the law of `data/` into frozen objects and refuses what is not whole."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Protocol, TypeVar

from django.utils.translation import gettext

DATA = Path(__file__).parent.parent / "data"


class LawDataError(ValueError):
    """A data file lacks something, has something unknown or contradicts itself; the message names the file."""


class Coded(Protocol):
    """Whatever is found by its code."""

    @property
    def code(self) -> str:
        """What code and database call the entry."""


Built = TypeVar("Built")
CodedBuilt = TypeVar("CodedBuilt", bound=Coded)


@dataclass(frozen=True, slots=True)
class Span:
    """The days between which a rule holds, both included; `valid_to` None while it does."""

    valid_from: date
    valid_to: date | None = None

    def __post_init__(self) -> None:
        """Refuse a span that ends before it begins."""
        if self.valid_to is not None and self.valid_to < self.valid_from:
            raise LawDataError(f"what holds from {self.valid_from} cannot end on {self.valid_to}")

    def holds_on(self, day: date) -> bool:
        """Tell whether the rule is in force on a day."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True, slots=True)
class Named:
    """An entry that people choose: `label` is the English msgid for screens, `term` the official Chinese for papers."""

    code: str
    label: str
    term: str
    source: str

    def __post_init__(self) -> None:
        """Refuse an entry that says nothing or rests on nothing."""
        if not (self.code and self.label and self.term and self.source):
            raise LawDataError(f"{self.code or self.label!r} lacks its code, label, term or source")

    @property
    def words(self) -> str:
        """The label in the language of the page."""
        return gettext(self.label)


@cache
def document(name: str) -> dict[str, Any]:
    """Return one parsed file of `data/`. Callers must not change it."""
    return tomllib.loads((DATA / name).read_text(encoding="utf-8"))


def build(kind: type[Built], entry: Mapping[str, Any], place: str) -> Built:
    """Make an object of an entry; `LawDataError` where a field is missing, unknown or wrong. Lists become tuples."""
    fields = {key: tuple(value) if isinstance(value, list) else value for key, value in entry.items()}
    try:
        return kind(**fields)
    except (TypeError, LawDataError) as error:
        raise LawDataError(f"{place}: {entry.get('code', '?')}: {error}") from error


def by_code(objects: Iterable[CodedBuilt], place: str) -> dict[str, CodedBuilt]:
    """Return objects by their code, in their order; `LawDataError` where a code stands twice."""
    found: dict[str, CodedBuilt] = {}
    for one in objects:
        if one.code in found:
            raise LawDataError(f"{place}: {one.code} stands twice")
        found[one.code] = one
    return found


def coded(kind: type[CodedBuilt], name: str, key: str) -> dict[str, CodedBuilt]:
    """Read the list `key` of a file as objects by their code."""
    return by_code((build(kind, entry, name) for entry in document(name)[key]), name)
