"""What people looked for in a week, with the way from what was not found to a synonym or a recommended page."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from yilan.disclosure.staff.people import actor_of
from yilan.search.actions import require_editor
from yilan.search.asked import week_of


@require_GET
def report(request: HttpRequest) -> HttpResponse:
    """Show a week, the running one by default."""
    require_editor(actor_of(request))
    try:
        day = date.fromisoformat(request.GET.get("week", ""))
    except ValueError:
        day = timezone.localdate()
    return render(request, "search/staff/report.html", {"week": week_of(min(day, timezone.localdate()))})
