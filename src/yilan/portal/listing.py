"""A list of records with its filters, ready for a template."""

from collections.abc import Callable
from dataclasses import dataclass, fields
from typing import Any

from django.core.paginator import EmptyPage, Page, PageNotAnInteger, Paginator
from django.http import Http404, HttpRequest
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from yilan.core.memory import remembering
from yilan.disclosure.models import Publication
from yilan.disclosure.queries.published import filters
from yilan.disclosure.queries.published.archive import ROWS, RecordList, full_pages
from yilan.disclosure.queries.published.filters import Choice, Wanted

FACETS: dict[str, tuple[str | Promise, Callable[[Wanted], list[Choice]]]] = {
    "year": (_("Year"), filters.years),
    "column": (_("Column"), filters.top_columns),
    "genre": (_("Genre"), filters.genres),
    "item": (_("Statutory content"), filters.items),
    "validity": (_("Validity"), filters.validities),
    "agency": (_("Agency of the record"), filters.agencies),
}


@dataclass(frozen=True)
class Link:
    """A choice as a link: what it is called, how many records it leaves, where it leads, whether it is chosen."""

    name: str
    count: int
    address: str
    chosen: bool
    value: str = ""


@dataclass(frozen=True)
class Facet:
    """One filter with its choices; `clear` leads to the list without it."""

    name: str
    title: str | Promise
    links: list[Link]
    clear: str

    @property
    def chosen(self) -> bool:
        """Whether one of the choices is made."""
        return any(link.chosen for link in self.links)


@dataclass(frozen=True)
class Listing:
    """A page of records with filters and the way to its neighbours."""

    page: Page[Publication]
    facets: list[Facet]
    total: int
    previous: str
    following: str
    clear: str


def listing(request: HttpRequest, facets: list[str], **fixed: str) -> Listing:
    """Return the list that a request asks for. `fixed` values belong to the page itself and are no filters of it."""
    asked = {name: str(value) for name, value in request.GET.items() if name not in fixed}
    wanted = Wanted.read({**asked, **fixed})
    chosen = {
        field.name: getattr(wanted, field.name)
        for field in fields(wanted)
        if field.name not in fixed and getattr(wanted, field.name) != field.default
    }
    paginator = Paginator(filters.find(wanted), ROWS)
    try:
        page = paginator.page(request.GET.get("page", "1"))
    except (EmptyPage, PageNotAnInteger) as error:
        raise Http404 from error
    return Listing(
        page=page,
        facets=_facets(facets, wanted, chosen),
        total=paginator.count,
        previous=_address(chosen, page=page.number - 1) if page.has_previous() else "",
        following=_address(chosen, page=page.number + 1) if page.has_next() else "",
        clear=_address({"q": chosen.get("q", "")}) if any(name in chosen for name in facets) else "",
    )


@dataclass(frozen=True)
class Archive:
    """A page of a list that no filter narrows, counted from the oldest record; `number` None is the newest page.

    `total` and facets stand on the newest page only, so that the others never change.
    """

    page: list[Publication]
    number: int | None
    facets: list[Facet]
    total: int | None
    newer: str
    older: str
    newest: str
    clear: str = ""
    is_archive: bool = True


def archive(
    records: RecordList, number: int | None, address: Callable[[int | None], str], facets: list[str]
) -> Archive:
    """Return a page of a list; raises `Http404` for a number that it has not. `address` leads to a page."""
    total = records.total()
    full = full_pages(total)
    if number is not None and not 1 <= number <= full:
        raise Http404
    first, last = (full * ROWS, total) if number is None else ((number - 1) * ROWS, number * ROWS)
    newest = number is None
    wanted = Wanted(column=records.column, agency=records.agency)
    older = full if number is None else number - 1
    return Archive(
        page=records.rows(first, last),
        number=number,
        facets=_facets(facets, wanted, {}) if newest else [],
        total=total if newest else None,
        newer="" if number is None else address(number + 1 if number < full else None),
        older=address(older) if older else "",
        newest=address(None),
    )


def _facets(names: list[str], wanted: Wanted, chosen: dict[str, str]) -> list[Facet]:
    with remembering():
        return [facet for name in names if (facet := _facet(name, wanted, chosen)) is not None]


def _facet(name: str, wanted: Wanted, chosen: dict[str, str]) -> Facet | None:
    title, choices = FACETS[name]
    links = [
        Link(choice.name, choice.count, _address(chosen, **{name: choice.value}), chosen.get(name) == choice.value)
        for choice in choices(wanted)
    ]
    if len(links) <= 1 and name not in chosen:
        return None  # nothing to choose
    return Facet(name, title, links, _address({key: value for key, value in chosen.items() if key != name}))


def _address(chosen: dict[str, str], **changed: Any) -> str:
    values = {key: value for key, value in {**chosen, **changed}.items() if value not in {"", 1}}
    return f"?{urlencode(values)}"
