"""The overview (一览): what every agency has disclosed of everything, ready for a template."""

from collections.abc import Iterator
from dataclasses import dataclass, field, fields, replace
from datetime import date
from itertools import pairwise

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yilan.core.memory import remembering
from yilan.disclosure.queries.published import filters, overview
from yilan.disclosure.queries.published.filters import OUTSIDE, Wanted
from yilan.disclosure.queries.published.overview import COLUMNS, GENRES, Cube, Head
from yilan.organizations.models import Agency
from yilan.organizations.queries import AgencyNode, agency_tree
from yilan.portal.listing import Facet, Link

# The least count of each shade of sand. Fixed, so that a colour means the same in every year and for every filter.
SHADES = (1, 3, 6, 12, 24)
FILTERS = ("year", "audience", "item", "genre", "column")
VILLAGES = (Agency.Level.VILLAGE, Agency.Level.COMMUNITY)
BAR = 20  # height of the tallest month


@dataclass(frozen=True)
class Cell:
    """One number of the matrix; `missing` when the law asks for something and nothing is there."""

    head: Head
    count: int
    address: str
    missing: bool
    sentence: str

    @property
    def shade(self) -> int:
        """How dark its sand is: 0 for nothing, up to 5."""
        return shade_of(self.count)


def shade_of(count: int) -> int:
    """Return how dark the sand of a number is: 0 for nothing, up to 5."""
    return sum(count >= least for least in SHADES)


@dataclass(frozen=True)
class Month:
    """One bar: month 1 to 12, how many records, and the bar's height out of `BAR`."""

    number: int
    count: int
    height: int

    @property
    def top(self) -> int:
        """Where the bar begins, from above."""
        return BAR - self.height


@dataclass
class Row:
    """One agency. `villages` are the rows that fold into it."""

    agency: Agency
    cells: list[Cell]
    total: int
    address: str
    months: list[Month]
    newest: date | None
    villages: list["Row"] = field(default_factory=list)

    @property
    def missing(self) -> int:
        """How many duties have nothing published."""
        return sum(cell.missing for cell in self.cells)

    @property
    def months_in_words(self) -> str:
        """The bars for those who cannot see them."""
        return _("By month: %s") % ", ".join(str(month.count) for month in self.months)


@dataclass(frozen=True)
class Group:
    """The agencies of one level."""

    level: str
    rows: list[Row]


@dataclass(frozen=True)
class Sum:
    """What all agencies have under one head; `missing` when the law asks the district for it and nobody has any."""

    count: int
    missing: bool


@dataclass(frozen=True)
class Axis:
    """A choice of what the columns of the matrix stand for, as a link."""

    name: str | Promise
    address: str
    chosen: bool


@dataclass(frozen=True)
class Overview:
    """Everything on the page. `totals` has one number for each head, in their order."""

    axis: str
    axes: list[Axis]
    heads: list[tuple[Head, str]]
    groups: list[Group]
    facets: list[Facet]
    totals: list["Sum"]
    total: int
    missing: int
    year: int | None
    clear: str
    filtered: bool

    @property
    def shades(self) -> list[str]:
        """The shades of sand in words: "1-2", "3-5" … "24+"."""
        bounds = pairwise(SHADES)
        return [*(f"{low}–{high - 1}" for low, high in bounds), f"{SHADES[-1]}+"]

    @property
    def least(self) -> tuple[int, ...]:
        """The least count of each shade."""
        return SHADES


class Matrix:
    """Lays the numbers of a cube out as rows, with addresses and sentences."""

    def __init__(self, wanted: Wanted, axis: str) -> None:
        self.wanted = wanted
        self.chosen = chosen(wanted)
        self.heads = [_named(head) for head in overview.heads(axis)]
        self.cube: Cube = overview.cube(wanted, axis)
        # A duty is missing of all that is public, or of a year; under any other filter an empty cell says nothing.
        self.tells_missing = set(self.chosen) <= {"year"}
        self.records = reverse("portal:records")
        self.highest = max((max(months) for months in self.cube.months.values()), default=0)

    def row(self, agency: Agency) -> Row:
        """Return an agency's row."""
        months = self.cube.months.get(agency.pk, [0] * overview.MONTHS)
        total = self.cube.totals.get(agency.pk, 0)
        return Row(
            agency=agency,
            cells=[self.cell(agency, head) for head in self.heads],
            total=total,
            address=self.list_address({"agency": agency.code}),
            months=[Month(n, count, self.height(count)) for n, count in enumerate(months, 1)],
            newest=self.cube.newest.get(agency.pk),
        )

    def height(self, count: int) -> int:
        """Return a bar's height; a single record is still seen."""
        return max(round(BAR * count / self.highest), 2) if count else 0

    def cell(self, agency: Agency, head: Head) -> Cell:
        """Return the cell of an agency under a head."""
        count = self.cube.cells.get((agency.pk, head.key), 0)
        missing = self.tells_missing and not count and agency.level in head.levels
        return Cell(head, count, self.cell_address(agency, head), missing, self.sentence(agency, head, count, missing))

    def column_sum(self, place: int, rows: list[Row]) -> Sum:
        """Return what all agencies have under the head at a place."""
        count = sum(row.cells[place].count for row in rows)
        return Sum(count, self.tells_missing and not count and self.heads[place].duty)

    def cell_address(self, agency: Agency, head: Head) -> str:
        """Return the address of the list that a cell counts."""
        return self.list_address({"agency": agency.code, **dict([head.filter])})

    def list_address(self, more: dict[str, str]) -> str:
        """Return the address of the list under the chosen filters and more; what both name must agree."""
        return f"{self.records}?{urlencode({**self.chosen, **more})}"

    def sentence(self, agency: Agency, head: Head, count: int, missing: bool) -> str:  # noqa: FBT001 - a fact of the cell
        """Say a cell in words."""
        return say(agency.short_name, head.name, "" if missing else count)


def say(agency: str, head: str, count: object) -> str:
    """Say a cell in words; an empty count is a duty with nothing published."""
    words = {"agency": agency, "head": head, "count": count}
    if count == "":
        return _("%(agency)s, %(head)s: nothing published, though the law asks for it") % words
    return _("%(agency)s, %(head)s: records: %(count)s") % words


def _named(head: Head) -> Head:
    """Give the head of all that a series leaves out its name."""
    if not head.key.startswith(OUTSIDE):
        return head
    return replace(head, name=_("The rest"), meaning=_("What stands under no item of this article"))


def chosen(wanted: Wanted) -> dict[str, str]:
    """Return the filters that differ from an address without any."""
    values = {one.name: getattr(wanted, one.name) for one in fields(wanted) if one.name in FILTERS}
    plain = Wanted()
    return {name: value for name, value in values.items() if value != getattr(plain, name)}


def read(query: dict[str, str]) -> tuple[Wanted, str]:
    """Return what an address asks for: filters and axis. An axis that does not exist gives the first."""
    known = [code for code, _article in overview.series()]
    axis = query.get("axis", "")
    if axis not in {*known, COLUMNS, GENRES}:
        axis = next(iter(known), COLUMNS)
    wanted = Wanted.read({name: value for name, value in query.items() if name in offered(axis)})
    return wanted, axis


def offered(axis: str) -> list[str]:
    """Return the filters of an axis: all but its own, which its heads are."""
    own = axis if axis in {COLUMNS, GENRES} else "item"
    return [name for name in FILTERS if name != own]


def build(wanted: Wanted, axis: str) -> Overview:
    """Lay out the whole page."""
    matrix = Matrix(wanted, axis)
    groups = list(_groups(matrix))
    rows = [row for group in groups for top in group.rows for row in (top, *top.villages)]
    totals = [matrix.column_sum(place, rows) for place in range(len(matrix.heads))]
    return Overview(
        axis=axis,
        axes=_axes(axis, matrix.chosen),
        heads=[(head, matrix.list_address(dict([head.filter]))) for head in matrix.heads],
        groups=groups,
        facets=_facets(wanted, axis),
        totals=totals,
        total=sum(row.total for row in rows),
        missing=sum(row.missing for row in rows) + sum(one.missing for one in totals),
        year=matrix.cube.year,
        clear=_address(axis, {}),
        filtered=bool(matrix.chosen),
    )


def _groups(matrix: Matrix) -> Iterator[Group]:
    """Yield the levels with their agencies."""
    for level, nodes in agencies_shown(matrix.cube):
        yield Group(str(level.label), [_with_villages(node, matrix) for node in nodes])


def agencies_shown(cube: Cube) -> Iterator[tuple[Agency.Level, list[AgencyNode]]]:
    """Yield the levels above the villages, each with its agencies; closed ones as long as they have something."""
    nodes = [node for top in agency_tree(closed=True) for node in top.walk()]
    shown = [node for node in nodes if node.agency.closed_on is None or node.agency.pk in cube.totals]
    for level in Agency.Level:
        found = [node for node in shown if node.agency.level == level]
        if found and level not in VILLAGES:
            yield level, found


def _with_villages(node: AgencyNode, matrix: Matrix) -> Row:
    row = matrix.row(node.agency)
    below = [child.agency for child in node.children if child.agency.level in VILLAGES]
    row.villages = [matrix.row(one) for one in below if one.closed_on is None or one.pk in matrix.cube.totals]
    return row


def _axes(axis: str, filters_chosen: dict[str, str]) -> list[Axis]:
    named: list[tuple[str, str | Promise]] = [
        (code, _("Duties of %(article)s") % {"article": article}) for code, article in overview.series()
    ]
    named += [(COLUMNS, gettext_lazy("Columns")), (GENRES, gettext_lazy("Genres"))]
    return [Axis(name, _address(code, filters_chosen), code == axis) for code, name in named]


TITLES = {
    "year": gettext_lazy("Year"),
    "audience": gettext_lazy("Audience"),
    "item": gettext_lazy("Statutory content"),
    "genre": gettext_lazy("Genre"),
    "column": gettext_lazy("Column"),
}
CHOICES = {
    "year": filters.years,
    "audience": overview.audiences,
    "item": filters.items,
    "genre": filters.genres,
    "column": filters.top_columns,
}


def _facets(wanted: Wanted, axis: str) -> list[Facet]:
    with remembering():
        return [facet for name in offered(axis) if (facet := _facet(name, wanted, axis)) is not None]


def _facet(name: str, wanted: Wanted, axis: str) -> Facet | None:
    picked = chosen(wanted)
    links = [
        Link(
            choice.name,
            choice.count,
            _address(axis, {**picked, name: choice.value}),
            getattr(wanted, name) == choice.value,
            choice.value,
        )
        for choice in CHOICES[name](wanted)
    ]
    if not links:
        return None
    rest = {key: value for key, value in picked.items() if key != name}
    return Facet(name, TITLES[name], links, _address(axis, rest))


def _address(axis: str, picked: dict[str, str]) -> str:
    plain = Wanted()
    values = {name: picked[name] for name in offered(axis) if picked.get(name, "") not in {"", getattr(plain, name)}}
    return f"?{urlencode({'axis': axis, **values})}"
