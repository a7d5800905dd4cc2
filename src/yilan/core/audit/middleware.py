"""Keeps the network address of the request at hand, so that audit rows need not be told."""

from collections.abc import Callable
from contextvars import ContextVar

from django.conf import settings
from django.http import HttpRequest, HttpResponse

_address: ContextVar[str | None] = ContextVar("address", default=None)


def current_address() -> str | None:
    """Return the address of the request being served, None outside one."""
    return _address.get()


def client_address(request: HttpRequest) -> str | None:
    """Return the client's address, counting only as many forwarding proxies as the site declares."""
    proxies = settings.AXES_IPWARE_PROXY_COUNT or 0
    chain = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if part.strip()]
    if proxies and len(chain) >= proxies:
        return chain[-proxies]
    return request.META.get("REMOTE_ADDR") or None


class RequestAddress:
    """Remember the client's address while its request is served."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Serve one request."""
        token = _address.set(client_address(request))
        try:
            return self.get_response(request)
        finally:
            _address.reset(token)
