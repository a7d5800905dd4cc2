"""A year's figures agency by agency."""

from collections.abc import Iterable
from dataclasses import dataclass

from yilan.access.figures.cells import Cell, Entry
from yilan.access.figures.clearance import Clearance, clearance_of
from yilan.access.figures.years import YearFigures
from yilan.organizations.models import Agency

NEW, HANDLED, LEFT = (Cell("table3", row, "total") for row in ("new", "total", "carried_out"))
ANSWERED, IN_TIME = (Cell("clearance", row, "total") for row in ("answered", "in_time"))


@dataclass(frozen=True, slots=True)
class AgencyShare:
    """What of a year's figures belongs to one agency."""

    agency: Agency
    new: int
    handled: int
    left: int
    clearance: Clearance


def share_of_agencies(figures: YearFigures, agencies: Iterable[Agency]) -> list[AgencyShare]:
    """Return the shares of those agencies that had a request in the year, in the order given: they are not ranked."""
    found = []
    for agency in agencies:
        new, handled, left, answered, in_time = (
            _own(figures, cell, agency) for cell in (NEW, HANDLED, LEFT, ANSWERED, IN_TIME)
        )
        if handled or left:
            speed = clearance_of([one.days for one in answered if one.days is not None], len(in_time))
            found.append(AgencyShare(agency, len(new), len(handled), len(left), speed))
    return found


def _own(figures: YearFigures, cell: Cell, agency: Agency) -> list[Entry]:
    return [one for one in figures.entries.get(cell, []) if one.agency == agency.pk]
