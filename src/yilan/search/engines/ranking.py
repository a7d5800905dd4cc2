"""In which order tantivy gives what fits.

The score puts documents on steps: title that is the question, title that holds it, number, anything else. Where the
question is initials, titles with whole words that have them come before the others: db is 低保, and 街道办 too but less
so. On a step, what is in force stands above what is not, and there words and recency rank. For that each document has
a `weight`: tantivy multiplies its score with log2(2 + weight), 1.0 to 1.2 when it is no longer in force, 2.0 to 2.2
when it is.

Scoring is the dearest part of an answer, and what stands on a high step need not be compared with what stands on a low
one: so steps are asked one after the other until the page is full, where the question allows it (`can_be_asked_apart`).
"""

from collections.abc import Iterable, Iterator
from functools import reduce
from typing import Any

from tantivy import Occur, Order, Query, Searcher

from yilan.search.engines.clauses import either, every, exact, filters, fitting, in_title, in_words_of_title, term, word
from yilan.search.engines.interface import Question

# Each step is more than 2.2 times the one below with all that words may add to it, so that weights never change steps.
WHOLE_TITLE, WHOLE_WORDS, IN_TITLE, NUMBER, ANYWHERE = 40_000.0, 12_000.0, 6_000.0, 2_000.0, 500.0
WORD = 3.0  # times what a word of the question is worth where it stands as a word
# A word is worth at most 2.2 * ln(documents), 35 for ten million: so many add less than 1,692, and no sum of steps and
# words comes over a power of two, beyond which the same score would be rounded otherwise.
MOST_WORDS = 16


def first(searcher: Searcher, question: Question, fits: Query) -> list[Any]:
    """Return the addresses of the wanted documents, in their order."""
    if question.by_date:
        query = every([fits, *filters(question)])
        return _addresses(searcher.search(query, **_page(question), order_by_field="day", order=Order.Desc))
    if can_be_asked_apart(question):
        return step_by_step(searcher, question, fits)
    return all_at_once(searcher, question, fits)


def can_be_asked_apart(question: Question) -> bool:
    """Tell whether the steps of a question are these three and words cannot lift a document to a higher one."""
    others = bool(question.numbers) or question.by_initials or not question.every
    return bool(question.terms) and not others and len(question.words) <= MOST_WORDS


def all_at_once(searcher: Searcher, question: Question, fits: Query) -> list[Any]:
    """Score every document that fits."""
    ranked = [
        (Occur.Must, Query.const_score_query(fits, ANYWHERE)),  # what ranks by frequency are words, not pairs
        *((Occur.Must, Query.const_score_query(one, 0.0)) for one in filters(question)),
        *((Occur.Should, one) for one in _total([*_share(question), *_steps(question), *_words(question)])),
    ]
    return _addresses(searcher.search(Query.boolean_query(ranked), **_page(question), weight_by_field="weight"))


def step_by_step(searcher: Searcher, question: Question, fits: Query) -> list[Any]:
    """Score the documents of one step after the other until there are enough: the same ones in the same order."""
    found: list[Any] = []
    narrowed = [(Occur.Must, Query.const_score_query(one, 0.0)) for one in filters(question)]
    skipped = question.offset
    for query, score in _apart(question, fits):
        step = [(Occur.Must, Query.const_score_query(query, score)), *narrowed]
        answer = _scored(searcher, question, step, limit=question.limit - len(found), offset=skipped)
        found += _addresses(answer)
        if len(found) >= question.limit:
            break
        skipped = max(0, skipped - answer.count)
        narrowed += [(Occur.MustNot, query)] if answer.count else []
    return found


def suggested(question: Question) -> Query:
    """Return the query of what is suggested: only whole words rank, beside weights."""
    fits = Query.const_score_query(fitting(question), 1.0)
    if not question.by_initials:
        return fits
    preferred = Query.const_score_query(in_words_of_title(question), 2.0)  # 3 * 1 is more than 1 * 2.2
    return Query.boolean_query([(Occur.Must, fits), (Occur.Should, preferred)])


def _apart(question: Question, fits: Query) -> Iterator[tuple[Query, float]]:
    """Yield the steps, the highest first, with what a document on it has at least. A higher one is part of a lower."""
    if question.whole:
        yield exact("title_exact", question.whole), WHOLE_TITLE + IN_TITLE + ANYWHERE
    yield in_title(question), IN_TITLE + ANYWHERE
    if not question.titles_only:
        yield fits, ANYWHERE


def _scored(searcher: Searcher, question: Question, step: list[tuple[Occur, Query]], **wanted: Any) -> Any:
    words = [(Occur.Should, one) for one in _total(_words(question))]
    if words:
        return searcher.search(Query.boolean_query([*step, *words]), **wanted, weight_by_field="weight")
    # Without words the weight alone decides; a document has one of a day, so none are too near for a score to tell.
    return searcher.search(Query.boolean_query(step), **wanted, order_by_field="weight", order=Order.Desc)


def _page(question: Question) -> dict[str, Any]:
    return {"limit": question.limit, "offset": question.offset, "count": False}


def _addresses(found: Any) -> list[Any]:
    return [address for _score, address in found.hits]


def _share(question: Question) -> Iterator[Query]:
    """Yield what lets a document with more of the terms stand above one with fewer, when any is enough."""
    if not question.every:
        field = "title" if question.titles_only else "text"
        for one in question.terms:
            yield Query.const_score_query(term(field, one), IN_TITLE / len(question.terms))


def _steps(question: Question) -> Iterator[Query]:
    if question.whole:
        yield Query.const_score_query(exact("title_exact", question.whole), WHOLE_TITLE)
    if question.terms:
        yield Query.const_score_query(in_title(question), IN_TITLE)
    if question.by_initials:
        yield Query.const_score_query(in_words_of_title(question), WHOLE_WORDS)
    for number in question.numbers:
        yield Query.const_score_query(exact("number", number), NUMBER)


def _words(question: Question) -> Iterator[Query]:
    for one in question.words:
        yield Query.boost_query(word(one), WORD)


def _total(scored: Iterable[Query]) -> list[Query]:
    """Return queries as one whose score is their sum, the last two first: two are the same in any order, more are not.

    The engine adds in whatever order it comes to them, and the last digit of a sum depends on it.
    """
    queries = list(scored)[::-1]
    return [reduce(lambda below, one: either([one, below]), queries)] if queries else []
