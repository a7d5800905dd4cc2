"""The queue of cases: whose turn it is, the most urgent first; the same as a table file."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from yilan.access.endings import endings_of
from yilan.access.queries.desk import readable_agencies, years_of_cases
from yilan.access.staff.doors import require_reader
from yilan.access.staff.listing import HEAD, CaseRow, rows_of
from yilan.access.staff.ours import FIRST, codes, may_hand_over, may_register, our_procedures
from yilan.accounts.models import Role, User
from yilan.accounts.queries import holds
from yilan.casework.actions import note_export
from yilan.casework.procedures import Procedure, procedure
from yilan.casework.queries import CaseList, desk_counts, listed_cases
from yilan.core import sheets

EVERYTHING = 100_000  # rows of a table file: more than a district ever has
YEAR = re.compile(r"[12]\d{3}")
COLOURS = ("red", "amber", "paused")
LISTS = {
    "all": gettext_lazy("All"),
    "turn": gettext_lazy("My turn"),
    "mine": gettext_lazy("Mine"),
    "nobody": gettext_lazy("Without a handler"),
    "escalated": gettext_lazy("Put before the leader"),
}


@dataclass(frozen=True)
class Tab:
    """A list that is one click away, with how many open cases it has."""

    code: str
    label: str
    count: int
    address: str
    is_shown: bool


@never_cache
@require_GET
def case_list(request: HttpRequest) -> HttpResponse:
    """Show the cases that the person may open, by tab and filter."""
    user = require_reader(request)
    wanted = _wanted(request)
    rules = procedure(wanted.procedure_code)
    desk = listed_cases(user, wanted, request.GET.get("page", 1))
    query = request.GET.copy()
    query.pop("page", None)
    context = {
        "page": desk.page,
        "rows": rows_of(desk.rows),
        "wanted": wanted,
        "rules": rules,
        "procedures": our_procedures(),
        "tabs": _tabs(request, user, wanted),
        "filters": _filters(user, rules),
        "filtered": wanted != CaseList(rules.code, whose=wanted.whose),
        "may_register": may_register(user, rules),
        "may_hand_over": may_hand_over(user),
        "query": query.urlencode(),
    }
    return render(request, "access/staff/queue.html", context)


@never_cache
@require_GET
def export(request: HttpRequest) -> HttpResponseBase:
    """Send what the list shows, all its pages, as CSV that spreadsheets open as it is; that stands in the trail."""
    user = require_reader(request)
    wanted = _wanted(request)
    rows = rows_of(listed_cases(user, wanted, size=EVERYTHING).rows)
    note_export(actor=user, wanted=_in_words(wanted), rows=len(rows))
    response = StreamingHttpResponse(sheets.csv_lines(_lines(rows)), content_type=sheets.CSV)
    name = f"{wanted.procedure_code}-{timezone.localdate():%Y%m%d}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _lines(rows: list[CaseRow]) -> Iterator[Iterable[str]]:
    yield [str(word) for word in HEAD]
    for row in rows:
        yield row.cells()


def _wanted(request: HttpRequest) -> CaseList:
    asked = request.GET
    code = asked.get("procedure", FIRST)
    year = asked.get("year", "")
    return CaseList(
        procedure_code=code if code in codes() else FIRST,
        whose=asked.get("whose", "all"),
        state=asked.get("state", ""),
        agency=asked.get("agency", ""),
        year=int(year) if YEAR.fullmatch(year) else 0,
        outcome=asked.get("outcome", ""),
        number=asked.get("number", "").strip(),
        colour=asked.get("colour", ""),
    )


def _in_words(wanted: CaseList) -> dict[str, str]:
    """Return what a list shows as the trail keeps it: what was chosen, as it was called then."""
    rules = procedure(wanted.procedure_code)
    called: dict[str, dict[str, str]] = {
        "procedure_code": {rules.code: rules.name},
        "whose": {code: str(label) for code, label in LISTS.items()},
        "state": {state.code: state.label for state in rules.states.values()},
        "outcome": dict(endings_of(rules)),
        "colour": {code: colour_words(code) for code in COLOURS},
    }
    return {name: called.get(name, {}).get(value, str(value)) for name, value in asdict(wanted).items() if value}


def _filters(user: User, rules: Procedure) -> dict[str, Any]:
    return {
        "agencies": readable_agencies(user),
        "states": rules.states.values(),
        "years": years_of_cases(user, rules.code),
        "outcomes": endings_of(rules).items(),
        "colours": [(code, colour_words(code)) for code in COLOURS],
    }


def colour_words(code: str) -> str:
    """Return what a colour of the clock stands for."""
    words = {"red": _("overdue"), "amber": _("nearly due"), "paused": _("clock stands")}
    return words.get(code, "")


def _tabs(request: HttpRequest, user: User, wanted: CaseList) -> list[Tab]:
    counts = desk_counts(user, wanted.procedure_code)
    labels = {code: str(label) for code, label in LISTS.items()}
    if not any(holds(user, role) for role in (Role.LEADER, Role.INFORMATION_OFFICE, Role.INSPECTOR)):
        del labels["escalated"]
    counts["all"] = counts["open"]

    def address(code: str) -> str:
        query = request.GET.copy()
        query.pop("page", None)
        query["whose"] = code
        return f"?{query.urlencode()}"

    return [
        Tab(code, label, counts.get(code, 0), address(code), code == wanted.whose) for code, label in labels.items()
    ]
