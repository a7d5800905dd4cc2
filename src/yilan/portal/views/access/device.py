"""What a device keeps of what is written and sent, and the answers that nobody else may keep.

Cookies below `/access/`: for each form the key of what is being written, for thirty days; and which case the tracking
code has opened, signed and for two hours. None says anything to who finds it without this site.
"""

import secrets
from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.cache import patch_cache_control

from yilan.access.asking import OnlineForm
from yilan.access.asking.online import REQUESTS
from yilan.access.models import RequestDraft
from yilan.access.queries.drafts import KEPT, draft_at, form_of
from yilan.access.queries.own_case import case_with
from yilan.casework.models import Case

DRAFT_COOKIE, CASE_COOKIE = "access_draft", "access_case"
PATH = "/access/"
OPEN_FOR = timedelta(hours=2)
SALT = "yilan.access.case"
View = Callable[..., HttpResponseBase]


def private(view: View) -> View:
    """Let nobody keep or index what a view answers."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        patch_cache_control(response, private=True, no_store=True)
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return answered


def new_key() -> str:
    """Return a key that nobody guesses; only lower-case letters and digits, for indexes know no case."""
    return secrets.token_hex(32)


def key_of(request: HttpRequest, form: OnlineForm) -> str:
    """Return the key that the device keeps of a form, empty without one."""
    return request.COOKIES.get(_draft_cookie(form), "")


def draft_of(request: HttpRequest, form: OnlineForm) -> RequestDraft | None:
    """Return what the device is writing in a form."""
    draft = draft_at(key_of(request, form))
    return draft if draft is not None and form_of(draft).code == form.code else None


def keep_key(response: HttpResponse, form: OnlineForm, key: str) -> None:
    """Let the device keep the key of what is being written, for thirty days from now."""
    _set(response, _draft_cookie(form), key, timedelta(days=KEPT))


def forget_key(response: HttpResponse, form: OnlineForm) -> None:
    """Let the device forget what it was writing in a form."""
    response.delete_cookie(_draft_cookie(form), path=PATH, samesite="Lax")


def open_case(response: HttpResponse, case: Case) -> None:
    """Let the device open this request for two hours from now without the code."""
    _set(response, CASE_COOKIE, signing.dumps(case.tracking_index, salt=SALT), OPEN_FOR)


def close_case(response: HttpResponse) -> None:
    """Let the device need the code again."""
    response.delete_cookie(CASE_COOKIE, path=PATH, samesite="Lax")


def case_of(request: HttpRequest) -> Case | None:
    """Return the request that the device has opened; None when it needs the code."""
    try:
        index = signing.loads(request.COOKIES.get(CASE_COOKIE, ""), salt=SALT, max_age=OPEN_FOR)
    except signing.BadSignature:
        return None
    return case_with(index)


def with_case(view: Callable[..., HttpResponse]) -> View:
    """Give a view the request that the device has opened, and keep that open; ask for the code where none is."""

    @wraps(view)
    def opened(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        case = case_of(request)
        if case is None:
            return redirect(f"{reverse('portal:access_status')}?closed=1")
        response = view(request, case, *args, **kwargs)
        open_case(response, case)
        return response

    return private(opened)


def _draft_cookie(form: OnlineForm) -> str:
    return DRAFT_COOKIE if form.code == REQUESTS else f"{DRAFT_COOKIE}_{form.path}"


def _set(response: HttpResponse, name: str, value: str, lasting: timedelta) -> None:
    response.set_cookie(
        name,
        value,
        max_age=lasting,
        path=PATH,
        secure=bool(settings.SESSION_COOKIE_SECURE),
        httponly=True,
        samesite="Lax",
    )
