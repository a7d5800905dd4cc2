"""From a question to OpenSearch's query language. The score is made as in `ranking.py`, up to a constant factor."""

from collections.abc import Iterable, Iterator
from typing import Any

from yilan.search.bigrams import pairs
from yilan.search.engines.asking import VALUES
from yilan.search.engines.interface import Question, Spelling
from yilan.search.engines.ranking import ANYWHERE, IN_TITLE, NUMBER, WHOLE_TITLE, WHOLE_WORDS, WORD

Query = dict[str, Any]


def body_of(question: Question) -> dict[str, Any]:
    """Return the body of a search request."""
    fits = _fitting(question)
    ranked = {
        "bool": {"must": [_constant(fits, ANYWHERE)], "should": [*_share(question), *_ranking(question)]},
    }
    # log2p is log10(2 + weight), which the embedded engine takes to base 2: every score is smaller by one factor.
    weighted = {
        "function_score": {"query": ranked, "field_value_factor": {"field": "weight", "modifier": "log2p"}},
    }
    return {
        "query": fits if question.by_date else weighted,
        "post_filter": _narrowed(question),
        "sort": [{"day": "desc"}] if question.by_date else ["_score"],
        "from": question.offset,
        "size": question.limit,
        "track_total_hits": True,
        "_source": ["shown"],
        "aggs": {
            name: {
                "filter": _narrowed(question, without=name),
                "aggs": {"values": {"terms": {"field": name, "size": VALUES}}},
            }
            for name in question.facets
        },
    }


def _fitting(question: Question) -> Query:
    if not question.terms:
        return {"match_all": {}}
    field = "title" if question.titles_only else "text"
    terms = [_any(_spelled(field, spelling) for spelling in term) for term in question.terms]
    fits = {"bool": {"filter": terms}} if question.every else _any(terms)
    numbers = [{"term": {"number": number}} for number in question.numbers]
    return _any([fits, *numbers]) if numbers else fits


def _share(question: Question) -> Iterator[Query]:
    if not question.every:
        field = "title" if question.titles_only else "text"
        for term in question.terms:
            yield _constant(_any(_spelled(field, one) for one in term), IN_TITLE / len(question.terms))


def _ranking(question: Question) -> Iterator[Query]:
    if question.whole:
        yield _constant({"term": {"title_exact": question.whole}}, WHOLE_TITLE)
    if question.terms:
        titles = [_any(_spelled("title", spelling) for spelling in term) for term in question.terms]
        yield _constant({"bool": {"filter": titles}}, IN_TITLE)
    if question.by_initials:
        words = [_any(_spelled("title", one, "word_initials") for one in term) for term in question.terms]
        yield _constant({"bool": {"filter": words}}, WHOLE_WORDS)
    for number in question.numbers:
        yield _constant({"term": {"number": number}}, NUMBER)
    for word in question.words:
        yield {"term": {"words": {"value": word, "boost": WORD}}}


def _spelled(field: str, spelling: Spelling, initials: str = "initials") -> Query:
    if spelling.sounds:
        return {"match_phrase": {"sounds": " ".join(spelling.sounds)}}
    if spelling.initials:
        if initials == "word_initials":
            return {"term": {initials: spelling.initials}}
        return {"match_phrase": {"initials": " ".join(spelling.initials)}}
    if len(spelling.text) == 1:
        return {"term": {"characters" if field == "text" else "title_characters": spelling.text}}
    return {"match_phrase": {field: pairs(spelling.text)}}


def _narrowed(question: Question, without: str = "") -> Query:
    return {
        "bool": {"filter": [{"term": {name: value}} for name, value in question.filters.items() if name != without]}
    }


def _any(queries: Iterable[Query]) -> Query:
    queries = list(queries)
    return queries[0] if len(queries) == 1 else {"bool": {"should": queries, "minimum_should_match": 1}}


def _constant(query: Query, score: float) -> Query:
    return {"constant_score": {"filter": query, "boost": score}}
