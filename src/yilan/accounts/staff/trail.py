"""The audit trail: who did what to which thing, when and from where."""

from collections.abc import Iterator

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from yilan.accounts.actions.trail import note_export
from yilan.accounts.queries.trail import TrailFilter, trail
from yilan.accounts.staff.doors import require_reader
from yilan.accounts.staff.forms import TrailForm
from yilan.accounts.staff.trail_words import detail_of, in_one_line, roles_of_row
from yilan.core import sheets
from yilan.core.audit import known_actions
from yilan.core.audit.models import AuditEntry

PAGE = 50


@require_GET
def trail_list(request: HttpRequest) -> HttpResponse:
    """Show the trail, filtered and paged."""
    user = require_reader(request)
    form = TrailForm(request.GET or None)
    rows = trail(user, _wanted(form))
    query = request.GET.copy()
    query.pop("page", None)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    words = known_actions()
    context = {
        "form": form,
        "page": page,
        "rows": [
            (row, roles_of_row(row), words.get(row.action, row.action), detail_of(row)) for row in page.object_list
        ],
        "query": query.urlencode(),
    }
    return render(request, "accounts/staff/trail.html", context)


@require_GET
def export(request: HttpRequest) -> HttpResponseBase:
    """Send the filtered trail as CSV that spreadsheets open as it is; the export itself stands in the trail."""
    user = require_reader(request)
    wanted = _wanted(TrailForm(request.GET or None))
    rows = trail(user, wanted)
    note_export(actor=user, wanted=wanted, rows=rows.count())
    response = StreamingHttpResponse(sheets.csv_lines(_lines(rows.iterator(chunk_size=500))), content_type=sheets.CSV)
    response["Content-Disposition"] = f'attachment; filename="audit-{timezone.localdate():%Y%m%d}.csv"'
    return response


def _lines(rows: Iterator[AuditEntry]) -> Iterator[list[str]]:
    words = known_actions()
    yield [
        _("Time"), _("Person"), _("Roles at that time"), _("Action"), _("Thing"), _("Agency code"),
        _("Network address"), _("Detail"),
    ]  # fmt: skip
    for row in rows:
        yield [
            f"{timezone.localtime(row.at):%Y-%m-%d %H:%M:%S}",
            row.actor_name,
            roles_of_row(row),
            str(words.get(row.action, row.action)),
            row.subject_label,
            row.agency_code,
            row.address or "",
            in_one_line(detail_of(row)),
        ]


def _wanted(form: TrailForm) -> TrailFilter:
    return TrailFilter(**form.cleaned_data) if form.is_valid() else TrailFilter()
