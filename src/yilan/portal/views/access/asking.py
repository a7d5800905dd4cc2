"""The form: one question a page, each with its own address, kept on the device and sealed here."""

from http import HTTPStatus
from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from yilan.access.actions import drafts
from yilan.access.asking import FILE_ROLES, NO, YES, Answers, problems
from yilan.access.models import RequestDraft
from yilan.access.queries.asking import agencies_asked, if_received_on, terms_on
from yilan.access.queries.drafts import KEPT, answers_of, files_of, sent_by
from yilan.portal.pages import platform_page
from yilan.portal.views.access import device, limits
from yilan.portal.views.access.frame import frame
from yilan.portal.views.access.matching import matches
from yilan.portal.views.access.steps import CHECK, RECORDS, Step, StepForm, after, before, first_open, step_at
from yilan.portal.views.access.steps.applicant import wanted_proofs

ASKING = platform_page(gettext_lazy("Write a request"), gettext_lazy("The form for requests, one question a page."))
FIRST = "description"
THEN = "then"  # where an answer leads that was changed from the last page


@device.private
@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest) -> HttpResponse:
    """Say what the form will ask, and begin one, or go on with the one that this device is writing."""
    draft, wrong = device.draft_of(request), ""
    if request.method == "POST" and draft is None:
        if limits.may(request, limits.DRAFTS):
            return _begun(request)
        wrong = _("Too many requests were begun from here within an hour. Wait a little, or ring the agency.")
    if request.method == "POST" and draft is not None:
        return redirect(_open_page(draft))
    today = timezone.localdate()
    context = {
        "draft": draft,
        "going_on": _open_page(draft) if draft else "",
        "sent": device.case_of(request),
        "agency": request.GET.get("agency", request.POST.get("agency", "")),
        "gone": "gone" in request.GET,
        "kept": KEPT,
        "wrong": wrong,
        "terms": terms_on(today),
        "clock": if_received_on(today),
    }
    status = HTTPStatus.TOO_MANY_REQUESTS if wrong else HTTPStatus.OK
    return render(request, "portal/access/begin.html", frame(ASKING) | context, status=status)


@device.private
@require_http_methods(["GET", "HEAD", "POST"])
def step(request: HttpRequest, code: str) -> HttpResponse:
    """Ask one question, keep its answer, go on to the next."""
    asked = step_at(code)
    if asked is None:
        raise Http404
    draft = device.draft_of(request)
    if draft is None:
        return elsewhere(request)
    answers = answers_of(draft)
    if not asked.asked(answers):
        return redirect("portal:access_step", FIRST)
    if code == RECORDS:
        return _records(request, draft, asked, answers)
    if request.method != "POST":
        return _show(request, draft, asked, _form(draft, asked, answers))
    if "remove" in request.POST:
        return _removed(request, draft, asked, answers)
    return _answered(request, draft, asked, answers)


@device.private
@require_http_methods(["GET", "HEAD", "POST"])
def discard(request: HttpRequest) -> HttpResponse:
    """Throw away what is being written, after a question."""
    draft = device.draft_of(request)
    if draft is None:
        return elsewhere(request)
    if request.method != "POST":
        return render(request, "portal/access/discard.html", frame(ASKING) | {"going_on": _open_page(draft)})
    drafts.throw_away_draft(draft=draft)
    response = redirect(f"{reverse('portal:access_ask')}?gone=1")
    device.forget_key(response)
    return response


@device.private
@require_safe
def answered(request: HttpRequest) -> HttpResponse:
    """Say that a record has answered the request, and that nothing of it was kept."""
    return render(request, "portal/access/answered.html", frame(ASKING) | {"index_number": request.GET.get("record")})


@device.private
@require_POST
def matching(request: HttpRequest) -> HttpResponse:
    """Return records that fit what has been written so far; sent as a form, so that no log keeps it."""
    written = {name: request.POST.get(name, "") for name in ("title", "sought_number", "description")}
    found = [{"title": one.title, "address": one.address, "about": one.agency} for one in matches(written)]
    return JsonResponse({"records": found})


def elsewhere(request: HttpRequest) -> HttpResponse:
    """Lead on who has nothing that is being written: to the request that was just sent, or to the beginning."""
    case = sent_by(device.key_of(request))
    if case is None:
        return redirect(f"{reverse('portal:access_ask')}?gone=1")
    response = redirect("portal:access_receipt")
    device.forget_key(response)
    device.open_case(response, case)
    return response


def _begun(request: HttpRequest) -> HttpResponse:
    chosen = request.POST.get("agency", "")
    known = chosen in {agency.code for agency in agencies_asked()}
    key = device.new_key()
    drafts.begin_draft(key=key, answers={"agency": chosen} if known else {})
    limits.note(request, limits.DRAFTS)
    response = redirect("portal:access_step", FIRST)
    device.keep_key(response, key)
    return response


def _open_page(draft: RequestDraft) -> str:
    answers = answers_of(draft)
    open_step = first_open(answers, problems(answers, {file.role for file in files_of(draft)}, timezone.localdate()))
    return reverse("portal:access_step", args=[open_step.code]) if open_step else reverse("portal:access_check")


def _form(draft: RequestDraft, asked: Step, answers: Answers, data: Any = None, files: Any = None) -> StepForm:
    roles = {file.role for file in files_of(draft)}
    proposed = [one.agency for one in matches(answers)] if asked.code == "agency" else ()
    return asked.form(data, files, answers=answers, roles=roles, proposed=proposed)


def _answered(request: HttpRequest, draft: RequestDraft, asked: Step, answers: dict[str, str]) -> HttpResponse:
    form = _form(draft, asked, answers, request.POST, limits.files_of(request))
    valid = form.is_valid()
    if limits.refuses_files(request):
        form.add_error(None, limits.words_for_files())
        valid = False
    kept = form.good_answers()
    for name, received in form.received().items():
        try:
            drafts.add_draft_files(draft=draft, role=FILE_ROLES[name], received=received)
            limits.note(request, limits.FILES, len(received))
        except ValidationError as error:
            form.add_error(name, error)
            valid = False
    if asked.code == FIRST:
        kept["matches"] = YES if valid and matches({**answers, **kept}) else NO
    answers = drafts.save_answers(draft=draft, answers=kept)
    if not valid:
        return _show(request, draft, asked, form)
    response = redirect(_next(request, draft, asked, answers))
    device.keep_key(response, device.key_of(request))
    return response


def _next(request: HttpRequest, draft: RequestDraft, asked: Step, answers: Answers) -> str:
    """Return where to go on: to the last page if the answer was changed from there and nothing else is open."""
    if request.POST.get(THEN) == CHECK:
        return _open_page(device.draft_of(request) or draft)  # as it stands now
    code = after(asked, answers)
    return reverse("portal:access_check") if code == CHECK else reverse("portal:access_step", args=[code])


def _removed(request: HttpRequest, draft: RequestDraft, asked: Step, answers: dict[str, str]) -> HttpResponse:
    """Remove a file; what was typed beside it stays in the page."""
    number = request.POST.get("remove", "")
    if number.isascii() and number.isdecimal():
        drafts.remove_draft_file(draft=draft, file=int(number[:18]))
    typed = {name: request.POST[name] for name in asked.fields if name in request.POST}
    return _show(request, draft, asked, _form(draft, asked, {**answers, **typed}))


def _records(request: HttpRequest, draft: RequestDraft, asked: Step, answers: dict[str, str]) -> HttpResponse:
    found = matches(answers)
    chosen = request.POST.get("answered", "")
    if chosen in {one.index_number for one in found}:
        if answers.get("kind"):  # somebody who has come this far loses nothing without a question
            return redirect("portal:access_discard")
        drafts.answered_by_record(draft=draft, index_number=chosen)
        response = redirect(f"{reverse('portal:access_answered')}?record={chosen}")
        device.forget_key(response)
        return response
    if request.method == "POST" or not found:
        return redirect(_next(request, draft, asked, answers))
    return _show(request, draft, asked, _form(draft, asked, answers), matches=found)


def _show(request: HttpRequest, draft: RequestDraft, asked: Step, form: StepForm, **more: Any) -> HttpResponse:
    answers = answers_of(draft)
    earlier = before(asked, answers)
    roles = {FILE_ROLES[name] for name in asked.fields if name in FILE_ROLES}
    if request.GET.get(THEN, request.POST.get(THEN)) == CHECK:
        back = reverse("portal:access_check")
    else:
        back = reverse("portal:access_step", args=[earlier.code]) if earlier else reverse("portal:access_ask")
    context = {
        "step": asked,
        "form": form,
        "back": back,
        "then": request.GET.get(THEN, request.POST.get(THEN, "")),
        "files": [file for file in files_of(draft) if file.role in roles],
        "proofs": wanted_proofs(answers) if asked.code == "identity" else [],
        "kept": KEPT,
    }
    template = "portal/access/records.html" if asked.code == RECORDS else "portal/access/step.html"
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, template, frame(ASKING) | context | more, status=status)
