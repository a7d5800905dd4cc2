"""The redaction screen: boxes over the page, the plan that is kept, the copy that is made from it."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from yilan.access.actions.preparing import require_preparing
from yilan.access.actions.redacting import make_copy, order_copy, save_plan
from yilan.access.answering.grounds import ground_choices
from yilan.access.answering.opened import about, file_at
from yilan.access.answering.redaction_forms import PlanForms
from yilan.access.answering.sheets import number_in, sheet_of
from yilan.access.models import RedactionPlan
from yilan.access.queries.answering import plan_of
from yilan.access.redaction_plans import content_of, found_of
from yilan.casework.models import CaseFile
from yilan.organizations.staff.form_pages import show_refusal
from yilan.organizations.staff.people import actor_of
from yilan.redaction.errors import CannotRedact

AT_ONCE_PAGES = 20
AT_ONCE_BYTES = 8 << 20


@require_http_methods(["GET", "POST"])
def redact(request: HttpRequest, uuid: UUID, pk: int) -> HttpResponse:
    """Show one page of a file with what is to be blackened; keep what was drawn; make the copy."""
    file = file_at(request, uuid, pk)
    row = plan_of(file)
    try:
        require_preparing(actor_of(request), file.case)
        found = found_of(row, file.stored)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
        return redirect("access_answering:files", file.case_id)
    content, revision = content_of(row), row.revision if row else 0
    choices = ground_choices(file.case)
    forms = PlanForms.of(content, found, choices, revision, request.POST if request.method == "POST" else None)
    number = number_in(request, len(found.sizes))
    if request.method == "POST" and forms.is_valid():
        try:
            told = forms.rest.cleaned_data
            saved = save_plan(actor=actor_of(request), file=file, content=forms.content(), revision=told["revision"])
        except (ValidationError, PermissionDenied) as error:
            show_refusal(forms.rest, error)
        else:
            return _after(request, file, saved, number)
    context = {
        "file": file,
        "plan": row,
        "forms": forms,
        "sheet": sheet_of(forms, found, number),
        "default_ground": content.boxes[-1].reason if content.boxes else "",
        "choices": choices,
    }
    return render(request, "access/answering/redact.html", about(request, file.case, "files") | context)


def _after(request: HttpRequest, file: CaseFile, plan: RedactionPlan, number: int) -> HttpResponse:
    """Go where the button led: to another page, to the copy, or back to the plan."""
    here = reverse("access_answering:redact", args=[file.case_id, file.pk])
    if request.POST.get("verb") != "make":
        messages.success(request, _("The plan is saved. Nothing has been blackened yet."))
        return redirect(f"{here}?page={request.POST.get('go') or number}")
    if len(found_of(plan, file.stored).sizes) > AT_ONCE_PAGES or file.stored.size > AT_ONCE_BYTES:
        order_copy(actor=actor_of(request), plan=plan)
        messages.success(request, _("The copy is being made; this takes some minutes for a file of this size."))
        return redirect("access_answering:files", file.case_id)
    try:
        copy = make_copy(actor=actor_of(request), plan=plan)
    except CannotRedact:
        return redirect(f"{here}?page={number}")  # the plan tells why
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
        return redirect(f"{here}?page={number}")
    messages.success(request, _("The copy is made and checked. Compare it with the original before it is given away."))
    return redirect("access_answering:copy", file.case_id, copy.pk)
