"""What an applicant does with their own request: answers what the agency asked, or takes the request back."""

from http import HTTPStatus
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from yilan.access.actions.own_case import (
    correct_request,
    give_evidence,
    give_reasons,
    suggest_publication,
    withdraw_request,
)
from yilan.access.law.choices import choices
from yilan.access.queries.own_case import own_case
from yilan.casework.models import Case
from yilan.intake.fields import CleanFilesField
from yilan.portal.views.access import device, limits
from yilan.portal.views.access.frame import case_frame
from yilan.portal.views.access.status import STATUS
from yilan.portal.views.access.steps.definition import choice

LONGEST = 5000
ANSWERS = {
    "corrected": (correct_request, gettext_lazy("Correct the request"), gettext_lazy("Send the correction")),
    "reasons_given": (give_reasons, gettext_lazy("Give the reasons"), gettext_lazy("Send the reasons")),
    "evidence_given": (give_evidence, gettext_lazy("Add the evidence"), gettext_lazy("Send the evidence")),
}


class AnswerForm(forms.Form):
    """A text, and files that belong to it."""

    use_required_attribute = False
    text = forms.CharField(
        label=gettext_lazy("Your answer"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 10, "data-most": LONGEST}),
    )
    enclosures = CleanFilesField(label=gettext_lazy("Files (optional)"), required=False)

    def __init__(self, *args: Any, called: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].label = called or self.fields["text"].label


class WithdrawalForm(forms.Form):
    """Why, if somebody wants to say."""

    use_required_attribute = False
    reason = forms.CharField(
        label=gettext_lazy("Reason (optional)"), required=False, widget=forms.Textarea(attrs={"rows": 4})
    )


class SuggestionForm(forms.Form):
    """Why everybody should have it: one of the three grounds of the law, and more in the applicant's words."""

    use_required_attribute = False
    hints: ClassVar = {
        "interests": gettext_lazy("Such as allowances, fees, or what is paid for land."),
        "wide": gettext_lazy("Such as water, roads, schools or safety."),
        "participation": gettext_lazy("Such as a plan for which opinions are collected."),
    }
    ground = choice(gettext_lazy("Why should everybody have it?"), ())
    text = forms.CharField(
        label=gettext_lazy("More about it (optional)"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, "data-most": LONGEST}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        grounds = choices("publication_ground").values()
        self.fields["ground"].choices = [(one.code, one.words) for one in grounds]  # type: ignore[attr-defined]


@require_http_methods(["GET", "HEAD", "POST"])
@device.with_case
def answer(request: HttpRequest, case: Case, kind: str) -> HttpResponse:
    """Answer what the agency asked for: a correction, reasons, or evidence."""
    if kind not in ANSWERS or kind not in case.procedure.events:
        raise Http404
    verb, title, button = ANSWERS[kind]
    own = own_case(case)
    label = next((fact.label for fact in case.procedure.events[kind].facts if fact.code == "text"), "")
    if request.method != "POST":
        if kind not in own.steps:
            return redirect("portal:access_request")
        return _page(request, "answer", own, AnswerForm(label_suffix="", called=label), title=title, button=button)
    form = AnswerForm(request.POST, limits.files_of(request), label_suffix="", called=label)
    valid = form.is_valid()
    if limits.refuses_files(request):
        form.add_error("enclosures", limits.words_for_files())
    elif valid:
        received = form.cleaned_data["enclosures"]
        limits.note(request, limits.FILES, len(received))
        try:
            verb(case=case, text=form.cleaned_data["text"], received=received)
            return redirect(f"{reverse('portal:access_request')}?done={kind}")
        except ValidationError as error:
            _take_over(form, error)
    return _page(request, "answer", own, form, title=title, button=button)


@require_http_methods(["GET", "HEAD", "POST"])
@device.with_case
def withdraw(request: HttpRequest, case: Case) -> HttpResponse:
    """Take the request back, after a question."""
    own = own_case(case)
    if request.method != "POST":
        if "withdrawn" not in own.steps:
            return redirect("portal:access_request")
        return _page(request, "withdraw", own, WithdrawalForm(label_suffix=""))
    form = WithdrawalForm(request.POST, label_suffix="")
    if form.is_valid():
        try:
            withdraw_request(case=case, reason=form.cleaned_data["reason"])
            return redirect(f"{reverse('portal:access_request')}?done=withdrawn")
        except ValidationError as error:
            _take_over(form, error)
    return _page(request, "withdraw", own, form)


@require_http_methods(["GET", "HEAD", "POST"])
@device.with_case
def suggest(request: HttpRequest, case: Case) -> HttpResponse:
    """Suggest that what was given be opened to everybody (条例第四十四条第二款)."""
    own = own_case(case)
    if request.method != "POST":
        if not own.may_suggest:
            return redirect("portal:access_request")
        return _page(request, "suggest", own, SuggestionForm(label_suffix=""))
    form = SuggestionForm(request.POST, label_suffix="")
    if form.is_valid():
        try:
            suggest_publication(case=case, ground=form.cleaned_data["ground"], text=form.cleaned_data["text"])
            return redirect(f"{reverse('portal:access_request')}?done=suggested")
        except ValidationError as error:
            _take_over(form, error)
    return _page(request, "suggest", own, form)


def _take_over(form: forms.Form, error: ValidationError) -> None:
    """Put what a verb refused at its field, or above all of them."""
    for name, words in error.message_dict.items() if hasattr(error, "error_dict") else [("", error.messages)]:
        form.add_error(name if name in form.fields else None, words)


def _page(request: HttpRequest, name: str, own: Any, form: forms.Form, **more: Any) -> HttpResponse:
    context = case_frame(own.case, STATUS) | {"own": own, "form": form, "back": reverse("portal:access_request")} | more
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, f"portal/access/{name}.html", context, status=status)
