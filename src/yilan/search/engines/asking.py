"""From a question to tantivy's queries and back.

The score puts documents on steps: title that is the question, title that holds it, number, anything else. On a step,
what is in force stands above what is not, and there words and recency rank. For that each document has a `weight`:
tantivy multiplies its score with log2(2 + weight), 1.0 to 1.2 when it is no longer in force, 2.0 to 2.2 when it is.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from tantivy import Occur, Order, Query, Searcher

from yilan.search.bigrams import phrase
from yilan.search.engines.interface import Answer, Question, Spelling
from yilan.search.engines.schema import schema

# Each step is more than 2.2 times the one below with all that words may add to it, so that weights never change steps.
WHOLE_TITLE, IN_TITLE, NUMBER, ANYWHERE = 40_000.0, 6_000.0, 2_000.0, 500.0
WORD = 3.0  # times what a word of the question is worth where it stands as a word
VALUES = 1000  # of a facet: more than any district has agencies


def ask(searcher: Searcher, question: Question) -> Answer:
    """Answer a question."""
    fits = _fitting(question)
    counts = _counts(searcher, question, fits)
    # Every document has one kind: what was counted by kinds need not be counted again.
    counted = "kind" in counts and "kind" not in question.filters
    hits = _hits(searcher, question, fits, count=not counted)
    return Answer(sum(counts["kind"].values()) if counted else hits.count, _shown(searcher, hits), counts)


def count(searcher: Searcher, question: Question) -> int:
    """Return how many documents fit."""
    found: Any = searcher.search(_all([_fitting(question), *_filters(question)]), 1, count=True)
    return int(found.count)


def suggest(searcher: Searcher, question: Question, limit: int) -> list[dict[str, Any]]:
    """Return what is shown of the first documents that fit, the newest in force first."""
    query = Query.const_score_query(_fitting(question), 1.0)
    return _shown(searcher, searcher.search(query, limit, count=False, weight_by_field="weight"))


def _shown(searcher: Searcher, found: Any) -> list[dict[str, Any]]:
    return [json.loads(bytes(searcher.doc(address).get_first("shown") or b"")) for _score, address in found.hits]


def _hits(searcher: Searcher, question: Question, fits: Query, *, count: bool) -> Any:
    wanted: dict[str, Any] = {"limit": question.limit, "offset": question.offset, "count": count}
    filters = list(_filters(question))
    if question.by_date:
        return searcher.search(_all([fits, *filters]), **wanted, order_by_field="day", order=Order.Desc)
    ranked = [
        (Occur.Must, Query.const_score_query(fits, ANYWHERE)),  # what ranks by frequency are words, not pairs
        *((Occur.Should, one) for one in _share(question)),
        *((Occur.Must, Query.const_score_query(one, 0.0)) for one in filters),
        *((Occur.Should, one) for one in _ranking(question)),
    ]
    return searcher.search(Query.boolean_query(ranked), **wanted, weight_by_field="weight")


def _fitting(question: Question) -> Query:
    """Return the query of all documents that fit, whatever their rank."""
    if not question.terms:
        return Query.all_query()
    field = "title" if question.titles_only else "text"
    terms = [_term(field, term) for term in question.terms]
    fits = _all(terms) if question.every else _any(terms)
    if question.numbers:
        fits = _any([fits, *(_exact("number", number) for number in question.numbers)])
    return fits


def _share(question: Question) -> Iterator[Query]:
    """Yield what lets a document with more of the terms stand above one with fewer, when any is enough."""
    if not question.every:
        field = "title" if question.titles_only else "text"
        for term in question.terms:
            yield Query.const_score_query(_term(field, term), IN_TITLE / len(question.terms))


def _term(field: str, term: Sequence[Spelling]) -> Query:
    return _any([_spelled(field, spelling) for spelling in term])


def _ranking(question: Question) -> Iterator[Query]:
    if question.whole:
        yield Query.const_score_query(_exact("title_exact", question.whole), WHOLE_TITLE)
    if question.terms:
        titles = [_term("title", term) for term in question.terms]
        yield Query.const_score_query(_all(titles), IN_TITLE)
    for number in question.numbers:
        yield Query.const_score_query(_exact("number", number), NUMBER)
    for word in question.words:
        yield Query.boost_query(Query.term_query(schema(), "words", word, index_option="freq"), WORD)


def _spelled(field: str, spelling: Spelling) -> Query:
    if spelling.sounds:
        return _phrase("sounds", list(enumerate(spelling.sounds)))
    if spelling.initials:
        return _phrase("initials", list(enumerate(spelling.initials)))
    return _written(field, spelling.text)


def _written(field: str, folded: str) -> Query:
    if len(folded) == 1:
        return _exact("characters" if field == "text" else "title_characters", folded)
    return _phrase(field, phrase(folded))


def _phrase(field: str, words: Sequence[tuple[int, str]]) -> Query:
    if len(words) == 1:
        return Query.term_query(schema(), field, words[0][1])
    return Query.phrase_query(schema(), field, [*words])


def _exact(field: str, value: str) -> Query:
    return Query.term_query(schema(), field, value, index_option="basic")


def _filters(question: Question, without: str = "") -> Iterator[Query]:
    for name, value in question.filters.items():
        if name != without:
            yield _exact(name, value)


def _all(queries: Iterable[Query]) -> Query:
    queries = list(queries)
    return queries[0] if len(queries) == 1 else Query.boolean_query([(Occur.Must, one) for one in queries])


def _any(queries: Iterable[Query]) -> Query:
    queries = list(queries)
    return queries[0] if len(queries) == 1 else Query.boolean_query([(Occur.Should, one) for one in queries])


def _counts(searcher: Searcher, question: Question, fits: Query) -> dict[str, dict[str, int]]:
    """Count each facet as if no value of it were chosen: one pass for all that are not, one for each that is."""
    counts: dict[str, dict[str, int]] = {}
    free = [name for name in question.facets if name not in question.filters]
    if free:
        counts |= _counted(searcher, _all([fits, *_filters(question)]), free)
    for name in question.facets:
        if name in question.filters:
            counts |= _counted(searcher, _all([fits, *_filters(question, without=name)]), [name])
    return counts


def _counted(searcher: Searcher, query: Query, names: list[str]) -> dict[str, dict[str, int]]:
    found = searcher.aggregate(query, {name: {"terms": {"field": name, "size": VALUES}} for name in names})
    return {name: {one["key"]: one["doc_count"] for one in found[name]["buckets"]} for name in names}
