"""Every public address that is a file, read from what stands in the database."""

import re
from collections.abc import Iterator
from urllib.parse import unquote

from django.db.models import Q, QuerySet
from django.urls import reverse

from yilan.disclosure.models import (
    Audience,
    Column,
    Publication,
    PublishedFile,
    Version,
)
from yilan.disclosure.queries.published import maps
from yilan.disclosure.queries.published.archive import RecordList, full_pages
from yilan.disclosure.queries.published.catalogue import counts_of
from yilan.disclosure.queries.published.products import revisions
from yilan.organizations.models import Agency
from yilan.reports.queries import years

SINGLE = (
    "home", "overview", "overview_facts", "records", "agencies", "platform", "rulebook", "leading_group", "access",
    "contact", "sitemap", "accessibility", "feed", "sitemap_index", "sitemap_pages", "robots",
)  # fmt: skip
PUBLIC = Q(audience=Audience.PUBLIC)
NUMBERED = re.compile(r"(?:/pages/|/sitemaps/[0-9]+-)([0-9]+)(?:/|[.]xml)$")
PRODUCTS = ("guide", "catalogue")


def everything() -> Iterator[str]:
    """Yield every address that is a file, each once."""
    yield from (at(name) for name in SINGLE)
    for year in years():
        yield from of_year(year)
    for year, part in maps.parts():
        yield at("sitemap_part", year, part)
    yield from of_list(RecordList())
    for slug in Column.objects.order_by("slug").values_list("slug", flat=True):
        yield from of_column(slug)
    for code in Agency.objects.order_by("code").values_list("code", flat=True):
        yield from of_agency(code)
    for agency in Agency.objects.order_by("code"):
        yield from of_products(agency)
    # Withdrawn ones too: a record and its versions keep the notice of the withdrawal.
    for index_number in Publication.objects.filter(PUBLIC).order_by("id").values_list("index_number", flat=True):
        yield from of_page(index_number)
    for index_number, number in _versions().values_list("record__publication__index_number", "number"):
        yield at("version", index_number, number)
    for sha256, name in _files().values_list("sha256", "name").distinct():
        yield at("file", sha256, name)


def at(name: str, *values: object) -> str:
    """Return the address of a page of the portal as servers see it, without percent signs: 名单.pdf."""
    return unquote(reverse(f"portal:{name}", args=values))


def of_page(index_number: str) -> Iterator[str]:
    """Yield a record's page and its document for programs."""
    yield at("record", index_number)
    yield at("record_json", index_number)


def of_year(year: int) -> Iterator[str]:
    """Yield the pages of a year's figures."""
    yield at("figures", year)
    yield from (at("figure_agencies", year, level) for level in Agency.Level.values)


def of_column(slug: str) -> Iterator[str]:
    """Yield a column's pages and its feed."""
    yield at("column", slug)
    yield at("column_feed", slug)
    if not Column.objects.filter(parent__slug=slug).exists():  # one with columns below shows these, and no list
        yield from of_list(RecordList(column=slug))


def of_agency(code: str) -> Iterator[str]:
    """Yield an agency's pages, its catalogue and its feed."""
    yield at("agency", code)
    yield at("agency_records", code)
    yield at("agency_feed", code)
    yield at("guide", code)
    yield from of_list(RecordList(agency=code))
    yield at("catalogue", code)
    for item, count in counts_of(code):
        yield at("catalogue_part", code, item)
        yield from (at("catalogue_part_page", code, item, number) for number in range(1, full_pages(count) + 1))


def of_products(agency: Agency) -> Iterator[str]:
    """Yield every revision of an agency's guide and catalogue."""
    for product in PRODUCTS:
        for number in revisions(product, agency).values_list("number", flat=True):
            yield at("product_revision", agency.code, product, number)


def of_list(records: RecordList, first: int = 1) -> Iterator[str]:
    """Yield the numbered pages of a list from a number on."""
    for number in range(first, full_pages(records.total()) + 1):
        yield page_of(records, number)


def page_of(records: RecordList, number: int) -> str:
    """Return the address of a numbered page of a list."""
    if records.column:
        return at("column_page", records.column, number)
    if records.item:
        return at("catalogue_part_page", records.agency, records.item, number)
    if records.agency:
        return at("agency_records_page", records.agency, number)
    return at("records_page", number)


def successor(path: str) -> str | None:
    """Return the next page of a numbered one, None for any other: where one has gone, those after it may have too."""
    found = NUMBERED.search(path)
    return f"{path[: found.start(1)]}{int(found[1]) + 1}{path[found.end(1) :]}" if found else None


def _versions() -> QuerySet[Version]:
    return Version.objects.filter(
        record__publication__audience=Audience.PUBLIC,
        content__audience=Audience.PUBLIC,
    ).order_by("record", "number")


def _files() -> QuerySet[PublishedFile]:
    return PublishedFile.objects.filter(
        version__record__publication__state=Publication.State.STANDING,
        version__record__publication__audience=Audience.PUBLIC,
        version__content__audience=Audience.PUBLIC,
    ).order_by("sha256", "name")
