"""The door of the back office: who may knock how often, and what is said to those who may not."""

from datetime import timedelta
from typing import Any

from axes.helpers import get_client_ip_address, get_cool_off
from axes.models import AccessFailureLog
from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.auth import LoginForm as WagtailLoginForm

from yilan.accounts.models import User
from yilan.accounts.queries import may_enter_office
from yilan.organizations.queries import top_agency

# An account is locked after AXES_FAILURE_LIMIT failures from one address. An office shares one address, so an address
# is stopped only after many more; that ends the trying of one password on many names.
ADDRESS_LIMIT = 40
ADDRESS_SPAN = timedelta(minutes=15)


class LoginForm(WagtailLoginForm):
    """Name and password; nothing is remembered on the machine."""

    username = forms.CharField(
        label=_("User name"), max_length=150, widget=forms.TextInput(attrs={"autocomplete": "username"})
    )
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    error_messages = {
        "invalid_login": _("User name or password is wrong. After five failures the account is locked for 30 minutes."),
        "inactive": _("User name or password is wrong. After five failures the account is locked for 30 minutes."),
        "no_role": _("This account holds no office at present. Ask the administrator of your agency."),
        "throttled": _("Too many failed sign-ins came from this network. Try again in 15 minutes."),
    }

    def __init__(self, request: HttpRequest | None = None, *args: Any, **kwargs: Any) -> None:
        super().__init__(request, *args, **kwargs)
        self.fields.pop("remember")
        for name in ("username", "password"):
            self.fields[name].widget.attrs.pop("placeholder", None)

    def clean(self) -> dict[str, Any]:
        """Try name and password unless the address has failed too often."""
        if self.request is not None and _failures(self.request) >= ADDRESS_LIMIT:
            self.request.axes_locked_out = True
            raise ValidationError(self.error_messages["throttled"], code="throttled")
        cleaned: dict[str, Any] = super().clean()
        return cleaned

    def confirm_login_allowed(self, user: User) -> None:
        """Let in only who holds an office today; the right password was given, so the reason may be said."""
        super().confirm_login_allowed(user)
        if not may_enter_office(user):
            raise ValidationError(self.error_messages["no_role"], code="no_role")


def locked_out(
    request: HttpRequest,
    _response: HttpResponse | None = None,
    credentials: dict[str, Any] | None = None,  # noqa: ARG001 - the signature that axes calls
) -> HttpResponse:
    """Say when to try again and whom to call; the same words whether the account exists or not."""
    pause = get_cool_off(request) or ADDRESS_SPAN
    context = {"again_at": timezone.now() + pause, "minutes": int(pause.total_seconds() // 60), "agency": top_agency()}
    response = render(request, "accounts/locked_out.html", context, status=429)
    response["Retry-After"] = str(int(pause.total_seconds()))
    return response


def _failures(request: HttpRequest) -> int:
    """Return how many sign-ins failed from this address of late."""
    address = get_client_ip_address(request)
    return AccessFailureLog.objects.filter(ip_address=address, attempt_time__gte=timezone.now() - ADDRESS_SPAN).count()
