"""Files of a case: added through the intake room, and opened with a row in the audit trail."""

from io import BytesIO
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from yilan.access.actions.attaching import attach_files
from yilan.access.queries.desk import file_of
from yilan.access.staff.case_head import head_of
from yilan.access.staff.doors import case_of
from yilan.access.staff.purposes import PurposeForm
from yilan.access.staff.refusals import ask_plainly, tried
from yilan.access.staff.uploads import FilesForm, Held, held_files
from yilan.casework.actions import open_file
from yilan.casework.authority import may_reveal, require_handler
from yilan.casework.models import CaseFile
from yilan.disclosure.staff.people import actor_of

# Whatever a browser makes of the file, it runs nothing and asks for nothing.
HEADERS = {
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
}


@never_cache
@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Add files to a case; what is refused stands at the field."""
    user, case = actor_of(request), case_of(request, uuid)
    require_handler(user, case)
    form = FilesForm(request.POST or None, request.FILES or None)
    form.fields["enclosed"].label = _("Files")  # elsewhere they are optional, here they are all
    held: list[Held] = []
    if request.method == "POST" and form.is_valid():
        held = held_files(request, form.cleaned_data["enclosed"])
        if not held:
            form.add_error("enclosed", _("Choose a file."))
        elif tried(
            form,
            lambda: attach_files(
                actor=user, case=case, received=[one.received for one in held], role=form.cleaned_data["enclosed_as"]
            ),
        ):
            words = ngettext("%(count)d file was added.", "%(count)d files were added.", len(held))
            messages.success(request, words % {"count": len(held)})
            return redirect("access_cases:case", uuid)
    return render(request, "access/staff/add_file.html", {**head_of(request, case), "form": form, "held": held})


@never_cache
@require_http_methods(["GET", "POST"])
def take(request: HttpRequest, uuid: UUID, pk: int) -> HttpResponseBase:
    """Send a file to be saved; proofs of identity only after a purpose was stated."""
    user, case = actor_of(request), case_of(request, uuid)
    file = file_of(case, pk)
    if not file.is_personal:
        return _sent(file, open_file(actor=user, file=file))
    if not may_reveal(user, case):
        raise PermissionDenied(_("Only those who handle this agency's cases may open personal data."))
    form = PurposeForm(request.POST or None)
    ask_plainly(form)
    if request.method == "POST" and form.is_valid():
        try:
            return _sent(file, open_file(actor=user, file=file, purpose=form.words()))
        except ValidationError as error:
            form.add_error(None, error.messages)
    return render(request, "access/staff/open_file.html", {**head_of(request, case), "form": form, "file": file})


def _sent(file: CaseFile, data: bytes) -> FileResponse:
    return FileResponse(
        BytesIO(data),
        as_attachment=True,
        filename=file.stored.name,
        content_type=file.stored.media_type,
        headers=HEADERS,
    )
