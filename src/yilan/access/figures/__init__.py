"""The figures of requests: which of them a cell of the yearly tables counts. Pure: no database, no clock of its own."""

from yilan.access.figures.cells import Cell, Entry
from yilan.access.figures.clearance import Clearance
from yilan.access.figures.fees import Fees
from yilan.access.figures.histories import History, PastEvent
from yilan.access.figures.years import YearFigures, first_year, year_figures

__all__ = [
    "Cell",
    "Clearance",
    "Entry",
    "Fees",
    "History",
    "PastEvent",
    "YearFigures",
    "first_year",
    "year_figures",
]
