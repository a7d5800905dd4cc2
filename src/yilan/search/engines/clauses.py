"""What tantivy's queries are put together from: terms in their spellings, exact values, filters."""

from collections.abc import Iterable, Iterator, Sequence

from tantivy import Occur, Query

from yilan.search.bigrams import phrase
from yilan.search.engines.interface import Question, Spelling
from yilan.search.engines.schema import schema


def fitting(question: Question) -> Query:
    """Return the query of all documents that fit, whatever their rank."""
    if not question.terms:
        return Query.all_query()
    field = "title" if question.titles_only else "text"
    terms = [term(field, one) for one in question.terms]
    fits = every(terms) if question.every else either(terms)
    if question.numbers:
        fits = either([fits, *(exact("number", number) for number in question.numbers)])
    return fits


def in_title(question: Question) -> Query:
    """Return the query of all documents whose title holds every term. They fit, as a title is a part of the text."""
    return every(term("title", one) for one in question.terms)


def in_words_of_title(question: Question) -> Query:
    """Return the query of those whose title holds every term so that what are initials are those of whole words."""
    return every(term("title", one, initials="word_initials") for one in question.terms)


def term(field: str, spellings: Sequence[Spelling], initials: str = "initials") -> Query:
    """Return the query of one term, which may be written in any of its spellings."""
    return either(_spelled(field, spelling, initials) for spelling in spellings)


def exact(field: str, value: str) -> Query:
    """Return the query of one value of a field."""
    return Query.term_query(schema(), field, value, index_option="basic")


def word(one: str) -> Query:
    """Return the query of a word, which scores by how often it stands in a document and how seldom in all."""
    return Query.term_query(schema(), "words", one, index_option="freq")


def filters(question: Question, without: str = "") -> Iterator[Query]:
    """Yield the filters that are chosen, but for one."""
    for name, value in question.filters.items():
        if name != without:
            yield exact(name, value)


def every(queries: Iterable[Query]) -> Query:
    """Return what all of some queries find."""
    queries = list(queries)
    return queries[0] if len(queries) == 1 else Query.boolean_query([(Occur.Must, one) for one in queries])


def either(queries: Iterable[Query]) -> Query:
    """Return what any of some queries finds."""
    queries = list(queries)
    return queries[0] if len(queries) == 1 else Query.boolean_query([(Occur.Should, one) for one in queries])


def _spelled(field: str, spelling: Spelling, initials: str) -> Query:
    if spelling.sounds:
        return _phrase("sounds", list(enumerate(spelling.sounds)))
    if spelling.initials and initials == "word_initials":
        return exact(initials, spelling.initials)
    if spelling.initials:
        return _phrase("initials", list(enumerate(spelling.initials)))
    return _written(field, spelling.text)


def _written(field: str, folded: str) -> Query:
    if len(folded) == 1:
        return exact("characters" if field == "text" else "title_characters", folded)
    return _phrase(field, phrase(folded))


def _phrase(field: str, words: Sequence[tuple[int, str]]) -> Query:
    if len(words) == 1:
        return Query.term_query(schema(), field, words[0][1])
    return Query.phrase_query(schema(), field, [*words])
