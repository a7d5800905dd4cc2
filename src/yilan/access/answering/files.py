"""The files of an answer: what was found in them, and what they became."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from yilan.access.actions.information import add_information, screen_information, take_from_record
from yilan.access.answering.opened import about, opened
from yilan.access.judging import judged
from yilan.access.keeping import removable
from yilan.access.queries.answering import file_of, information_of
from yilan.casework.models import Case, CaseFile
from yilan.casework.queries import removed_files
from yilan.intake.fields import CleanFileField
from yilan.organizations.staff.form_pages import act_at_once, show_refusal
from yilan.organizations.staff.people import actor_of


class AddForm(forms.Form):
    """Information as it is held, from a file."""

    file = CleanFileField(label=gettext_lazy("File"))
    label = forms.CharField(
        label=gettext_lazy("Title"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("As the answer shall name it; the file's name when left empty."),
    )


class RecordForm(forms.Form):
    """Information from the archive of published records."""

    index_number = forms.CharField(
        label=gettext_lazy("Index number"),
        max_length=150,
        help_text=gettext_lazy("The record's text is taken as PDF, with its attachments."),
    )


@require_http_methods(["GET", "POST"])
def files(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """List the information of a case, and take in more."""
    case = opened(request, uuid)
    adding, taking = (AddForm(), RecordForm())
    if request.method == "POST" and request.POST.get("verb") == "screen":
        return _screened(request, case)
    if request.method == "POST" and request.POST.get("verb") == "record":
        taking = RecordForm(request.POST)
        if taking.is_valid() and _taken(request, case, taking):
            return redirect("access_answering:files", case.pk)
    elif request.method == "POST":
        adding = AddForm(request.POST, request.FILES)
        if adding.is_valid() and _added(request, case, adding):
            return redirect("access_answering:files", case.pk)
    held = information_of(case)
    every = [file for one in held for file in (one.file, *one.copies)]
    context: dict[str, Any] = {
        "held": held,
        "judged": {one.file.pk: one for one in judged(every)},
        "removable": removable(actor_of(request), case, every),
        "removed": removed_files(case),
        "adding": adding,
        "taking": taking,
    }
    return render(request, "access/answering/files.html", about(request, case, "files") | context)


def _screened(request: HttpRequest, case: Case) -> HttpResponse:
    number = request.POST.get("file", "")
    try:
        file = file_of(case, int(number))
    except (ValueError, CaseFile.DoesNotExist) as error:
        raise Http404 from error
    words = _("Screened: %(name)s") % {"name": file}
    address = reverse("access_answering:files", args=[case.pk])
    return act_at_once(request, lambda: screen_information(actor=actor_of(request), file=file), words, address)


def _added(request: HttpRequest, case: Case, form: AddForm) -> bool:
    told = form.cleaned_data
    try:
        file = add_information(actor=actor_of(request), case=case, received=told["file"], label=told["label"])
    except (ValidationError, PermissionDenied) as error:
        told["file"].discard()
        show_refusal(form, error)
        return False
    messages.success(request, _("Added: %(name)s") % {"name": file})
    return True


def _taken(request: HttpRequest, case: Case, form: RecordForm) -> bool:
    try:
        found = take_from_record(actor=actor_of(request), case=case, index_number=form.cleaned_data["index_number"])
    except (ValidationError, PermissionDenied) as error:
        show_refusal(form, error)
        return False
    words = ngettext("Taken from the record: %(count)d file", "Taken from the record: %(count)d files", len(found))
    messages.success(request, words % {"count": len(found)})
    return True
