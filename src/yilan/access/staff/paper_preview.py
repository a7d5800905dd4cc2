"""The papers that a step would send, in the words of the templates that stand, and as PDF."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from yilan.access.papers import Draft
from yilan.papers.errors import PaperError, PdfUnavailable
from yilan.papers.registry import shipped
from yilan.papers.rendering import render, render_docx
from yilan.papers.word.reading import Paragraph, Table, read


@dataclass(frozen=True)
class Line:
    """A paragraph of a paper with the name of its style; `style` is empty for a row of a table."""

    style: str
    text: str


@dataclass(frozen=True)
class Preview:
    """A paper as it would go: its title, to whom it goes, its words."""

    title: str
    to: str
    lines: tuple[Line, ...]


def previews_of(drafts: Iterable[Draft]) -> list[Preview]:
    """Return papers in words; `ValidationError` with the reason where a template cannot be filled."""
    return [_preview(draft) for draft in drafts]


def pdf_of(draft: Draft) -> bytes:
    """Return a paper as PDF; empty on a machine that makes none. `ValidationError` where it cannot be filled."""
    try:
        return render(draft.template, _facts(draft), on=draft.letter.dated).pdf
    except PdfUnavailable:
        return b""
    except PaperError as error:
        raise ValidationError(str(error)) from error


def _preview(draft: Draft) -> Preview:
    try:
        docx = render_docx(draft.template, _facts(draft), on=draft.letter.dated)
    except PaperError as error:
        raise ValidationError(str(error)) from error
    words = read(docx, shipped(draft.template).form)
    return Preview(draft.title, str(draft.letter.to.get_role_display()), tuple(_lines(words)))


def _facts(draft: Draft) -> dict[str, Any]:
    return {**draft.facts, "number": _("(number when issued)")}


def _lines(words: Iterable[Paragraph | Table]) -> Iterator[Line]:
    for one in words:
        if isinstance(one, Paragraph):
            yield Line(one.style, one.text)
        else:
            for row in one.rows:
                yield Line("", "　".join(part.text for cell in row for part in cell.paragraphs))
