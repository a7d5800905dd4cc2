"""Jobs that were given up: look, try again, or let go."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from yilan.accounts.models import Role
from yilan.accounts.queries import holds
from yilan.core.jobs import actions
from yilan.core.jobs.queries import dead_jobs, health
from yilan.disclosure.staff.people import actor_of
from yilan.office.queries import job_by_key

PAGE = 30


@require_GET
def dead_list(request: HttpRequest) -> HttpResponse:
    """List the jobs that were given up."""
    _require_administrator(request)
    page = Paginator(dead_jobs(), PAGE).get_page(request.GET.get("page"))
    return render(request, "office/jobs.html", {"page": page, "jobs": health()})


@require_POST
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a job back to the worker, or let it go."""
    _require_administrator(request)
    job = job_by_key(pk)
    verbs = {
        "revive": (actions.revive, _("Job %(number)d goes to the worker again.")),
        "discard": (actions.discard, _("Job %(number)d is let go.")),
    }
    if request.POST.get("verb") not in verbs:
        return redirect("office_jobs:list")
    act, done = verbs[request.POST["verb"]]
    try:
        act(actor=actor_of(request), job=job)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, done % {"number": pk})
    return redirect("office_jobs:list")


def _require_administrator(request: HttpRequest) -> None:
    if not holds(actor_of(request), Role.ADMINISTRATOR):
        raise PermissionDenied(_("Only administrators see the jobs."))
