"""The rules on which a secrecy review may rest, as data."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from yilan.disclosure.models.release import SecrecyReview


@dataclass(frozen=True)
class ReviewBasis:
    """One rule: its code, law and article, what it says in short, and the conclusions that it can carry."""

    code: str
    law: str
    article: str
    text: str
    conclusions: tuple[str, ...]
    source: str

    @property
    def citation(self) -> str:
        """The rule as it is written into the review."""
        return f"《{self.law}》{self.article}"


@cache
def review_bases() -> dict[str, ReviewBasis]:
    """Return the rules by code, in their order; raises `ValueError` for a conclusion that does not exist."""
    path = Path(__file__).parent / "data" / "review_bases.toml"
    found: dict[str, ReviewBasis] = {}
    for entry in tomllib.loads(path.read_text(encoding="utf-8"))["basis"]:
        conclusions = tuple(entry.pop("for"))
        unknown = set(conclusions) - set(SecrecyReview.Conclusion.values)
        if unknown or entry["code"] in found:
            raise ValueError(f"{path.name}: {entry['code']} stands twice or names {unknown}")
        found[entry["code"]] = ReviewBasis(conclusions=conclusions, **entry)
    return found
