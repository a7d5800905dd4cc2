"""Requests that are too large are answered before anything reads them."""

from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.template.loader import render_to_string

from yilan.intake.kinds import taken
from yilan.intake.receiving import MEGABYTE
from yilan.intake.refusing import Refused

OFFICE = "/office/"
PIECE = 1 << 16


class RequestSize:
    """Answer 413 to a request whose body is larger than its door lets in. A body without a length is never read."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Serve one request."""
        limits = taken().limits
        most = limits.office_request if request.path.startswith(OFFICE) else limits.request
        length = request.META.get("CONTENT_LENGTH") or "0"
        size = int(length) if length.isascii() and length.isdecimal() else 0
        if size <= most:
            return self.get_response(request)
        # Browsers send to the end before they read: who is cut off sees an error of the network, not our words.
        for _piece in range(2 * limits.office_request // PIECE):
            if not request.read(PIECE):
                break
        words = " ".join(Refused("request", most=most // MEGABYTE).messages)
        page = render_to_string("413.html", {"words": words})
        return HttpResponse(page, status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE, headers={"Connection": "close"})
