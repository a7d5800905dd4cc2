"""The form on which a step is taken, what it would send, and the question before it counts."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from yilan.access.actions import preview_step
from yilan.access.actions.attaching import take_step_with_files
from yilan.access.papers import Draft
from yilan.access.previews import Shown, pdf_of, shown_of
from yilan.access.staff.case_head import head_of
from yilan.access.staff.doors import case_of
from yilan.access.staff.refusals import tried
from yilan.access.staff.step_fields import lacks_party, party_roles
from yilan.access.staff.step_form import StepForm
from yilan.access.staff.uploads import Held, held_files
from yilan.casework.models import Case
from yilan.casework.procedures import EventKind
from yilan.casework.queries import steps_for
from yilan.disclosure.staff.people import actor_of

EDIT, ASK, DO = "edit", "ask", "do"
PDF = "application/pdf"


@dataclass
class Taking:
    """A step that is about to be taken: its form and the files that were chosen for it."""

    case: Case
    kind: EventKind
    form: StepForm
    held: list[Held] = field(default_factory=list)

    @property
    def asks(self) -> bool:
        """Whether it is shown once more before it counts: it sends a paper, or it ends the case."""
        ends = bool(self.kind.to) and not self.case.procedure.states[self.kind.to].open
        return bool(self.kind.paper) or ends


@never_cache
@require_http_methods(["GET", "POST"])
def step(request: HttpRequest, uuid: UUID, kind: str) -> HttpResponse:
    """Show the form of a step; sent, ask once more where that matters, and take it."""
    case = case_of(request, uuid)
    found = _possible(request, case, kind)
    if found is None:
        messages.warning(request, _("This step is not possible now: the case is at “%(state)s”.") % _state(case))
        return redirect("access_cases:case", uuid)
    if lacks_party(found, case):
        address = reverse("access_cases:add_party", args=[uuid])
        return redirect(f"{address}?role={party_roles(found)[0]}&step={kind}")
    if request.method != "POST":
        return _show(request, Taking(case, found, StepForm(kind=found, case=case)))
    taking = _sent(request, case, found)
    verb = request.POST.get("verb", ASK)
    if verb == EDIT or not taking.form.is_valid():
        return _show(request, taking)
    if verb == DO or not taking.asks:
        return _take(request, taking)
    return _ask(request, taking)


@never_cache
@require_POST
def paper(request: HttpRequest, uuid: UUID, kind: str) -> HttpResponse:
    """Send the PDF of the paper that a step would send; where there is none, show the form with the reason."""
    case = case_of(request, uuid)
    found = _possible(request, case, kind)
    if found is None or not found.paper:
        raise Http404
    taking = _sent(request, case, found)
    pdf: list[bytes] = []
    if taking.form.is_valid():
        tried(taking.form, lambda: pdf.extend(pdf_of(draft) for draft in _drafts(request, taking)))
    if not any(pdf):
        if taking.form.is_valid():
            taking.form.add_error(None, _("No PDF can be made on this machine; read the words of the paper instead."))
        return _show(request, taking)
    headers = {"Content-Disposition": f'inline; filename="{kind}.pdf"', "X-Content-Type-Options": "nosniff"}
    return HttpResponse(next(filter(None, pdf)), content_type=PDF, headers=headers)


def _possible(request: HttpRequest, case: Case, kind: str) -> EventKind | None:
    """Return the step when it is possible now; `Http404` for one that does not exist, `PermissionDenied` with why."""
    known = case.procedure.events.get(kind)
    if known is None or not known.action or "staff" not in known.hands:
        raise Http404
    found = next((one for one in steps_for(actor_of(request), case) if one.kind.code == kind), None)
    if found is None:
        return None
    if found.refused:
        raise PermissionDenied(found.refused)
    return found.kind


def _sent(request: HttpRequest, case: Case, kind: EventKind) -> Taking:
    form = StepForm(request.POST, request.FILES, kind=kind, case=case)
    form.is_valid()
    return Taking(case, kind, form, held_files(request, form.cleaned_data.get("enclosed") or []))


def _drafts(request: HttpRequest, taking: Taking) -> Sequence[Draft]:
    return preview_step(
        actor=actor_of(request),
        case=taking.case,
        kind=taking.kind.code,
        facts=taking.form.stated,
        on=taking.form.cleaned_data["on"],
    )


def _ask(request: HttpRequest, taking: Taking) -> HttpResponse:
    previews: list[Shown] = []
    if not tried(taking.form, lambda: previews.extend(shown_of(_drafts(request, taking)))):
        return _show(request, taking)
    leads_to = taking.case.procedure.states[taking.kind.to].label if taking.kind.to else ""
    context = _context(request, taking) | {"previews": previews, "leads_to": leads_to}
    return render(request, "access/staff/step_confirm.html", context)


def _take(request: HttpRequest, taking: Taking) -> HttpResponse:
    values = taking.form.cleaned_data
    if _was_taken(request, taking):
        messages.info(request, _("This was entered already: %(step)s") % {"step": taking.kind.label})
        return redirect("access_cases:case", taking.case.pk)
    done = tried(
        taking.form,
        lambda: take_step_with_files(
            actor=actor_of(request),
            case=taking.case,
            kind=taking.kind.code,
            facts=taking.form.stated,
            on=values["on"],
            received=[one.received for one in taking.held],
            role=values["enclosed_as"],
            after=values["after"],
        ),
    )
    if not done:
        return _show(request, taking)
    messages.success(request, _("Entered: %(step)s") % {"step": taking.kind.label})
    return redirect("access_cases:case", taking.case.pk)


def _was_taken(request: HttpRequest, taking: Taking) -> bool:
    """Tell whether this very form was sent before: pressed twice, or sent again after going back."""
    newest = taking.case.events.last()
    return (
        newest is not None
        and newest.sequence == taking.form.cleaned_data["after"] + 1
        and (newest.kind, newest.actor_id) == (taking.kind.code, actor_of(request).pk)
    )


def _show(request: HttpRequest, taking: Taking) -> HttpResponse:
    return render(request, "access/staff/step.html", _context(request, taking))


def _context(request: HttpRequest, taking: Taking) -> dict[str, Any]:
    return {
        **head_of(request, taking.case),
        "kind": taking.kind,
        "form": taking.form,
        "held": taking.held,
        "asks": taking.asks,
    }


def _state(case: Case) -> dict[str, str]:
    return {"state": case.standing.label}
