"""Historic records come in: upload, check, statement, import with its progress."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from yilan.accounts.models import Role, User
from yilan.core.jobs.actions import queue
from yilan.disclosure.imports import import_file, waiting
from yilan.disclosure.queries.imports import import_runs, run_of
from yilan.disclosure.queries.reach import reach
from yilan.disclosure.staff.people import actor_of

RUN = "yilan.disclosure.imports.background.run_import"
SHOWN_PROBLEMS = 200
LARGEST = 50 * 1024 * 1024  # bytes


class UploadForm(forms.Form):
    """A file of historic records."""

    file = forms.FileField(
        label=gettext_lazy("File of records"),
        help_text=gettext_lazy("XLSX, CSV or JSON lines. The whole file is checked first; nothing is imported yet."),
        widget=forms.FileInput(attrs={"accept": ",".join(waiting.KINDS)}),
    )

    def clean_file(self) -> UploadedFile:
        """Refuse other kinds of file and files that are too large for a browser's upload."""
        file: UploadedFile = self.cleaned_data["file"]
        if not (file.name or "").lower().endswith(waiting.KINDS):
            raise forms.ValidationError(_("Only .jsonl, .csv and .xlsx files can be imported."))
        if (file.size or 0) > LARGEST:
            raise forms.ValidationError(_("The file is larger than 50 MB. Divide it, or import it on the server."))
        return file


class StatementForm(forms.Form):
    """On what the release of these records rests."""

    statement = forms.CharField(
        label=gettext_lazy("Review statement"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
        help_text=gettext_lazy(
            "Which review these records passed when they were published first: who, when, on what basis."
        ),
    )


@require_http_methods(["GET", "POST"])
def import_records(request: HttpRequest) -> HttpResponse:
    """Lead through the import; `?file=` names the upload that is being checked or imported."""
    user = actor_of(request)
    if not reach(user, Role.INFORMATION_OFFICE):
        raise PermissionDenied(_("Only the information office imports records."))
    token = request.GET.get("file", "")
    if token:
        return _step(request, user, token)
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        token = waiting.keep_upload(file.name, file.chunks())
        waiting.note(token, person=user.pk)
        return redirect(f"{reverse('disclosure_imports:import')}?file={token}")
    context = {"form": form, "runs": import_runs()[:20]}
    return render(request, "disclosure/staff/import.html", context)


def _step(request: HttpRequest, user: User, token: str) -> HttpResponse:
    try:
        path, told = waiting.file_of(token), waiting.told(token)
    except ValueError as error:
        raise Http404 from error
    if path is None or told.get("person") != user.pk:
        raise Http404
    if told.get("state"):
        return render(request, "disclosure/staff/import_progress.html", {"told": told, "name": path.name})
    form = StatementForm(request.POST or None)
    if request.method == "POST" and request.POST.get("verb") == "forget":
        waiting.forget(token)
        return redirect("disclosure_imports:import")
    earlier = run_of(path)
    report = import_file(path, actor=user, statement="", check_only=True)
    if request.method == "POST" and report.ok and earlier is None and form.is_valid():
        waiting.note(token, state="waiting", done=0, everything=2 * report.records)
        arguments: dict[str, Any] = {"token": token, "actor": user.pk, "statement": form.cleaned_data["statement"]}
        queue(RUN, arguments, unique_key=f"import:{token}")
        return redirect(f"{reverse('disclosure_imports:import')}?file={token}")
    context = {
        "form": form,
        "name": path.name,
        "report": report,
        "problems": report.problems[:SHOWN_PROBLEMS],
        "more": max(0, len(report.problems) - SHOWN_PROBLEMS),
        "earlier": earlier,
    }
    return render(request, "disclosure/staff/import_check.html", context)
