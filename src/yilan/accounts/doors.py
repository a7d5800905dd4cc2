"""What happens at the door: signing in, signing out and lock-outs leave a row in the audit trail."""

from typing import Any

from axes.signals import user_locked_out
from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.http import HttpRequest

from yilan.accounts.middleware import begin
from yilan.accounts.models import User
from yilan.accounts.permissions import follow_appointments
from yilan.core import audit


def watch() -> None:
    """Listen at the door; called once, when the application starts."""
    user_logged_in.connect(entered, dispatch_uid="accounts.entered")
    user_logged_out.connect(left, dispatch_uid="accounts.left")
    user_locked_out.connect(locked, dispatch_uid="accounts.locked")


def entered(user: User, request: HttpRequest, **_kwargs: Any) -> None:
    """Note who came in, and begin their session's clock; their groups follow the appointments of this day."""
    begin(request)
    follow_appointments(user)
    audit.record(actor=user, action="accounts:door:enter", subject=user)


def left(user: User | None, **_kwargs: Any) -> None:
    """Note who went out; somebody whose account was closed meanwhile leaves no row."""
    if user is not None:
        audit.record(actor=user, action="accounts:door:leave", subject=user)


def locked(username: str | None, **_kwargs: Any) -> None:
    """Note that an account was locked; names that nobody has are in the sign-in log only."""
    user = User.objects.filter(username=username or "").first()
    if user is not None:
        audit.record(actor=None, action="accounts:door:lock", subject=user)
