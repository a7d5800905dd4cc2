"""Guides and catalogues as the public reads them: the newest, every older revision, and what changed."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404

from yilan.disclosure.differences.blocks import BlockDifference, compare_blocks
from yilan.disclosure.models import CatalogueVersion, GuideVersion
from yilan.organizations.models import Agency

Revision = GuideVersion | CatalogueVersion
MODELS: dict[str, type[GuideVersion] | type[CatalogueVersion]] = {
    "guide": GuideVersion,
    "catalogue": CatalogueVersion,
}


def revisions(product: str, agency: Agency) -> QuerySet[Any]:
    """Return all revisions of an agency's guide or catalogue without their content, the newest first."""
    return MODELS[product].objects.filter(agency=agency).defer("content").order_by("-number")


def revision(product: str, agency: Agency, number: int | None = None) -> Revision | None:
    """Return a revision with its content, the newest when no number is given; `Http404` for an unknown number."""
    found = MODELS[product].objects.filter(agency=agency).order_by("-number")
    if number is None:
        return found.first()
    wanted = found.filter(number=number).first()
    if wanted is None:
        raise Http404
    return wanted


def differences(product: str, old: Revision, new: Revision) -> list[BlockDifference]:
    """Return the lines that differ between two revisions."""
    lines = guide_lines if product == "guide" else catalogue_lines
    found = compare_blocks(lines(old.content), lines(new.content), lambda line: str(line["text"]))
    return [one for one in found if one.kind != "same"]


def guide_lines(content: dict[str, Any]) -> list[dict[str, str]]:
    """Return a guide as lines."""
    texts = [value for value in content["contact"].values() if value]
    for section in content["sections"]:
        texts += [section["heading"], *section["text"]]
    return [{"type": "line", "text": text} for text in texts]


def catalogue_lines(content: dict[str, Any]) -> list[dict[str, str]]:
    """Return a catalogue as lines, one a record."""
    return [
        {"type": "line", "text": f"{group['name']} {row['index_number']} {row['title']}"}
        for group in content["groups"]
        for row in group["rows"]
    ]
