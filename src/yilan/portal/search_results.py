"""Results of a search with their filters, ready for a template."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from yilan.disclosure.queries.published.filters import Choice
from yilan.portal.listing import FACETS, Facet, Link
from yilan.search.queries import Results

TITLES: dict[str, str | Promise] = {
    "kind": _("Kind of result"),
    "year": FACETS["year"][0],
    "agency": FACETS["agency"][0],
    "column": FACETS["column"][0],
    "genre": FACETS["genre"][0],
    "item": FACETS["item"][0],
    "validity": FACETS["validity"][0],
    "theme": _("Theme"),
}


@dataclass(frozen=True)
class Shown:
    """The page of results: filters, ways to sort and to widen, neighbours, and other spellings as links."""

    facets: list[Facet]
    clear: str
    relevance: str
    newest: str
    everywhere: str
    titles: str
    previous: str
    following: str
    corrections: list[Link]
    synonyms: list[Link]


def shown(found: Results) -> Shown:
    """Return what the page of results links to; every address keeps what else was asked."""
    asked = found.asked
    values = {
        "q": asked.text,
        **dict(asked.filters),
        "sort": "date" if asked.by_date else "",
        "in": "title" if asked.titles_only else "",
    }
    return Shown(
        facets=[one for name, title in TITLES.items() if (one := _facet(name, title, found.facets[name], values))],
        clear=_address({"q": asked.text}) if asked.filters or asked.titles_only else "",
        relevance=_address(values, sort=""),
        newest=_address(values, sort="date"),
        everywhere=_address(values, **{"in": ""}),
        titles=_address(values, **{"in": "title"}),
        previous=_address(values, page=asked.page - 1) if asked.page > 1 else "",
        following=_address(values, page=asked.page + 1) if asked.page < found.pages else "",
        corrections=[Link(text, 0, _address({"q": text}), chosen=False) for text in found.corrections],
        synonyms=[Link(text, 0, _address({"q": text}), chosen=False) for text in found.synonyms],
    )


def _facet(name: str, title: str | Promise, choices: list[Choice], values: dict[str, str]) -> Facet | None:
    links = [
        Link(
            choice.name,
            choice.count,
            _address(values, **{name: choice.value}),
            chosen=values.get(name) == choice.value,
            value=choice.value,
        )
        for choice in choices
    ]
    if len(links) <= 1 and name not in values:
        return None  # nothing to choose
    return Facet(name, title, links, _address(values, **{name: ""}))


def _address(values: dict[str, str], **changed: Any) -> str:
    kept = {name: value for name, value in {**values, **changed}.items() if value not in {"", 1}}
    return f"?{'&'.join(_pair(name, value) for name, value in kept.items())}"


@lru_cache(maxsize=2048)
def _pair(name: str, value: str | int) -> str:
    """Return a part of an address; the same ones stand in each of a page's sixty links."""
    return urlencode({name: value})
