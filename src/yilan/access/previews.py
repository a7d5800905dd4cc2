"""Papers before they go: what a step would send, an answer that is being drafted, one before those who check it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from yilan.access.papers import Draft, drafts_of
from yilan.access.papers.composing import NUMBER
from yilan.access.steps import Attempt, prepared
from yilan.casework.models import Case, CaseEvent, CaseFile
from yilan.casework.personal import masked
from yilan.papers.errors import PaperError, PdfUnavailable
from yilan.papers.facts import Quoted
from yilan.papers.registry import shipped
from yilan.papers.rendering import render, render_docx
from yilan.papers.word.reading import Paragraph, Table, read

DRAFTED, SIGNED = "drafted", "answered"


@dataclass(frozen=True)
class Line:
    """A paragraph of a paper with the name of its style; `style` is empty for a row of a table."""

    style: str
    text: str


@dataclass(frozen=True)
class Shown:
    """A paper in words: its title, to whom it goes, its lines."""

    title: str
    to: str
    lines: tuple[Line, ...]


def preview_answer(
    case: Case, *, outcome: str, facts: Mapping[str, Any], given: Sequence[CaseFile], on: date | None = None
) -> list[Draft]:
    """Return the papers of an answer that is being drafted. `ValidationError` with all that `draft_answer` misses."""
    day = on or timezone.localdate()
    events = list(case.events.all())
    stated = {"outcome": outcome, "stated": dict(facts), "given": [file.pk for file in given]}
    kept = prepared(Attempt(case, case.procedure.events[DRAFTED], stated, day, events))
    return _signed(case, [*events, _event(case, len(events) + 1, DRAFTED, kept, day)], day)


def preview_signing(case: Case, on: date | None = None) -> list[Draft]:
    """Return the papers of the answer that was drafted; `ValidationError` where one cannot be written."""
    return _signed(case, list(case.events.all()), on or timezone.localdate())


def shown_of(drafts: Iterable[Draft]) -> list[Shown]:
    """Return papers in the words of the templates that stand; `ValidationError` where one cannot be filled."""
    try:
        return [_shown(draft) for draft in drafts]
    except PaperError as error:
        raise ValidationError(str(error)) from error


def pdf_of(draft: Draft) -> bytes:
    """Return a paper as PDF; empty on a machine that makes none. `ValidationError` where it cannot be filled."""
    try:
        return render(draft.template, _facts(draft), on=draft.letter.dated).pdf
    except PdfUnavailable:
        return b""
    except PaperError as error:
        raise ValidationError(str(error)) from error


def _shown(draft: Draft) -> Shown:
    docx = render_docx(draft.template, _facts(draft), on=draft.letter.dated)
    words = read(docx, shipped(draft.template).form)
    return Shown(draft.title, str(draft.letter.to.get_role_display()), tuple(_lines(words)))


def _lines(words: Iterable[Paragraph | Table]) -> Iterator[Line]:
    for one in words:
        if isinstance(one, Paragraph):
            yield Line(one.style, one.text)
        else:
            for row in one.rows:
                yield Line("", "　".join(part.text for cell in row for part in cell.paragraphs))


def _facts(draft: Draft) -> dict[str, Any]:
    """Return the facts of a paper with a blank for its number, and its addressee masked: many look at a preview."""
    name = Quoted(masked(draft.letter.to, "name"))
    return {**draft.facts, NUMBER: _("(number when issued)"), "addressee": name}


def _signed(case: Case, events: list[CaseEvent], day: date) -> list[Draft]:
    return list(drafts_of(case, [*events, _event(case, len(events) + 1, SIGNED, {"opinion": ""}, day)]))


def _event(case: Case, sequence: int, kind: str, facts: Mapping[str, Any], day: date) -> CaseEvent:
    """Return an event that is not saved."""
    told = {"case": case, "sequence": sequence, "kind": kind, "on": day, "hand": CaseEvent.Hand.STAFF}
    return CaseEvent.stating(facts, at=timezone.now(), **told)
