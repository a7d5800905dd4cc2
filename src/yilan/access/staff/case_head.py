"""What stands at the top of every page of a case: number, state, due date, and who reads it now."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from yilan.access.staff.due import case_due
from yilan.casework.clocks import CaseClock, clock_of
from yilan.casework.models import Case
from yilan.disclosure.staff.people import actor_of


def head_of(request: HttpRequest, case: Case, clock: CaseClock | None = None) -> dict[str, Any]:
    """Return the context that `access/staff/case_base.html` asks for."""
    clock = clock or clock_of(case.procedure, list(case.events.all()))
    return {"case": case, "due": case_due(case, clock), "watermark": watermark(request)}


def watermark(request: HttpRequest) -> str:
    """Return what is laid over pages with personal data, on the screen and on paper: who looks, and when."""
    user = actor_of(request)
    return f"{user} {user.username} {timezone.localtime():%Y-%m-%d %H:%M}"
