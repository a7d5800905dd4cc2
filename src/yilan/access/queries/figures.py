"""The figures of requests, counted now from all events: three queries, however many requests there are."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from yilan.access.figures import Cell, Entry, History, PastEvent, YearFigures, first_year, year_figures
from yilan.access.figures.histories import PROCEDURE, kinds_that_count
from yilan.access.law.tables import Violation
from yilan.accounts.queries import agencies_where
from yilan.casework.authority import READERS
from yilan.casework.models import Case, CaseEvent, Party, PartyKind, PartyRole
from yilan.core.memory import remembered
from yilan.organizations.models import Agency

COLUMNS = {kind: place for place, kind in enumerate(PartyKind.values)}


@dataclass(frozen=True)
class Counted:
    """The figures of a year as they stand on its closing day, of the whole district or of one agency.

    `years`: those that have any, the newest first; `agencies`: those that ever had a request, in the district's order.
    """

    figures: YearFigures
    closing: date
    years: tuple[int, ...]
    agencies: list[Agency]
    agency: Agency | None = None


@remembered
def histories() -> list[History]:
    """Return what the figures read of every request: two queries."""
    kinds = _applicants()
    found: dict[UUID, History] = {}
    events = CaseEvent.objects.filter(case__procedure_code=PROCEDURE, kind__in=kinds_that_count()).order_by()
    for case, agency, *event in events.values_list("case", "case__agency", "sequence", "kind", "on", "stated"):
        if case not in found:
            found[case] = History(case, agency, kinds.get(case, PartyKind.OTHER))
        found[case].events.append(PastEvent(*event))
    return list(found.values())


def _applicants() -> dict[UUID, str]:
    """Return the kind of each request's applicant; of several that ask together, the first in the table's order."""
    rows = Party.objects.filter(case__procedure_code=PROCEDURE, role=PartyRole.APPLICANT).order_by()
    found: dict[UUID, str] = {}
    for case, kind in rows.values_list("case", "kind"):
        if case not in found or COLUMNS[kind] < COLUMNS[found[case]]:
            found[case] = kind
    return found


def counted(year: int, code: str = "") -> Counted:
    """Return the figures of a year: of the whole district, or of the requests of the agency with a code.

    The closing day is 31 December, or today while the year runs. `LookupError` for an agency that never had a request.
    """
    today = timezone.localdate()
    known = histories()
    first = first_year(known) or today.year
    agencies = list(Agency.objects.filter(pk__in={history.agency for history in known}).order_by("order", "code"))
    agency = {one.code: one for one in agencies}[code] if code else None
    return Counted(
        figures=_of_year(known, year, agency.pk if agency else None),
        closing=min(date(year, 12, 31), today),
        years=tuple(range(today.year, min(first, today.year) - 1, -1)),
        agencies=agencies,
        agency=agency,
    )


def figures_of(year: int) -> YearFigures:
    """Return the figures of a year of the whole district; two queries."""
    return _of_year(histories(), year, None)


def broken_rules(year: int) -> list[Violation]:
    """Return every break of the rules of the year's tables, those on the turn of the year among them."""
    known = histories()
    return _of_year(known, year, None).violations(_of_year(known, year - 1, None))


def _of_year(known: list[History], year: int, agency: int | None) -> YearFigures:
    """Return the figures of a year; one that has not begun has none, for nothing can be carried into it yet."""
    begun = year <= timezone.localdate().year
    return year_figures(known if begun else [], year, only=lambda history: agency is None or history.agency == agency)


def readable_agencies(user: Any) -> frozenset[int]:
    """Return the agencies whose requests the user may open."""
    found = Agency.objects.none()
    for role in READERS:
        found |= agencies_where(user, role)
    return frozenset(found.values_list("pk", flat=True))


def cases_behind(figures: YearFigures, cell: Cell) -> QuerySet[Case]:
    """Return the cases that a cell counts, each once."""
    return Case.objects.filter(pk__in={entry.case for entry in figures.listed(cell)})


def cases_of(entries: Iterable[Entry]) -> dict[UUID, Case]:
    """Return the cases of a list's lines, with their agencies, by their keys."""
    return Case.objects.select_related("agency").in_bulk({entry.case for entry in entries})
