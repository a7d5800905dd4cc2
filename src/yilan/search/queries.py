"""Searching: from what a reader typed to what the page, the command and any other face show."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Count

from yilan.disclosure.models import Validity
from yilan.disclosure.queries.published.filters import Choice
from yilan.search.best_bets import Bet, bets_for
from yilan.search.corrections import corrections
from yilan.search.document_numbers import indexed_numbers
from yilan.search.engines.chosen import engine
from yilan.search.engines.interface import FACETS, Answer, Question
from yilan.search.labels import choices
from yilan.search.models import FileText
from yilan.search.reading import LONGEST, question_apart, question_of
from yilan.search.snippets import Marker, Piece
from yilan.search.synonyms import Vocabulary, vocabulary

ROWS = 20
LAST_PAGE = 250
FEW = 3  # results below which other spellings are looked for
SUMMARY = 120  # characters shown of a text that holds none of the terms
SUGGESTED = 6
APART, ANY = "apart", "any"


@dataclass(frozen=True)
class Asked:
    """What a reader asks. The names of filters, `sort`, `in` and `page` stand in addresses and never change."""

    text: str = ""
    filters: tuple[tuple[str, str], ...] = ()
    by_date: bool = False
    titles_only: bool = False
    page: int = 1

    @property
    def first(self) -> bool:
        """Whether this is the question itself, and no further page of its results nor a choice among them."""
        return self.page == 1 and not self.filters

    @classmethod
    def read(cls, query: Mapping[str, str]) -> "Asked":
        """Read a query string; what is unknown is left out. `ValueError` for a page that cannot be."""
        page = int(query.get("page") or 1)
        if not 1 <= page <= LAST_PAGE:
            raise ValueError(page)
        filters = ((name, query[name].strip()[:100]) for name in FACETS if query.get(name, "").strip())
        return cls(
            text=query.get("q", "").strip()[:LONGEST],
            filters=tuple(filters),
            by_date=query.get("sort") == "date",
            titles_only=query.get("in") == "title",
            page=page,
        )


@dataclass(frozen=True)
class Attached:
    """Where a term stands in an attachment; `page` 0 when the file has no pages that one could turn to."""

    name: str
    address: str
    page: int
    snippet: list[Piece]


@dataclass(frozen=True)
class Result:
    """One document that was found, with what it says in the places where the question stands."""

    address: str
    title: list[Piece]
    snippet: list[Piece]
    attached: Attached | None
    shown: dict[str, Any]

    @property
    def label(self) -> str:
        """What is to be known of its validity; empty for what is in force."""
        validity = self.shown.get("validity", "")
        return "" if validity in {"", Validity.IN_FORCE} else str(Validity(validity).label)

    @property
    def void(self) -> bool:
        """Whether it is no longer in force."""
        return self.shown.get("validity") in {Validity.LAPSED, Validity.REPEALED}


@dataclass(frozen=True)
class Results:
    """The answer to a question.

    `way` says how loosely it had to be read: empty as it was typed, `apart` its words apart, `any` any of its words.
    `direct` is the address of the one document whose number was asked.
    """

    asked: Asked
    total: int
    results: list[Result]
    facets: dict[str, list[Choice]]
    way: str = ""
    corrections: tuple[str, ...] = ()
    synonyms: tuple[str, ...] = ()
    bets: tuple[Bet, ...] = ()
    direct: str = ""
    without_filters: int = 0

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return min(-(-self.total // ROWS), LAST_PAGE)


def search(asked: Asked) -> Results:
    """Answer a question. Raises `NotBuilt` without an index, `Unreachable` when the engine does not answer."""
    known = vocabulary()
    question, answer, way = _answered(asked, known)
    return Results(
        asked=asked,
        total=answer.total,
        results=_results(question, answer),
        facets={name: choices(name, answer.counts[name]) for name in FACETS},
        way=way,
        corrections=tuple(corrections(asked.text, known, engine())) if answer.total < FEW or way else (),
        synonyms=tuple(known.words_like(question.whole)),
        bets=tuple(bets_for(question.whole)) if asked.first else (),
        direct=_direct(question, answer) if asked.first else "",
        without_filters=engine().count(replace(question, filters={})) if asked.filters and not answer.total else 0,
    )


def unread_files() -> dict[str, int]:
    """Return how many files are not wholly read, by the reason."""
    rows = FileText.objects.exclude(note="").order_by().values_list("note").annotate(Count("pk"))
    return dict(rows.order_by("note"))


def suggest(text: str) -> list[dict[str, Any]]:
    """Return what is shown of records whose titles fit what has been typed so far, those that begin with it first."""
    question = question_of(text, vocabulary())
    if not question.terms:
        return []
    found = engine().suggest(replace(question, titles_only=True), SUGGESTED)
    return sorted(found, key=lambda shown: not shown["title"].startswith(text.strip()))


def _answered(asked: Asked, known: Vocabulary) -> tuple[Question, Answer, str]:
    """Ask as it was typed; when nothing anywhere holds that, its words apart, and then any of them."""
    wishes: dict[str, Any] = {
        "filters": dict(asked.filters),
        "by_date": asked.by_date,
        "titles_only": asked.titles_only,
        "offset": (asked.page - 1) * ROWS,
        "limit": ROWS,
    }
    question = replace(question_of(asked.text, known), **wishes)
    answer = engine().ask(question)
    if answer.total or not question.terms or engine().count(replace(question, filters={})):
        return question, answer, ""
    looser = replace(question_apart(asked.text, known), **wishes)
    for way, other in ((APART, looser), (ANY, replace(looser, every=False))):
        if len(other.terms) > 1:
            found = engine().ask(other)
            if found.total or engine().count(replace(other, filters={})):
                return other, found, way
    return question, answer, ""


def _direct(question: Question, answer: Answer) -> str:
    """Return where the one document lies that has the number which was asked; empty when there are none or several."""
    if not question.numbers or question.numbers[0].startswith("("):
        return ""
    wanted = set(question.numbers)
    fits = [hit for hit in answer.hits if wanted & set(indexed_numbers(_numbers(hit)))]
    return str(fits[0]["address"]) if len(fits) == 1 else ""


def _numbers(hit: dict[str, Any]) -> list[str]:
    return [hit.get("document_number", ""), hit.get("index_number", "")]


def _results(question: Question, answer: Answer) -> list[Result]:
    marker = Marker.of(question)
    attached = _attached(marker, answer)
    return [
        Result(
            address=hit["address"],
            title=marker.marked(hit["title"]),
            snippet=_snippet(marker, hit),
            attached=attached.get(hit["key"]),
            shown=hit,
        )
        for hit in answer.hits
    ]


def _snippet(marker: Marker, hit: dict[str, Any]) -> list[Piece]:
    text = hit["summary"] or hit["body"]
    begin = [Piece(text[:SUMMARY] + ("…" if len(text) > SUMMARY else ""))] if text else []
    return marker.snippet(hit["body"]) or marker.snippet(hit["summary"]) or begin


def _said(marker: Marker, hit: dict[str, Any]) -> int:
    """Return how many terms a document holds itself."""
    return marker.terms_in("\n".join((hit["title"], hit["summary"], hit["body"])))


def _attached(marker: Marker, answer: Answer) -> dict[str, Attached]:
    """Return, for documents that say less than all of it themselves, the attachment that says most: one query."""
    wanting = [hit for hit in answer.hits if hit["attachments"] and _said(marker, hit) < len(marker.terms)]
    files = {sha256 for hit in wanting for _name, _address, sha256 in hit["attachments"]}
    pages = dict(FileText.objects.filter(sha256__in=files).values_list("sha256", "pages")) if files else {}
    found = {}
    for hit in wanting:
        places = [
            (marker.terms_in(text), name, address, number if len(pages[sha256]) > 1 else 0, text)
            for name, address, sha256 in hit["attachments"]
            for number, text in enumerate(pages.get(sha256, ()), start=1)
        ]
        best = max(places, key=lambda place: place[0], default=None)
        if best and best[0]:
            _terms, name, address, number, text = best
            found[hit["key"]] = Attached(name, address, number, marker.snippet(text))
    return found
