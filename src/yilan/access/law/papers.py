"""The wording of every paper of the request procedure, from which the templates of `papers` are made."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from yilan.access.law.reading import DATA, LawDataError, Span, build, by_code, document
from yilan.access.law.writing import fill, placeholders

FOLDER = DATA / "papers"


@dataclass(frozen=True, slots=True)
class PaperFact:
    """A fact that a paper asks for: its placeholder, what it is called for the office, and a sample."""

    name: str
    label: str
    sample: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph with the style that it has in the template."""

    style: str
    text: str


@dataclass(frozen=True, slots=True)
class PaperLaw(Span):
    """What the law of a time says in the paper: facts such as `basis` that follow from the day alone."""

    words: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PaperWording:
    """One paper. `laws` is empty where the law comes with the decision; else the paper exists only while one holds."""

    code: str
    title: str
    style: str
    source: str
    facts: tuple[PaperFact, ...]
    paragraphs: tuple[Paragraph, ...]
    laws: tuple[PaperLaw, ...] = ()

    def __post_init__(self) -> None:
        """Refuse facts that no paragraph uses, placeholders that no fact fills, and facts without label or sample."""
        used = frozenset[str]().union(*(placeholders(paragraph.text) for paragraph in self.paragraphs))
        names = {fact.name for fact in self.facts}
        if used != names:
            raise LawDataError(f"{self.code}: placeholders and facts differ in {sorted(used ^ names)}")
        if len(names) != len(self.facts) or not all(fact.label and fact.sample for fact in self.facts):
            raise LawDataError(f"{self.code}: a fact stands twice or lacks its label or sample")
        if any(not set(law.words) <= names for law in self.laws):
            raise LawDataError(f"{self.code}: its law speaks of what the paper does not ask for")

    @property
    def samples(self) -> dict[str, str]:
        """A sample of every fact, for previews."""
        return {fact.name: fact.sample for fact in self.facts}

    def words_on(self, day: date) -> Mapping[str, str]:
        """Return the facts that the law of a day gives; LookupError where the law of that day knew no such paper."""
        if not self.laws:
            return {}
        for law in self.laws:
            if law.holds_on(day):
                return law.words
        raise LookupError(f"the law of {day} knew no {self.code}")

    def exists_on(self, day: date) -> bool:
        """Tell whether the law of a day knew the paper."""
        return not self.laws or any(law.holds_on(day) for law in self.laws)

    def text(self, facts: Mapping[str, Any]) -> list[Paragraph]:
        """Return the paragraphs with the facts filled in; raises `FactsMissing`."""
        return [Paragraph(paragraph.style, fill(paragraph.text, facts)) for paragraph in self.paragraphs]


def paper_from_toml(entry: Mapping[str, Any], place: str) -> PaperWording:
    """Build one paper from its parsed file; `LawDataError` where it is not whole."""
    rest = dict(entry)
    lists = {
        "facts": [build(PaperFact, fact, place) for fact in rest.pop("facts", ())],
        "paragraphs": [build(Paragraph, paragraph, place) for paragraph in rest.pop("paragraphs", ())],
        "laws": [build(PaperLaw, law, place) for law in rest.pop("law", ())],
    }
    return build(PaperWording, {**rest, **lists}, place)


def _read(path: Path) -> PaperWording:
    name = f"papers/{path.name}"
    paper = paper_from_toml(document(name), name)
    if paper.code != path.stem:
        raise LawDataError(f"{name}: the code is {paper.code}")
    return paper


@cache
def paper_wordings() -> dict[str, PaperWording]:
    """Return every paper by its code."""
    return by_code((_read(path) for path in sorted(FOLDER.glob("*.toml"))), FOLDER.name)
