"""From a question to tantivy and back: what is shown of the wanted documents, how many fit, and how many by facet."""

import json
from collections.abc import Iterable
from typing import Any

from tantivy import Query, Searcher

from yilan.search.engines.clauses import every, filters, fitting
from yilan.search.engines.interface import Answer, Question
from yilan.search.engines.ranking import first, suggested

VALUES = 1000  # of a facet: more than any district has agencies


def ask(searcher: Searcher, question: Question) -> Answer:
    """Answer a question."""
    fits = fitting(question)
    counts = _counts(searcher, question, fits)
    hits = _shown(searcher, first(searcher, question, fits))
    return Answer(_total(searcher, question, counts.get("kind")), hits, counts)


def count(searcher: Searcher, question: Question) -> int:
    """Return how many documents fit."""
    found: Any = searcher.search(every([fitting(question), *filters(question)]), 1, count=True)
    return int(found.count)


def suggest(searcher: Searcher, question: Question, limit: int) -> list[dict[str, Any]]:
    """Return what is shown of the first documents that fit, the newest in force first."""
    found = searcher.search(suggested(question), limit, count=False, weight_by_field="weight")
    return _shown(searcher, [address for _score, address in found.hits])


def _total(searcher: Searcher, question: Question, kinds: dict[str, int] | None) -> int:
    """Return how many documents fit: each has one kind, so what was counted by kinds need not be counted again."""
    if kinds is None:
        return count(searcher, question)
    chosen = question.filters.get("kind")
    return sum(kinds.values()) if chosen is None else kinds.get(chosen, 0)


def _shown(searcher: Searcher, addresses: Iterable[Any]) -> list[dict[str, Any]]:
    return [json.loads(bytes(searcher.doc(address).get_first("shown") or b"").decode()) for address in addresses]


def _counts(searcher: Searcher, question: Question, fits: Query) -> dict[str, dict[str, int]]:
    """Count each facet as if no value of it were chosen: one pass for all that are not, one for each that is."""
    counts: dict[str, dict[str, int]] = {}
    free = [name for name in question.facets if name not in question.filters]
    if free:
        counts |= _counted(searcher, every([fits, *filters(question)]), free)
    for name in question.facets:
        if name in question.filters:
            counts |= _counted(searcher, every([fits, *filters(question, without=name)]), [name])
    return counts


def _counted(searcher: Searcher, query: Query, names: list[str]) -> dict[str, dict[str, int]]:
    found = searcher.aggregate(query, {name: {"terms": {"field": name, "size": VALUES}} for name in names})
    return {name: {one["key"]: one["doc_count"] for one in found[name]["buckets"]} for name in names}
