"""A copy with parts blackened beside its original, with what was checked, in words."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from yilan.access.answering.opened import about, file_at
from yilan.access.answering.sheets import number_in
from yilan.access.judging import judged
from yilan.access.law.outcomes import outcomes
from yilan.access.queries.answering import plan_of
from yilan.access.redaction_plans import found_of
from yilan.access.steps.giving import is_checked
from yilan.casework.models import CaseFile
from yilan.redaction.results import Report
from yilan.redaction.words import CHECKS, DRAWN_ANEW


@require_GET
def copy(request: HttpRequest, uuid: UUID, pk: int) -> HttpResponse:
    """Show a page of both, and the report."""
    file = file_at(request, uuid, pk)
    if file.role != CaseFile.Role.REDACTED or file.made_from is None:
        raise Http404
    report = Report.from_json(file.report)
    number = number_in(request, report.pages)
    context: dict[str, Any] = {
        "copy": file,
        "original": file.made_from,
        "report": report,
        "passed": is_checked(file),
        "checks": [CHECKS[check] for check in report.checks],
        "drawn_anew": [(page, DRAWN_ANEW[why]) for page, why in sorted(report.drawn_anew.items())],
        "grounds": [outcomes()[code].term for code in report.grounds if code in outcomes()],
        "judged": judged([file])[0],
        "number": number,
        "numbers": range(1, report.pages + 1),
    }
    base = about(request, file.case, "files")
    if not base["refused"]:
        plan = plan_of(file.made_from)
        context["elsewhere"] = found_of(plan, file.made_from.stored).elsewhere if plan else {}
    return render(request, "access/answering/copy.html", base | context)
