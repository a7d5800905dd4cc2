"""What a request of the back office asks of the figures: the year, and the agency, in the address."""

from dataclasses import dataclass
from datetime import date

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.http import urlencode

from yilan.access.figures import Cell
from yilan.access.queries.figures import Counted, counted
from yilan.organizations.models import Agency


@dataclass(frozen=True)
class Asked:
    """The figures of a year, of the whole district or of one agency."""

    year: int
    counted: Counted

    @property
    def agency(self) -> Agency | None:
        """The agency, None for the whole district."""
        return self.counted.agency

    @property
    def query(self) -> str:
        """The agency as the addresses of this choice carry it."""
        return f"?{urlencode({'agency': self.agency.code})}" if self.agency else ""

    def address(self, cell: Cell) -> str:
        """Return where the list behind a cell opens."""
        return reverse("access_figures:cell", args=[self.year, *cell]) + self.query


def asked(request: HttpRequest, year: int) -> Asked:
    """Return what is asked for; `Http404` for what is no year, and for an agency that never had a request."""
    if not date.min.year < year < date.max.year:
        raise Http404
    try:
        return Asked(year, counted(year, request.GET.get("agency", "")))
    except LookupError as error:
        raise Http404 from error
