"""The forms: one question a page, each with its own address, kept on the device and sealed here."""

from http import HTTPStatus
from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from yilan.access.actions import drafts
from yilan.access.asking import FILE_ROLES, NO, YES, Answers, OnlineForm, online_form, problems
from yilan.access.asking.online import REQUESTS
from yilan.access.models import RequestDraft
from yilan.access.queries.asking import agencies_asked
from yilan.access.queries.drafts import KEPT, answers_of, files_of, form_of, sent_by
from yilan.casework.models import Case
from yilan.portal.views.access import device, limits
from yilan.portal.views.access.earlier import EARLIER, named_earlier, told_of
from yilan.portal.views.access.frame import form_frame
from yilan.portal.views.access.matching import matches
from yilan.portal.views.access.steps import CHECK, RECORDS, Step, StepForm, after, before, first_open, step_at, steps_of
from yilan.portal.views.access.steps.applicant import wanted_proofs

DESCRIPTION = "description"  # after it records are shown that fit
THEN = "then"  # where an answer leads that was changed from the last page


@device.private
@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest, online: OnlineForm) -> HttpResponse:
    """Say what a form will ask, and begin one, or go on with the one that this device is writing."""
    draft, wrong = device.draft_of(request, online), ""
    if request.method == "POST" and draft is None:
        if limits.may(request, limits.DRAFTS):
            return _begun(request, online)
        wrong = _("Too many requests were begun from here within an hour. Wait a little, or ring the agency.")
    if request.method == "POST" and draft is not None:
        return redirect(_open_page(online, draft))
    context = {
        "draft": draft,
        "going_on": _open_page(online, draft) if draft else "",
        "sent": _sent(request, online),
        "agency": request.GET.get("agency", request.POST.get("agency", "")),
        "about": told_of(request, online),
        "gone": "gone" in request.GET,
        "kept": KEPT,
        "wrong": wrong,
    }
    status = HTTPStatus.TOO_MANY_REQUESTS if wrong else HTTPStatus.OK
    return render(request, "portal/access/begin.html", form_frame(online) | context, status=status)


@device.private
@require_http_methods(["GET", "HEAD", "POST"])
def step(request: HttpRequest, online: OnlineForm, code: str) -> HttpResponse:
    """Ask one question, keep its answer, go on to the next."""
    asked = step_at(online, code)
    if asked is None:
        raise Http404
    draft = device.draft_of(request, online)
    if draft is None:
        return elsewhere(request, online)
    answers = answers_of(draft)
    if not asked.asked(answers):
        return redirect(_first_page(online))
    if code == RECORDS:
        return _records(request, draft, asked, answers)
    if request.method != "POST":
        return _show(request, draft, asked, _form(draft, asked, answers))
    if "remove" in request.POST:
        return _removed(request, draft, asked, answers)
    return _answered(request, draft, asked, answers)


@device.private
@require_http_methods(["GET", "HEAD", "POST"])
def discard(request: HttpRequest, online: OnlineForm) -> HttpResponse:
    """Throw away what is being written, after a question."""
    draft = device.draft_of(request, online)
    if draft is None:
        return elsewhere(request, online)
    if request.method != "POST":
        context = {"going_on": _open_page(online, draft)}
        return render(request, "portal/access/discard.html", form_frame(online) | context)
    drafts.throw_away_draft(draft=draft)
    response = redirect(f"{reverse('portal:access_begin', args=[online])}?gone=1")
    device.forget_key(response, online)
    return response


@device.private
@require_safe
def answered(request: HttpRequest) -> HttpResponse:
    """Say that a record has answered the request, and that nothing of it was kept."""
    context = {"index_number": request.GET.get("record")}
    return render(request, "portal/access/answered.html", form_frame(online_form(REQUESTS)) | context)


@device.private
@require_POST
def matching(request: HttpRequest) -> HttpResponse:
    """Return records that fit what has been written so far; sent as a form, so that no log keeps it."""
    written = {name: request.POST.get(name, "") for name in ("title", "sought_number", "description")}
    found = [{"title": one.title, "address": one.address, "about": one.agency} for one in matches(written)]
    return JsonResponse({"records": found})


def elsewhere(request: HttpRequest, online: OnlineForm) -> HttpResponse:
    """Lead on who has nothing that is being written: to what was just sent, or to the beginning."""
    case = sent_by(device.key_of(request, online))
    if case is None or case.procedure_code != online.code:
        return redirect(f"{reverse('portal:access_begin', args=[online])}?gone=1")
    response = redirect("portal:access_receipt")
    device.forget_key(response, online)
    device.open_case(response, case)
    return response


def _sent(request: HttpRequest, online: OnlineForm) -> Case | None:
    """Return the case of this form that is open on the device."""
    case = device.case_of(request)
    return case if case is not None and case.procedure_code == online.code else None


def _begun(request: HttpRequest, online: OnlineForm) -> HttpResponse:
    about = told_of(request, online)
    chosen = about.agency.code if about else request.POST.get("agency", "")
    answers = {"agency": chosen} if chosen in {agency.code for agency in agencies_asked()} else {}
    key = device.new_key()
    drafts.begin_draft(key=key, form=online, answers=answers | ({EARLIER: about.number} if about else {}))
    limits.note(request, limits.DRAFTS)
    response = redirect(_first_page(online))
    device.keep_key(response, online, key)
    return response


def _first_page(online: OnlineForm) -> str:
    return reverse("portal:access_step", args=[online, steps_of(online)[0].code])


def _open_page(online: OnlineForm, draft: RequestDraft) -> str:
    answers = answers_of(draft)
    wanted = problems(online, answers, {file.role for file in files_of(draft)}, timezone.localdate())
    found = first_open(online, answers, wanted)
    return reverse("portal:access_step", args=[online, found.code]) if found else _last_page(online)


def _last_page(online: OnlineForm) -> str:
    return reverse("portal:access_check", args=[online])


def _form(draft: RequestDraft, asked: Step, answers: Answers, data: Any = None, files: Any = None) -> StepForm:
    roles = {file.role for file in files_of(draft)}
    online = form_of(draft)
    proposed = [one.agency for one in matches(answers)] if asked.code == "agency" and online.code == REQUESTS else ()
    return asked.form(data, files, online=online, answers=answers, roles=roles, proposed=proposed)


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
    if EARLIER in kept:
        number, wrong = named_earlier(request, kept.pop(EARLIER))
        if wrong:
            form.add_error(EARLIER, wrong)
            valid = False
        else:
            kept[EARLIER] = number
    if asked.code == DESCRIPTION:
        kept["matches"] = YES if valid and matches({**answers, **kept}) else NO
    answers = drafts.save_answers(draft=draft, answers=kept)
    if not valid:
        return _show(request, draft, asked, form)
    online = form_of(draft)
    response = redirect(_next(request, draft, asked, answers))
    device.keep_key(response, online, device.key_of(request, online))
    return response


def _next(request: HttpRequest, draft: RequestDraft, asked: Step, answers: Answers) -> str:
    """Return where to go on: to the last page if the answer was changed from there and nothing else is open."""
    online = form_of(draft)
    if request.POST.get(THEN) == CHECK:
        return _open_page(online, device.draft_of(request, online) or draft)  # as it stands now
    code = after(online, asked, answers)
    return _last_page(online) if code == CHECK else reverse("portal:access_step", args=[online, code])


def _removed(request: HttpRequest, draft: RequestDraft, asked: Step, answers: dict[str, str]) -> HttpResponse:
    """Remove a file; what was typed beside it stays in the page."""
    number = request.POST.get("remove", "")
    if number.isascii() and number.isdecimal():
        drafts.remove_draft_file(draft=draft, file=int(number[:18]))
    typed = {name: request.POST[name] for name in asked.fields if name in request.POST}
    return _show(request, draft, asked, _form(draft, asked, {**answers, **typed}))


def _records(request: HttpRequest, draft: RequestDraft, asked: Step, answers: dict[str, str]) -> HttpResponse:
    found, online = matches(answers), form_of(draft)
    chosen = request.POST.get("answered", "")
    if chosen in {one.index_number for one in found}:
        if answers.get("kind"):  # somebody who has come this far loses nothing without a question
            return redirect("portal:access_discard", online)
        drafts.answered_by_record(draft=draft, index_number=chosen)
        response = redirect(f"{reverse('portal:access_answered')}?record={chosen}")
        device.forget_key(response, online)
        return response
    if request.method == "POST" or not found:
        return redirect(_next(request, draft, asked, answers))
    return _show(request, draft, asked, _form(draft, asked, answers), matches=found)


def _show(request: HttpRequest, draft: RequestDraft, asked: Step, form: StepForm, **more: Any) -> HttpResponse:
    answers, online = answers_of(draft), form_of(draft)
    earlier = before(online, asked, answers)
    roles = {FILE_ROLES[name] for name in asked.fields if name in FILE_ROLES}
    if request.GET.get(THEN, request.POST.get(THEN)) == CHECK:
        back = _last_page(online)
    elif earlier:
        back = reverse("portal:access_step", args=[online, earlier.code])
    else:
        back = reverse("portal:access_begin", args=[online])
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
    return render(request, template, form_frame(online) | context | more, status=status)
