"""Watches over sessions of the back office: how long, how idle, and whether the password must change first."""

import time
from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from yilan.accounts.queries.holding import remembered

SEEN = "yilan_seen"
BEGUN = "yilan_begun"
NOTE_EVERY = 60  # seconds; a session is written at most once a minute
BY_ITSELF = ("wagtailadmin_editing_sessions:ping", "wagtailadmin_editing_sessions:release")  # a page left open asks
BEFORE_THE_PASSWORD = ("accounts_own:password", "wagtailadmin_logout", "wagtailadmin_login", "wagtailadmin_sprite",
                       "wagtailadmin_javascript_catalog")  # fmt: skip
IDLE = _("You were signed out because nothing was done for %(minutes)d minutes. Sign in to go on.")
TOO_LONG = _("You were signed out because a session ends after %(hours)d hours. Sign in to go on.")


def begin(request: HttpRequest) -> None:
    """Start the clock of a session, when somebody signs in."""
    request.session[BEGUN] = request.session[SEEN] = time.time()


class StaffSessions:
    """Ends sessions that are idle or old, and sends people with a password that others know to change it.

    Inside a request appointments are read once (`queries.holding.remembered`).
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Serve the request with the roles remembered."""
        with remembered():
            return self.get_response(request)

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., HttpResponse],  # noqa: ARG002 - Django's signature
        args: object,  # noqa: ARG002
        kwargs: object,  # noqa: ARG002
    ) -> HttpResponse | None:
        """Look at the session before a page of the back office; the portal knows no sessions."""
        if not request.path.startswith(reverse("wagtailadmin_home")) or not request.user.is_authenticated:
            return None
        name = request.resolver_match.view_name if request.resolver_match else ""
        if (
            name == "wagtailadmin_logout" and request.method != "POST"
        ):  # Wagtail would refuse, and drop the cookie still
            return HttpResponseNotAllowed(["POST"])
        reason = self._over(request, name)
        if reason is not None:
            return self._end(request, reason)
        if request.user.must_change_password and name not in BEFORE_THE_PASSWORD:
            return redirect("accounts_own:password")
        return None

    def _over(self, request: HttpRequest, name: str) -> str | Promise | None:
        now = time.time()
        begun, seen = request.session.get(BEGUN, 0), request.session.get(SEEN, 0)
        if now - begun > settings.YILAN_SESSION_HOURS * 3600:
            return TOO_LONG % {"hours": settings.YILAN_SESSION_HOURS}
        if now - seen > settings.YILAN_IDLE_MINUTES * 60:
            return IDLE % {"minutes": settings.YILAN_IDLE_MINUTES}
        if now - seen > NOTE_EVERY and name not in BY_ITSELF:
            request.session[SEEN] = now
        return None

    def _end(self, request: HttpRequest, reason: str | Promise) -> HttpResponse:
        logout(request)
        if request.headers.get("x-requested-with") == "XMLHttpRequest":
            raise PermissionDenied(reason)
        messages.warning(request, str(reason))
        back = request.get_full_path() if request.method == "GET" else reverse("wagtailadmin_home")
        return redirect_to_login(back, reverse("wagtailadmin_login"))
