"""The own request: opened by its tracking code, which stands in no address and in no log."""

from datetime import timedelta
from http import HTTPStatus
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from yilan.access.actions.own_case import take_file
from yilan.access.queries.asking import answer_limit, if_received_on, terms_on
from yilan.access.queries.notices import tells_of
from yilan.access.queries.own_case import COMPLAINT, own_case
from yilan.casework.models import Case, CaseFile
from yilan.casework.queries import case_by_code
from yilan.casework.tracking import read_code, shown
from yilan.core.answers import FILE_POLICY
from yilan.portal.context import absolute
from yilan.portal.pages import platform_page
from yilan.portal.qr import qr_code
from yilan.portal.views.access import device, limits
from yilan.portal.views.access.frame import case_frame, frame

STATUS = platform_page(
    gettext_lazy("Look up a request"), gettext_lazy("How a request stands, by its tracking code, and its answer.")
)
TOLD = {
    "corrected": gettext_lazy("The correction has been received. The period for the answer begins anew."),
    "reasons_given": gettext_lazy("The reasons have been received."),
    "evidence_given": gettext_lazy("The evidence has been received."),
    "withdrawn": gettext_lazy("The %(matter)s has been withdrawn."),
    "suggested": gettext_lazy("The suggestion has been received. What comes of it will be said on this page."),
}


@device.private
@require_http_methods(["GET", "HEAD", "POST"])
def status(request: HttpRequest) -> HttpResponse:
    """Ask for the tracking code, and open its request."""
    if request.method != "POST":
        context = {"opened": device.case_of(request), "closed": "closed" in request.GET}
        return render(request, "portal/access/status.html", frame(STATUS) | context)
    typed = request.POST.get("code", "")[:60]
    if not limits.may(request, limits.CODES):
        minutes = limits.CODES.within // timedelta(minutes=1)
        words = _("Too many wrong codes came from here. Wait %(minutes)d minutes, or ring the agency.")
        return _asked_again(request, typed, words % {"minutes": minutes}, HTTPStatus.TOO_MANY_REQUESTS)
    case = case_by_code(typed)
    if case is None:
        limits.note(request, limits.CODES)
        return _asked_again(request, typed, _what_is_wrong(typed), HTTPStatus.UNPROCESSABLE_ENTITY)
    response = redirect("portal:access_request")
    device.open_case(response, case)
    return response


@require_POST
@device.private
def leave(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - the signature of a view
    """Close the request on this device."""
    response = redirect("portal:access_status")
    device.close_case(response)
    return response


@require_safe
@device.with_case
def show(request: HttpRequest, case: Case) -> HttpResponse:
    """Show how the request stands: what happened, who acts next, until when, and what can be taken."""
    told = TOLD.get(request.GET.get("done", ""), "")
    return render(request, "portal/access/request.html", _case_context(case, told=told))


@require_safe
@device.with_case
def receipt(request: HttpRequest, case: Case) -> HttpResponse:
    """Show number and tracking code, to be kept and printed, and what happens next."""
    today = timezone.localdate()
    code = shown(case.tracking_code)
    address = absolute(reverse("portal:access_status"))
    context: dict[str, Any] = {
        "own": own_case(case),
        "code": code,
        "address": address,
        # After the sign # nothing is sent to any server, so it stands in no log.
        "qr": qr_code(f"{address}#{code}"),
        "sent": "sent" in request.GET,
        "mailed": tells_of(case),
        "clock": if_received_on(today, case.procedure_code),
        "terms": terms_on(today),
        "today": today,
    }
    return render(request, "portal/access/receipt.html", case_frame(case, STATUS) | context)


@require_safe
@device.with_case
def file(request: HttpRequest, case: Case, number: int) -> HttpResponse:
    """Send a file that stands open to the applicant; it is noted that it was taken."""
    try:
        found, data = take_file(case=case, file=number)
    except CaseFile.DoesNotExist as error:
        raise Http404 from error
    except PermissionDenied as error:
        context = _case_context(case, wrong=str(error))
        return render(request, "portal/access/request.html", context, status=HTTPStatus.GONE)
    name = content_disposition_header(as_attachment=True, filename=found.stored.name)
    return HttpResponse(
        data,
        content_type=found.stored.media_type,
        headers={"Content-Disposition": name, "Content-Security-Policy": f"{FILE_POLICY}; sandbox"},
    )


def _case_context(case: Case, *, told: Any = "", wrong: str = "") -> dict[str, Any]:
    context = case_frame(case, STATUS)
    complaint = answer_limit(COMPLAINT, timezone.localdate())
    told = told % {"matter": context["matter"]}
    return context | {"own": own_case(case), "told": told, "wrong": wrong, "complaint": complaint}


def _asked_again(request: HttpRequest, typed: str, words: str, status: int) -> HttpResponse:
    context = {"typed": typed, "wrong": words}
    return render(request, "portal/access/status.html", frame(STATUS) | context, status=status)


def _what_is_wrong(typed: str) -> str:
    if not typed.strip():
        return _("Write the tracking code.")
    if read_code(typed) is None:
        return _("This is no tracking code: it has 12 letters and digits, and one of these does not fit. Compare it.")
    return _("No request has this code. Compare it with the confirmation.")
