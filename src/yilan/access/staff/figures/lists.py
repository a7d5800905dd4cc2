"""The requests behind a cell: as many lines as the cell says."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from yilan.access.figures import Cell, Entry
from yilan.access.figures.layout import place_of
from yilan.access.figures.shapes import Words
from yilan.access.law.applicants import applicant_kinds
from yilan.access.law.outcomes import outcomes
from yilan.access.queries.figures import cases_of, readable_agencies
from yilan.access.staff.figures.asking import Asked, asked
from yilan.access.staff.figures.exports import as_file
from yilan.casework.models import Case
from yilan.core import sheets
from yilan.disclosure.staff.people import actor_of

PAGE = 50
HEAD: tuple[Words, ...] = (
    gettext_lazy("Number"),
    gettext_lazy("Agency"),
    gettext_lazy("Kind of applicant"),
    gettext_lazy("Received on"),
    gettext_lazy("Ended on"),
    gettext_lazy("Result"),
    gettext_lazy("Working days"),
    gettext_lazy("Yuan"),
)


@dataclass(frozen=True)
class Listed:
    """The list behind a cell, as far as the user may read it; `hidden` lines belong to other agencies."""

    wanted: Asked
    cell: Cell
    place: tuple[Words, Words, Words]
    entries: list[Entry]
    hidden: int


@dataclass(frozen=True)
class Line:
    """One line of the list, in words."""

    entry: Entry
    case: Case
    address: str
    kind: str
    result: str

    @property
    def amount(self) -> Decimal | None:
        """Yuan, where it is a fee that counts."""
        return self.entry.amount or None


@require_GET
def cell_list(request: HttpRequest, year: int, table: str, row: str, column: str) -> HttpResponse:
    """List what a cell counts."""
    listed = _listed(request, year, Cell(table, row, column))
    page = Paginator(listed.entries, PAGE).get_page(request.GET.get("page"))
    context = {
        "year": year,
        "listed": listed,
        "head": HEAD if table == "fees" else HEAD[:-1],
        "page": page,
        "lines": list(_lines([*page.object_list])),
        "query": listed.wanted.query.removeprefix("?"),
        "amount": sum((one.amount for one in listed.entries), Decimal(0)) if table == "fees" else None,
    }
    return render(request, "access/figures/cell.html", context)


@require_GET
def cell_csv(request: HttpRequest, year: int, table: str, row: str, column: str) -> HttpResponse:
    """Return the list behind a cell for spreadsheets, whole."""
    listed = _listed(request, year, Cell(table, row, column))
    lines: list[list[sheets.Value]] = [[str(words) for words in HEAD], *map(_cells_of, _lines(listed.entries))]
    return as_file(sheets.as_csv(lines), sheets.CSV, f"requests-{year}-{table}-{row}-{column}.csv")


def _listed(request: HttpRequest, year: int, cell: Cell) -> Listed:
    """Return what the user may read of a list; `PermissionDenied` for whoever may open no request of anybody's."""
    wanted = asked(request, year)
    readable = readable_agencies(actor_of(request))
    if not readable or (wanted.agency is not None and wanted.agency.pk not in readable):
        raise PermissionDenied(_("The lists open to those who may read the requests of the agency."))
    try:
        place = place_of(cell)
    except LookupError as error:
        raise Http404 from error
    every = wanted.counted.figures.listed(cell)
    entries = [entry for entry in every if entry.agency in readable]
    return Listed(wanted, cell, place, entries, len(every) - len(entries))


def _lines(entries: list[Entry]) -> Iterator[Line]:
    cases = cases_of(entries)
    kinds = applicant_kinds()
    for entry in entries:
        case = cases[entry.case]
        result = outcomes()[entry.outcome].term if entry.outcome else ""
        yield Line(entry, case, _address(case), kinds[entry.kind].words, result)


def _cells_of(line: Line) -> list[sheets.Value]:
    entry, case = line.entry, line.case
    return [
        case.number,
        case.agency.name,
        line.kind,
        entry.received_on,
        entry.ended_on,
        line.result,
        entry.days,
        line.amount,
    ]


def _address(case: Case) -> str:
    """Return where the case opens; nowhere as long as the desk has no page of its own for it."""
    try:
        return reverse("access_cases:case", args=[case.pk])
    except NoReverseMatch:
        return ""
