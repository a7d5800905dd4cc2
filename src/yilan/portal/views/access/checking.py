"""The last page of the form: every answer with its way back, and the button that sends it."""

from collections.abc import Iterator
from dataclasses import dataclass
from http import HTTPStatus

from django.core.exceptions import ValidationError
from django.forms import BoundField
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from yilan.access.actions.asking import send_request
from yilan.access.asking import FILE_ROLES, Answers, OnlineForm, problems
from yilan.access.models import DraftFile, RequestDraft
from yilan.access.queries.drafts import answers_of, files_of
from yilan.portal.views.access import device, limits
from yilan.portal.views.access.asking import THEN, elsewhere
from yilan.portal.views.access.frame import form_frame
from yilan.portal.views.access.steps import CHECK, RECORDS, Step, asked_steps, first_open
from yilan.portal.views.access.steps.wish import ANOTHER


@dataclass(frozen=True)
class Row:
    """One answer: what was asked, what was said, where it is changed, what is wrong with it."""

    name: str
    label: str
    value: str
    files: list[str]
    address: str
    wrong: str = ""


@device.private
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest, online: OnlineForm) -> HttpResponse:
    """Show all answers, and send them."""
    draft = device.draft_of(request, online)
    if draft is None:
        return elsewhere(request, online)
    if request.method != "POST":
        return _page(request, online, draft, {})
    if not limits.may(request, limits.SENDING):
        words = _("Many requests were sent from here within an hour. What was written stays: send it later.")
        return _page(request, online, draft, {}, words, status=HTTPStatus.TOO_MANY_REQUESTS)
    try:
        case = send_request(draft=draft)
    except ValidationError as error:
        found = {name: " ".join(words) for name, words in error.message_dict.items()}
        return _page(request, online, draft, found, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    limits.note(request, limits.SENDING)
    response = redirect(f"{reverse('portal:access_receipt')}?sent=1")
    device.forget_key(response, online)
    device.open_case(response, case)
    return response


def _page(  # noqa: PLR0913 - what a page of its own shows
    request: HttpRequest,
    online: OnlineForm,
    draft: RequestDraft,
    wrong: dict[str, str],
    words: str = "",
    *,
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    answers, files = answers_of(draft), files_of(draft)
    open_fields = problems(online, answers, {file.role for file in files}, timezone.localdate())
    steps = asked_steps(online, answers)
    rows = [row for step in steps for row in _rows(online, step, answers, files, open_fields | wrong)]
    open_step = first_open(online, answers, open_fields)
    context = {
        "rows": rows,
        "wrong": [row for row in rows if row.wrong] if wrong else [],
        "words": words,
        "open": reverse("portal:access_step", args=[online, open_step.code]) if open_step else "",
        "back": reverse("portal:access_step", args=[online, steps[-1].code]),
    }
    return render(request, "portal/access/check.html", form_frame(online) | context, status=status)


def _rows(
    online: OnlineForm, step: Step, answers: Answers, files: list[DraftFile], wrong: dict[str, str]
) -> Iterator[Row]:
    if step.code == RECORDS:
        return
    form = step.form(online=online, answers=answers)
    optional = _("%(field)s (optional)") % {"field": ""}  # what was left out is said to be so
    address = f"{reverse('portal:access_step', args=[online, step.code])}?{THEN}={CHECK}"
    for field in form:
        if field.name == "other_agency":
            continue
        added = [file.stored.name for file in files if file.role == FILE_ROLES.get(field.name)]
        label = step.definition.heading or str(step.question if len(form.fields) == 1 else field.label)
        yield Row(
            field.name,
            label.removesuffix(optional),
            _said(field),
            added,
            f"{address}#{field.auto_id}",
            wrong.get(field.name, ""),
        )


def _said(field: BoundField) -> str:
    """Return an answer in words."""
    value = field.form.initial.get(field.name, "")
    if field.name == "agency" and value == ANOTHER:
        return _said(field.form["other_agency"])
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    choices = getattr(field.field, "choices", None)
    return str(value) if choices is None else _label(choices, str(value))


def _label(choices: object, value: str) -> str:
    for code, label in choices:  # type: ignore[attr-defined]
        if isinstance(label, list | tuple):
            found = _label(label, value)
            if found:
                return found
        elif value and code == value:
            return str(label)
    return ""
