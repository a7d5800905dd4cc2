"""Where an agency or a column is named: all that its own change may touch, kind of page by kind of page.

The district's government stands in the head and foot of every page. Other agencies and the columns do not, so each
function goes through the kinds of page and takes the whole kind wherever a template or document of it names one.
What is not here names none: versions and withdrawals name no column, parts of the site map neither.
"""

from collections.abc import Iterator

from django.db.models import Q, QuerySet

from yilan.disclosure.models import Column, Publication, Version
from yilan.disclosure.queries.published.archive import RecordList
from yilan.organizations.models import Agency
from yilan.publishing.addresses import (
    PUBLIC,
    SINGLE,
    at,
    everything,
    of_agency,
    of_list,
    of_page,
    of_products,
    of_year,
)
from yilan.publishing.neighbours import neighbours
from yilan.reports.queries import years


def of_agency_named(code: str, *, any_level: bool) -> Iterator[str]:
    """Yield every address where an agency may be named, all there are when it may head the site.

    `any_level` when its level may have been another before.
    """
    agency = Agency.objects.get(code=code)
    if any_level or agency.level == Agency.Level.DISTRICT:
        yield from everything()
        return
    yield from _of_the_whole()
    yield from of_agency(code)
    yield from of_products(agency)
    yield from of_list(RecordList())
    for slug in _columns_of(agency):
        yield from _of_column(slug)
    own = Publication.objects.filter(agency=agency)
    yield from _of_records(own)
    numbers = Version.objects.filter(record__in=own.filter(PUBLIC).values("record"))
    for index_number, number in numbers.values_list("record__publication__index_number", "number"):
        yield at("version", index_number, number)
    for index_number in neighbours(own) | _named_in(code):
        yield from of_page(index_number)


def of_column_named(slug: str) -> Iterator[str]:
    """Yield every address where a column may be named: its family's pages, their records, what lists columns."""
    yield from _of_the_whole()
    for code in Agency.objects.values_list("code", flat=True):
        yield at("agency_records", code)  # its newest page can be narrowed to a column
    family = _family(Column.objects.get(slug=slug))
    for one in sorted(family):
        yield from _of_column(one)
    yield from _of_records(Publication.objects.filter(places__column__slug__in=family).distinct())


def _of_the_whole() -> Iterator[str]:
    """Yield the pages of which there is one, one a year or one an agency: few, however long the archive."""
    yield from (at(name) for name in SINGLE)
    for year in years():
        yield from of_year(year)
    for code in Agency.objects.values_list("code", flat=True):
        yield at("agency", code)


def _of_column(slug: str) -> Iterator[str]:
    """Yield a column's pages and its feed; numbered ones also of a column that shows those below it now."""
    yield at("column", slug)
    yield at("column_feed", slug)
    yield from of_list(RecordList(column=slug))


def _of_records(publications: QuerySet[Publication]) -> Iterator[str]:
    for index_number in publications.filter(PUBLIC).values_list("index_number", flat=True):
        yield from of_page(index_number)


def _columns_of(agency: Agency) -> set[str]:
    """Return the columns in which an agency's records stand, those above them, and those that it keeps."""
    found = Column.objects.filter(Q(places__publication__agency=agency) | Q(owner=agency)).distinct()
    return {slug for column in found for slug in _above(column)}


def _named_in(code: str) -> set[str]:
    """Return the records that name an agency as one that issued them, or that holds a duty which they found."""
    name = f'"{code}"'
    content = "version__content__"
    found = Publication.objects.filter(
        Q(**{f"{content}issuers__icontains": name}) | Q(**{f"{content}duties__icontains": name}), PUBLIC
    )
    return set(found.values_list("index_number", flat=True))


def _family(column: Column) -> set[str]:
    """Return a column with all above and all below it, by their addresses."""
    rows = list(Column.objects.values_list("slug", "parent__slug"))
    family = {column.slug}
    while more := {slug for slug, parent in rows if parent in family} - family:
        family |= more
    return family | set(_above(column))


def _above(column: Column) -> Iterator[str]:
    """Yield the address of a column and of all above it."""
    step: Column | None = column
    while step is not None:
        yield step.slug
        step = step.parent
