"""The answer is drafted: what its outcome demands, with the decision as it will read."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from yilan.access.actions import draft_answer
from yilan.access.actions.preparing import require_preparing
from yilan.access.answering.answer_forms import AnswerForm, Parts, part_initial, parts_of
from yilan.access.answering.downloads import NOT_KEPT
from yilan.access.answering.helping import papers_before, records_for, told_by_chosen
from yilan.access.answering.opened import about, opened
from yilan.access.answers import Answer, drafted_answer
from yilan.access.judging import judged
from yilan.access.law.outcomes import Outcome, outcomes
from yilan.access.offering import offered_outcomes
from yilan.access.papers import Draft
from yilan.access.previews import Shown, pdf_of, preview_answer, shown_of
from yilan.access.published import PublishedRecord
from yilan.access.queries.answering import blackened_parts, may_be_given
from yilan.access.suggesting import suggested_facts
from yilan.casework.models import Case, CaseEvent, CaseFile
from yilan.organizations.days import today
from yilan.organizations.staff.form_pages import show_refusal
from yilan.organizations.staff.people import actor_of


@dataclass
class Drafting:
    """The forms of an answer together."""

    case: Case
    outcome: Outcome
    form: AnswerForm
    parts: Any
    records: list[PublishedRecord]

    def is_valid(self) -> bool:
        """Check both, so that everything that is wrong is told at once."""
        return all([self.form.is_valid(), self.parts is None or self.parts.is_valid()])

    @property
    def facts(self) -> dict[str, Any]:
        """The facts as the verb takes them."""
        facts = self.form.facts()
        return facts if self.parts is None else {**facts, "parts": parts_of(self.parts)}

    def preview(self) -> list[Draft]:
        """Return the papers as they would go out. `ValidationError` with all that is missing."""
        return preview_answer(self.case, outcome=self.outcome.code, facts=self.facts, given=self.form.ticked_files())


@require_http_methods(["GET", "POST"])
def draft(request: HttpRequest, uuid: UUID, outcome: str) -> HttpResponse:
    """Ask for what an outcome demands; show the decision; send it to those who check it."""
    case, drafting = _drafting(request, uuid, outcome)
    shown: list[Shown] = []
    if request.method == "POST" and drafting.is_valid():
        try:
            if request.POST.get("verb") == "draft":
                given = drafting.form.ticked_files()
                draft_answer(actor=actor_of(request), case=case, outcome=outcome, facts=drafting.facts, given=given)
                messages.success(request, _("The answer is drafted. It goes to the check now."))
                return redirect("access_answering:answer", case.pk)
            shown = shown_of(drafting.preview())
        except (ValidationError, PermissionDenied) as error:
            show_refusal(drafting.form, error)
    context = {
        "before": papers_before(case, drafting.outcome),
        "records": drafting.records,
        "outcome": drafting.outcome,
        "law": drafting.outcome.law_on(case.received_on or today()),
        "form": drafting.form,
        "parts": drafting.parts,
        "files": judged(drafting.form.offered.values()),
        "shown": shown,
    }
    return render(request, "access/answering/draft.html", about(request, case, "answer") | context)


@require_POST
def preview(request: HttpRequest, uuid: UUID, outcome: str) -> HttpResponse:
    """Return the decision as it would read now, as a part of a page; or what is missing for it."""
    _case, drafting = _drafting(request, uuid, outcome)
    context: dict[str, Any] = {"shown": [], "missing": []}
    if drafting.is_valid():
        try:
            context["shown"] = shown_of(drafting.preview())
        except ValidationError as error:
            context["missing"] = error.messages
    answer = render(request, "access/answering/parts/preview.html", context)
    for name, value in NOT_KEPT.items():
        answer[name] = value
    return answer


@require_POST
def preview_pdf(request: HttpRequest, uuid: UUID, outcome: str) -> HttpResponse:
    """Return the decision as a PDF; where it cannot be made, say why in plain words."""
    _case, drafting = _drafting(request, uuid, outcome)
    try:
        drafts = drafting.preview() if drafting.is_valid() else []
        pdf = pdf_of(drafts[0]) if drafts else b""
        unavailable = _("No PDF can be made on this machine; read the words of the paper instead.")
        told = unavailable if drafts else _("Not complete yet.")
    except ValidationError as error:
        pdf, told = b"", "\n".join(error.messages)
    if not pdf:
        return HttpResponse(told, content_type="text/plain; charset=utf-8", headers=NOT_KEPT)
    disposition = content_disposition_header(as_attachment=False, filename=f"{drafts[0].title}.pdf")
    headers = NOT_KEPT | {"Content-Disposition": disposition or "inline"}
    return HttpResponse(pdf, content_type="application/pdf", headers=headers)


def _drafting(request: HttpRequest, uuid: UUID, code: str) -> tuple[Case, Drafting]:
    case = opened(request, uuid)
    outcome = outcomes().get(code)
    if outcome is None or code not in dict(offered_outcomes(case)):
        raise Http404
    try:
        require_preparing(actor_of(request), case)
    except ValidationError as error:
        raise PermissionDenied(" ".join(error.messages)) from error
    files = may_be_given(case, redacted=outcome.redaction)
    events = list(case.events.all())
    earlier = drafted_answer(events)
    same = earlier if earlier is not None and earlier.outcome.code == code else None
    sent = request.POST if request.method == "POST" else None
    records = records_for(case, outcome)
    initial = _initial(case, events, outcome, files, same)
    initial |= told_by_chosen(outcome, records, request.GET.get("record", ""))
    form = AnswerForm(sent, outcome=outcome, files=files, initial=initial)
    parts = None
    if outcome.takes_grounds:
        rows = None if sent else _parts(files, same)  # a sent row that says what stood there is no empty one
        parts = Parts(sent, prefix="part", initial=rows, form_kwargs={"case": case})
    return case, Drafting(case, outcome, form, parts, records)


def _initial(
    case: Case, events: Sequence[CaseEvent], outcome: Outcome, files: Sequence[CaseFile], earlier: Answer | None
) -> dict[str, Any]:
    """Return what stands in the form at first: what was drafted before, else what the case knows."""
    if earlier is not None:
        return {**earlier.facts, "given": list(earlier.given)}
    blackened = {file.made_from_id for file in files}  # whoever made a copy means to give the copy
    offered = [file for file in files if file.made_from_id or not (outcome.redaction or file.pk in blackened)]
    given = offered if outcome.attaches else []
    return {**suggested_facts(case, events, outcome, given), "given": [file.pk for file in given]}


def _parts(files: Sequence[CaseFile], earlier: Answer | None) -> list[dict[str, Any]]:
    if earlier is not None:
        return [part_initial(part.what, part.ground, part.facts) for part in earlier.facts.get("parts") or ()]
    return [part_initial(what, ground, {}) for what, ground in blackened_parts(files)]
