"""The staff home: my work, and nothing else."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from yilan.access.staff.panel import case_sections
from yilan.accounts.models import Role
from yilan.accounts.queries import holds, roles_of
from yilan.core.jobs.queries import health
from yilan.disclosure.staff.desk import sections_of
from yilan.disclosure.staff.people import actor_of
from yilan.publishing.draining import waiting

WAITING = {"cases", "suggestions", "returned", "urgent", "waiting"}


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """Show what waits for this person, the most urgent first; to administrators also how the jobs are."""
    user = actor_of(request)
    roles = roles_of(user)
    sections = [section for section in sections_of(user, timezone.localdate()) if section.rows or section.empty]
    sections = [section for section in case_sections(user) if section.rows] + sections
    if Role.OFFICER not in roles:  # who cannot write has no drafts to be told about
        sections = [section for section in sections if section.rows or section.code != "drafts"]
    keeps = holds(user, Role.ADMINISTRATOR)
    context = {
        "sections": sections,
        "waits": any(section.rows for section in sections if section.code in WAITING),
        "may_draft": Role.OFFICER in roles,
        "jobs": health() if keeps else None,
        "site": waiting() if keeps else None,
        "roles": [Role(role).label for role in Role.values if role in roles],
    }
    return render(request, "office/home.html", context)
