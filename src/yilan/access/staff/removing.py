"""A file that was added by mistake is taken out of a case: asked once more, with the reason, before it is gone."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from yilan.access.actions.removing import remove_file
from yilan.access.keeping import why_kept
from yilan.access.queries.desk import file_of
from yilan.access.staff.case_head import head_of
from yilan.access.staff.doors import case_of
from yilan.access.staff.refusals import ask_plainly, tried
from yilan.casework.authority import may_remove
from yilan.casework.models import Case
from yilan.disclosure.staff.people import actor_of

INFORMATION = "information"


class RemovalForm(forms.Form):
    """Why a file does not belong to the case."""

    reason = forms.CharField(
        label=gettext_lazy("Why it was added by mistake"),
        help_text=gettext_lazy("Others read this: name nobody. For example: the file belongs to another case."),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=300,
    )


@never_cache
@require_http_methods(["GET", "POST"])
def remove(request: HttpRequest, uuid: UUID, pk: int) -> HttpResponse:
    """Show which file would be gone, or why it has to stay."""
    user, case = actor_of(request), case_of(request, uuid)
    if not may_remove(user, case):
        raise PermissionDenied(_("Only those who handle this agency's cases may take files out of them."))
    file, back = file_of(case, pk), _back(request, case)
    form = RemovalForm(request.POST or None)
    ask_plainly(form)

    def act() -> None:
        remove_file(actor=user, file=file, reason=form.cleaned_data["reason"])

    if request.method == "POST" and form.is_valid() and tried(form, act):
        messages.success(request, _("The file was removed. Who removed what, when and why stays in the case."))
        return redirect(back)
    context = {"form": form, "file": file, "back": back, "kept": why_kept(case, [file]).get(file.pk)}
    return render(request, "access/staff/remove_file.html", {**head_of(request, case), **context})


def _back(request: HttpRequest, case: Case) -> str:
    """Return the address of the desk from which the person came."""
    if request.GET.get("from") == INFORMATION:
        return reverse("access_answering:files", args=[case.pk])
    return f"{reverse('access_cases:case', args=[case.pk])}#files-title"
