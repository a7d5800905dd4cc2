"""The list of records and the beginning and end of a draft."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from yilan.accounts.models import Role
from yilan.disclosure.actions.editing import discard_draft
from yilan.disclosure.queries import choices, drafts
from yilan.disclosure.queries.reach import reach, reached_agencies
from yilan.disclosure.staff.listing import STATES, rows_of
from yilan.disclosure.staff.people import actor_of

PAGE = 40


@require_GET
def record_list(request: HttpRequest) -> HttpResponse:
    """List the records of the user's agencies; filters and search words stand in the address."""
    user = actor_of(request)
    asked = request.GET
    wanted = drafts.RecordFilter(
        state=asked.get("state", ""),
        agency=asked.get("agency", ""),
        column=asked.get("column", ""),
        genre=asked.get("genre", ""),
        year=asked.get("year", ""),
        words=asked.get("q", ""),
    )
    page = Paginator(drafts.records(user, wanted), PAGE).get_page(asked.get("page"))
    query = asked.copy()
    query.pop("page", None)
    context = {
        "page": page,
        "rows": rows_of(drafts.with_agencies(page.object_list), reach(user, Role.OFFICER)),
        "wanted": wanted,
        "states": STATES,
        "agencies": reached_agencies(user),
        "may_draft": bool(reach(user, Role.OFFICER)),
        "columns": choices.columns_to_choose(),
        "genres": choices.genres_to_choose(),
        "years": drafts.years_of_records(),
        "query": query.urlencode(),
    }
    return render(request, "disclosure/staff/records.html", context)


@require_GET
def begin(request: HttpRequest) -> HttpResponse:
    """Open the editor for a new record of the user's agency; with several agencies, ask for which."""
    agencies = reached_agencies(actor_of(request), Role.OFFICER)
    chosen = [agency for agency in agencies if agency.code == request.GET.get("agency")] or list(agencies)
    if not chosen:
        raise PermissionDenied(_("Only disclosure officers draft records."))
    if len(chosen) == 1:
        return redirect("wagtailadmin_pages:add", "disclosure", "recordpage", drafts.agency_page(chosen[0]).pk)
    return render(request, "disclosure/staff/begin.html", {"agencies": chosen})


@require_http_methods(["GET", "POST"])
def discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Throw a draft away that was never submitted, after asking once more."""
    user = actor_of(request)
    record = drafts.record_for(user, pk)
    if record.owner_id != user.pk:
        raise PermissionDenied(_("Only the one who began a draft may throw it away."))
    if request.method == "POST":
        title = record.draft_title
        try:
            discard_draft(actor=user, record=record)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
            return redirect("wagtailadmin_pages:edit", pk)
        messages.success(request, _("Thrown away: %(title)s") % {"title": title})
        return redirect("wagtailadmin_home")
    return render(request, "disclosure/staff/discard.html", {"record": record})
