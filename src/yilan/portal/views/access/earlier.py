"""The earlier request that a complaint is about: named by its number, or by its code, which is kept nowhere."""

import re
import unicodedata

from django.http import HttpRequest
from django.utils.translation import gettext as _

from yilan.access.asking import OnlineForm
from yilan.casework.models import Case
from yilan.casework.queries import case_by_code
from yilan.casework.tracking import LENGTH
from yilan.portal.views.access import device, limits

EARLIER = "earlier"
ABOUT = "about"  # in the address or the form: it is about the request that is open on this device
LIKE_A_CODE = re.compile(rf"[0-9A-Z]{{{LENGTH}}}")


def told_of(request: HttpRequest, online: OnlineForm) -> Case | None:
    """Return the request that is open on the device, where a form was reached from its page and asks for one."""
    if EARLIER not in online.steps or ABOUT not in (request.POST if request.method == "POST" else request.GET):
        return None
    case = device.case_of(request)
    return case if case is not None and case.procedure_code != online.code else None


def named_earlier(request: HttpRequest, typed: str) -> tuple[str, str]:
    """Return the number of the request that was named, or what is wrong about its code.

    A code is tried as often as on the page that opens requests, and stands in nothing that is kept.
    """
    signs = re.sub(r"[\s\-—–－·]", "", unicodedata.normalize("NFKC", typed)).upper()
    if not LIKE_A_CODE.fullmatch(signs):
        return typed, ""
    if not limits.may(request, limits.CODES):
        return "", _("Too many wrong codes came from here. Leave it out, or write the number of the request.")
    case = case_by_code(typed)
    if case is None:
        limits.note(request, limits.CODES)
        return "", _("No request has this code. Compare it with the confirmation, write the number, or leave it out.")
    return case.number, ""
