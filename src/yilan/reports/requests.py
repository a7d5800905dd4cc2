"""The yearly tables on requests in the form in which programs read them; README.md describes it."""

from typing import Any

from django.urls import reverse

from yilan.access.figures import Cell, YearFigures
from yilan.access.figures import clearance as speed
from yilan.access.queries.figures import figures_of


def request_tables(year: int) -> dict[str, Any]:
    """Return table 3, table 4, fees and clearance of a year, with the form of the address behind each cell."""
    found = figures_of(year)
    return {
        "table3": found.table3,
        "table4": found.table4,
        "fees": found.fees,
        "clearance": _clearance(found),
        "lists": f"{reverse('access_figures:year', args=[year])}{{table}}/{{row}}/{{column}}/",
    }


def _clearance(found: YearFigures) -> dict[str, Any]:
    spread = found.clearance
    rows = {row: found.value(Cell("clearance", row, speed.COLUMN)) for row in speed.rows()}
    return rows | {"median": spread.median, f"percentile{speed.percentile()}": spread.slow}
