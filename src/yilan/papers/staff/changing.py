"""A new version, and the way back to the shipped one."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from yilan.organizations.staff.form_pages import FormPage, form_page, show_refusal
from yilan.organizations.staff.people import actor_of
from yilan.papers.actions import require_keeper, restore_shipped, upload_template
from yilan.papers.errors import UnknownTemplate
from yilan.papers.queries import Standing, standing
from yilan.papers.word.checking import LARGEST


class NoteForm(forms.Form):
    """Why the template changes."""

    note = forms.CharField(
        label=gettext_lazy("What was changed"),
        help_text=gettext_lazy("One sentence; it stands in the history."),
        max_length=200,
    )


class UploadForm(NoteForm):
    """A DOCX file and what was changed in it."""

    file = forms.FileField(
        label=gettext_lazy("The edited template"),
        help_text=gettext_lazy(
            "Download the template, change its words in WPS or Word, and choose the DOCX file here."
        ),
        widget=forms.FileInput(attrs={"accept": ".docx"}),
    )
    field_order = ("file", "note")

    def clean_file(self) -> bytes:
        """Return the file's bytes, no more of them than a template may have and one."""
        read: bytes = self.cleaned_data["file"].read(LARGEST + 1)
        return read


@require_http_methods(["GET", "POST"])
def upload(request: HttpRequest, code: str) -> HttpResponse:
    """Take a new version; what is wrong with it stands at the field."""
    actor = actor_of(request)
    require_keeper(actor)
    found = _found(code)
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            row = upload_template(actor=actor, code=code, data=told["file"], note=told["note"])
        except (ValidationError, PermissionDenied) as error:
            show_refusal(form, error)
        else:
            words = _("From now on papers are made from version %(version)d. Look at its preview once.")
            messages.success(request, words % {"version": row.version})
            return redirect("papers:template", code)
    return render(request, "papers/staff/upload.html", {"form": form, "standing": found})


@require_http_methods(["GET", "POST"])
def restore(request: HttpRequest, code: str) -> HttpResponse:
    """Go back to the shipped template, after asking once more."""
    actor = actor_of(request)
    require_keeper(actor)
    found = _found(code)
    back = reverse("papers:template", args=[code])

    def act() -> tuple[str, str]:
        restore_shipped(actor=actor, code=code, note=form.cleaned_data["note"])
        return _("From now on papers are made from the shipped template."), back

    form: Any = NoteForm(request.POST if request.method == "POST" else None)
    heading = _("Go back to the shipped template? %(name)s") % {"name": found.shipped.name}
    lead = _("Papers are then made from the text that came with the platform. Your versions stay in the history.")
    page = FormPage(heading, _("Go back to the shipped template"), back, found.shipped.name, lead=lead, serious=True)
    return form_page(request, form, page, act)


def _found(code: str) -> Standing:
    try:
        return standing(code)
    except UnknownTemplate as error:
        raise Http404 from error
