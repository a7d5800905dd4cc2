"""One paper from one template: the DOCX that an office may edit, and the PDF that says the same."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from yilan.papers.layout.css import stylesheet
from yilan.papers.layout.measures import LINE
from yilan.papers.layout.styles import Form
from yilan.papers.pdf import html
from yilan.papers.pdf.faces import Substitution, substitutions
from yilan.papers.pdf.setting import pdf_of
from yilan.papers.queries import Standing, standing
from yilan.papers.word.filling import fill
from yilan.papers.word.finishing import finish
from yilan.papers.word.reading import read

LINES = (1, 0.95, 0.91)  # of the grid's line, where the signature would stand alone


@dataclass(frozen=True)
class Paper:
    """A finished paper. `template_version` names the version that was used, for the file of the case.

    `warnings` say which characters another face had to write; none of them is lost.
    """

    docx: bytes
    pdf: bytes
    template: str
    template_version: str
    warnings: tuple[Substitution, ...] = ()


def render(template: str, facts: Mapping[str, Any], *, on: date) -> Paper:
    """Return the paper of a day, from the version of the template that stands.

    `facts` are plain values (`facts.plain`); `on` is among them as the day of the paper. Strangers' words come as
    `facts.Quoted`. Raises `UnknownTemplate`, `Unfilled`, `BadTemplate`, `MissingGlyphs`, `PdfUnavailable`.
    """
    chosen = standing(template)
    filled = docx_of(chosen, facts, on=on)
    pdf, warnings = pdf_from(filled, chosen.shipped.form, on=on)
    return Paper(filled, pdf, template, chosen.name, warnings)


def render_docx(template: str, facts: Mapping[str, Any], *, on: date) -> bytes:
    """Return the DOCX alone, for where PDFs cannot be made. Raises what `render` does but for the PDF's errors."""
    return docx_of(standing(template), facts, on=on)


def docx_of(chosen: Standing, facts: Mapping[str, Any], *, on: date) -> bytes:
    """Return the filled DOCX of a version."""
    filled = fill(chosen.docx, facts, on=on, optional=chosen.shipped.optional)
    return finish(filled, chosen.shipped.form, on=on)


def pdf_from(docx: bytes, form: Form, *, on: date) -> tuple[bytes, tuple[Substitution, ...]]:
    """Return the PDF of a filled DOCX and the characters that another face wrote."""
    blocks = read(docx, form)
    pdf = pdf_of(html.page(blocks, form, on=on), *(stylesheet(form, LINE * share) for share in LINES))
    return pdf, substitutions(blocks, form)
