"""Official papers of a case: written, numbered, filed, delivered."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from yilan.accounts.models import User
from yilan.casework.actions.filing import add_file
from yilan.casework.authority import require_handler
from yilan.casework.models import Case, CaseEvent, CaseFile, CasePaper, Party
from yilan.core import audit
from yilan.core.numbering.counters import take_serials
from yilan.intake.actions import keep_bytes
from yilan.papers.errors import MissingGlyphs, PaperError, PdfUnavailable
from yilan.papers.queries import standing
from yilan.papers.rendering import render, render_docx

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PDF = "application/pdf"
_documents_only: ContextVar[bool] = ContextVar("documents_only", default=False)


@contextmanager
def documents_only() -> Iterator[None]:
    """Write papers as DOCX alone inside: for hundreds at once, as when cases are taken over from before."""
    token = _documents_only.set(True)
    try:
        yield
    finally:
        _documents_only.reset(token)


@transaction.atomic
def issue_paper(  # noqa: PLR0913 - all by name
    *,
    actor: User | None,
    case: Case,
    template: str,
    title: str,
    facts: Mapping[str, Any],
    to: Party | None = None,
    event: CaseEvent | None = None,
    on: date | None = None,
) -> CasePaper:
    """Write a paper from its template, give it the agency's next number of the year, file it as DOCX and PDF.

    `facts` fill the template; `number` is added. Raises what `yilan.papers.render` raises: a paper with a
    gap is not written, and its number is not used up. Staff are told of a character that no font here has; what the
    applicant or the system does goes on, with the DOCX alone.
    """
    if actor is not None:
        require_handler(actor, case)
    day = on or timezone.localdate()
    number = _number(case, day.year)
    bearable = PdfUnavailable if actor is not None else (PdfUnavailable, MissingGlyphs)
    docx, pdf, version = _written(template, {**facts, "number": number}, day, bearable)
    files = {
        kind: add_file(
            actor=actor,
            case=case,
            stored=keep_bytes(data, f"{title}{number}.{kind}", media_type),
            role=CaseFile.Role.PAPER,
            label=title,
            event=event,
            hand=CaseEvent.Hand.STAFF if actor else CaseEvent.Hand.SYSTEM,
        )
        for kind, data, media_type in (("docx", docx, DOCX), ("pdf", pdf, PDF))
        if data
    }
    issued = CasePaper.objects.create(
        case=case,
        event=event,
        template=template,
        template_version=version,
        title=title,
        number=number,
        dated=day,
        to=to,
        document=files["docx"],
        printed=files.get("pdf"),
    )
    audit.record(
        actor=actor,
        action="casework:paper:issue",
        subject=case,
        agency_code=case.agency.code,
        detail={"paper": issued.pk, "number": number, "template": template},
    )
    return issued


@transaction.atomic
def deliver_paper(  # noqa: PLR0913 - all by name
    *,
    actor: User | None,
    paper: CasePaper,
    way: str,
    sent_on: date | None = None,
    arrived_on: date | None = None,
    proof: str = "",
) -> CasePaper:
    """Enter how and when a paper was sent and arrived. `ValidationError` where the days contradict each other."""
    if actor is not None:
        require_handler(actor, paper.case)
    if arrived_on and arrived_on < (sent_on or paper.dated):
        raise ValidationError({"arrived_on": _("It cannot have arrived before it was sent.")})
    paper.way, paper.sent_on, paper.arrived_on, paper.proof = way, sent_on, arrived_on, proof.strip()[:200]
    paper.save(update_fields=["way", "sent_on", "arrived_on", "proof"])
    audit.record(
        actor=actor,
        action="casework:paper:deliver",
        subject=paper.case,
        agency_code=paper.case.agency.code,
        detail={"paper": paper.pk, "way": way, "arrived_on": arrived_on.isoformat() if arrived_on else ""},
    )
    return paper


def _written(
    template: str, facts: Mapping[str, Any], day: date, bearable: type[PaperError] | tuple[type[PaperError], ...]
) -> tuple[bytes, bytes, str]:
    """Return DOCX, PDF and the template's version; the PDF is empty where none is wanted or none could be made."""
    try:
        paper = None if _documents_only.get() else render(template, facts, on=day)
    except bearable:
        paper = None
    if paper is None:
        return render_docx(template, facts, on=day), b"", standing(template).name
    return paper.docx, paper.pdf, paper.template_version


def _number(case: Case, year: int) -> str:
    serial = take_serials(f"paper:{case.procedure_code}:{case.agency.code}:{year}")[0]
    return f"{case.agency.short_name}{case.procedure.paper_mark}〔{year}〕{serial}号"
