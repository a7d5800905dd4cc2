"""What every public answer carries: strict security headers, and a validator: nothing unchanged is sent again."""

import hashlib
from collections.abc import Callable
from http import HTTPStatus

from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers
from django.views.defaults import bad_request

from yilan.core.answers import HEADERS
from yilan.portal.reading import switch

OFFICE = "/office/"


class PublicAnswers:
    """Serve the public side: reading aids, headers, conditional requests. The back office keeps its own ways."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Serve one request."""
        if request.path.startswith(OFFICE):
            return self.get_response(request)
        response = unreadable(request) or switch(request) or self.get_response(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        if isinstance(response, HttpResponse):
            return validated(request, response)
        return response


def unreadable(request: HttpRequest) -> HttpResponse | None:
    """Answer 400 to an address with a zero byte: no page has one, and PostgreSQL refuses to look for it."""
    if "\0" not in request.path and not any("\0" in value for value in request.GET.values()):
        return None
    return bad_request(request, SuspiciousOperation("a zero byte in the address"))


def validated(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Give a page the hash of its bytes as its ETag, and answer 304 to who has the same."""
    kept = "no-store" not in response.headers.get("Cache-Control", "")
    if request.method not in {"GET", "HEAD"} or response.status_code != HTTPStatus.OK or not kept:
        return response
    patch_vary_headers(response, ["Cookie"])  # elder mode and colours
    if not response.has_header("Cache-Control"):
        patch_cache_control(response, public=True, no_cache=True)
    if not response.has_header("ETag"):
        response.headers["ETag"] = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
    answer = get_conditional_response(request, etag=response.headers["ETag"], response=response)
    return answer if isinstance(answer, HttpResponse) else response
