"""After the answer: something for all, and the file room."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from yilan.access.actions import archive_case, propose_proactive
from yilan.access.staff.case_head import head_of
from yilan.access.staff.doors import case_of
from yilan.access.staff.files import HEADERS
from yilan.access.staff.next_steps import next_steps
from yilan.access.staff.refusals import tried
from yilan.casework.authority import may_reveal
from yilan.disclosure.models import RecordPage
from yilan.disclosure.staff.people import actor_of

ARCHIVED = "archived"


@never_cache
@require_http_methods(["GET", "POST"])
def propose(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Draft a record of what was given to one applicant, after asking once more."""
    user, case = actor_of(request), case_of(request, uuid)
    if "proposed" not in {step.kind.code for step in next_steps(user, case).further}:
        raise PermissionDenied(_("This is not possible now, or it belongs to somebody else."))
    form = forms.Form(request.POST if request.method == "POST" else None)
    made: list[RecordPage] = []
    if (
        request.method == "POST"
        and form.is_valid()
        and tried(form, lambda: made.append(propose_proactive(actor=user, case=case)))
    ):
        messages.success(request, _("A draft was made. Look at it, take personal data out, then submit it for review."))
        return redirect("wagtailadmin_pages:edit", made[0].pk)
    return render(request, "access/staff/propose.html", {**head_of(request, case), "form": form})


@never_cache
@require_http_methods(["GET", "POST"])
def archive(request: HttpRequest, uuid: UUID) -> HttpResponseBase:
    """Close a case for good and send everything that it did as one file; it can be taken out again."""
    user, case = actor_of(request), case_of(request, uuid)
    if not may_reveal(user, case):
        raise PermissionDenied(_("Only those who handle this agency's cases may open personal data."))
    form = forms.Form(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        name = f"{case.number}.zip"
        packed: list[FileResponse] = []

        def act() -> None:
            file = archive_case(actor=user, case=case)
            packed.append(
                FileResponse(file, as_attachment=True, filename=name, content_type="application/zip", headers=HEADERS)
            )

        if tried(form, act):
            return packed[0]
    context = {**head_of(request, case), "form": form, "again": case.state == ARCHIVED}
    return render(request, "access/staff/archive.html", context)
