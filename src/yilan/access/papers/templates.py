"""Offers the wordings of the law (`data/papers`) to the papers room as templates."""

from pathlib import Path

from yilan.access.law.papers import FOLDER, paper_wordings
from yilan.papers.layout.styles import Form
from yilan.papers.registry import Fact, Shipped, register_templates


def offer_templates() -> None:
    """Register a template for every wording."""
    register_templates(FOLDER, template_of)


def template_of(path: Path) -> Shipped:
    """Return the template of one wording. `KeyError` for a file that is none."""
    wording = paper_wordings()[path.stem]
    return Shipped(
        code=wording.code,
        name=wording.title,
        form=Form(wording.style),
        text="\n".join(f"[{one.style}] {one.text}" for one in wording.paragraphs),
        source=wording.source,
        facts=tuple(Fact(one.name, one.label, one.sample) for one in wording.facts),
    )
