"""Which addresses an event touches: at least all whose answer it may have changed.

More is never wrong, it only costs time; less would leave an old page standing. So the functions below name whole kinds
of page rather than look whether one has really changed, and the writing leaves a file alone whose bytes are the same.
"""

from collections.abc import Callable, Iterator

from django.db.models import Q

from yilan.core.events.models import Event
from yilan.core.memory import remembered, remembering
from yilan.disclosure.models import Column, Publication, PublishedFile, Release, Version
from yilan.disclosure.queries.published import maps
from yilan.disclosure.queries.published.archive import ROWS, RecordList, full_pages
from yilan.disclosure.queries.published.filters import NONE
from yilan.disclosure.queries.published.rulebook import RULES
from yilan.organizations.models import Agency
from yilan.publishing.addresses import at, of_page, of_products, of_year, page_of
from yilan.publishing.naming import of_agency_named, of_column_named
from yilan.publishing.neighbours import former_neighbours, neighbours
from yilan.reports.queries import years

COUNTING = ("home", "overview", "overview_facts", "records", "agencies", "platform", "sitemap", "feed", "sitemap_index")
CONTACT = ("access", "contact", "agencies")


def addresses_of(event: Event) -> Iterator[str]:
    """Yield the addresses that an event touches. Reads the database as it stands now, after the event."""
    with remembering():
        found = list(TOUCHES[event.name](event))
    yield from found


def of_record(record: int, *, moved: bool = True) -> Iterator[str]:
    """Yield what depends on a record: its own pages, the lists it stands in, what counts it, what speaks of it.

    `moved` when it may have come into a list or left one, so that everything that came out after it has moved on.
    """
    publication = Publication.objects.select_related("agency", "community").filter(record=record).first()
    if publication is None:
        return
    yield from _own_pages(publication)
    yield from (at(name) for name in COUNTING)
    if RULES in _columns(publication):
        yield at("rulebook")
    for agency in _agencies(publication):
        yield from _of_agency_with_records(agency)
        yield from (at("catalogue_part", agency.code, item) for item in _items(publication))
    if publication.community is not None:
        yield at("agency", publication.community.code)
    for slug in _columns(publication):
        yield at("column", slug)
        yield at("column_feed", slug)
    for records in _lists(publication):
        yield from _pages(records, publication, moved=moved)
    first = _place_in_year(publication) // maps.PART_ROWS + 1
    last = max((part for year, part in maps.parts() if year == publication.year), default=0)
    yield from (at("sitemap_part", publication.year, part) for part in range(first, max(last, first) + 2))
    for other in neighbours(Publication.objects.filter(record=record)) | former_neighbours(record):
        yield from of_page(other)
    yield from _figures(publication)


def of_agency_changed(event: Event) -> Iterator[str]:
    """Yield its own pages after a change of people, wherever it is named after any other."""
    changed = event.payload.get("changed", [])
    if changed != ["designations"]:
        yield from of_agency_named(event.payload["code"], any_level="level" in changed)
        return
    yield from (at(name) for name in CONTACT)
    yield at("agency", event.payload["code"])


def of_product(event: Event) -> Iterator[str]:
    """Yield where a guide or catalogue is shown or named."""
    code = event.payload["agency"]
    yield at("agency", code)
    yield at("guide", code)
    yield at("catalogue", code)
    yield from of_products(Agency.objects.get(code=code))


def of_the_day() -> Iterator[str]:
    """Yield what looks different when a day begins: who is designated, who sits in the leading group."""
    yield from (at(name) for name in ("leading_group", *CONTACT))
    for code in Agency.objects.values_list("code", flat=True):
        yield at("agency", code)


def _record_of(event: Event) -> Iterator[str]:
    yield from of_record(int(event.subject_id))


def _of_agency(event: Event) -> Iterator[str]:
    yield from of_agency_named(event.payload["code"], any_level=False)


def _of_column(event: Event) -> Iterator[str]:
    yield from of_column_named(event.payload["slug"])


def _marked(event: Event) -> Iterator[str]:
    yield from of_record(int(event.subject_id), moved=False)


TOUCHES: dict[str, Callable[[Event], Iterator[str]]] = {
    "RecordPublished": _record_of,
    "RecordWithdrawn": _record_of,
    "RecordValidityChanged": _marked,
    "ColumnChanged": _of_column,
    "GuideCompiled": of_product,
    "CatalogueCompiled": of_product,
    "AgencyOpened": _of_agency,
    "AgencyChanged": of_agency_changed,
    "AgencyClosed": _of_agency,
    "LeadingGroupChanged": lambda _event: iter([at("leading_group")]),
}
EVENTS = tuple(TOUCHES)
CONSUMER = "yilan.publishing.consumers.touch_pages"


def _of_agency_with_records(agency: Agency) -> Iterator[str]:
    yield at("agency", agency.code)
    yield at("agency_records", agency.code)
    yield at("agency_feed", agency.code)
    yield at("catalogue", agency.code)
    if agency.parent is not None:
        yield at("agency", agency.parent.code)


def _figures(publication: Publication) -> Iterator[str]:
    """Yield the figures of a record's year; those of every year when it is the first of its own, for all name it."""
    yield at("figures", publication.year)
    if not Publication.objects.filter(year=publication.year, pk__lt=publication.pk).exists():
        for year in years():
            yield from of_year(year)


@remembered
def _agencies(publication: Publication) -> list[Agency]:
    """Return the agency of a record, and those that had it before."""
    before = Release.objects.filter(version__record=publication.record_id).order_by().values_list("agency", flat=True)
    return list(Agency.objects.filter(pk__in={publication.agency_id, *before}).select_related("parent"))


@remembered
def _columns(publication: Publication) -> set[str]:
    """Return the columns in which a record stands or once stood, and those above them."""
    slugs = {slug for _number, columns, _item in _versions(publication) for slug in columns}
    keys = list(publication.places.values_list("column", flat=True))
    found = Column.objects.filter(Q(slug__in=slugs) | Q(pk__in=keys))
    return {slug for pair in found.values_list("slug", "parent__slug") for slug in pair if slug}


def _items(publication: Publication) -> list[str]:
    """Return the statutory items under which a record stands or once stood."""
    return sorted({item or NONE for _number, _columns, item in _versions(publication)})


def _lists(publication: Publication) -> Iterator[RecordList]:
    yield RecordList()
    for agency in _agencies(publication):
        yield RecordList(agency=agency.code)
        for item in _items(publication):
            yield RecordList(agency=agency.code, item=item)
    for slug in sorted(_columns(publication)):
        yield RecordList(column=slug)


def _pages(records: RecordList, publication: Publication, *, moved: bool) -> Iterator[str]:
    """Yield the numbered pages of a list that a record has touched, and one beyond the last, which may have gone.

    The page before its own is among them, for the way onward that it shows.
    """
    full = full_pages(records.total())
    first, last = records.positions(publication.published_at)
    pages = range(max(1, first // ROWS - 1), full + 2) if moved else range(first // ROWS + 1, last // ROWS + 2)
    yield from (page_of(records, number) for number in pages)


def _place_in_year(publication: Publication) -> int:
    return maps.of_year(publication.year).filter(published_at__lt=publication.published_at).count()


def _own_pages(publication: Publication) -> Iterator[str]:
    yield from of_page(publication.index_number)
    for number, _columns_then, _item in _versions(publication):
        yield at("version", publication.index_number, number)
    files = PublishedFile.objects.filter(version__record=publication.record_id)
    for sha256, name in files.values_list("sha256", "name").distinct():
        yield at("file", sha256, name)


def _versions(publication: Publication) -> list[tuple[int, list[str], str | None]]:
    """Return number, columns and statutory item of every version of a record."""
    fields = ("number", "content__columns", "content__statutory_item")
    return list(Version.objects.filter(record=publication.record_id).values_list(*fields))
