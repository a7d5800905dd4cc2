"""Asking step by step gives what scoring everything at once gives: the same documents in the same order."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tantivy import Index, Occur, Query, Searcher

from yilan.search.documents import Document
from yilan.search.engines import ranking
from yilan.search.engines.asking import ask, count
from yilan.search.engines.clauses import exact, filters, fitting, in_title, word
from yilan.search.engines.embedded import SMALL_MEMORY
from yilan.search.engines.embedded import _document as document_of
from yilan.search.engines.entries import entry_of
from yilan.search.engines.interface import Question, Spelling
from yilan.search.engines.schema import schema
from yilan.search.reading import question_apart, question_of
from yilan.search.synonyms import vocabulary_of

VOCABULARY = vocabulary_of([["低保", "最低生活保障"]])
PARTS = ["低保", "办法", "通知", "城乡", "资金", "最低生活保障", "低", "保", "的", "民政部门", "第十二条", "12"]
WRITTEN = st.lists(st.sampled_from(PARTS), min_size=1, max_size=8).map("".join)
DAYS = st.integers(0, 400).map(lambda days: date(2014, 1, 1) + timedelta(days=days))
DOCUMENTS = st.lists(
    st.builds(
        lambda title, body, day, agency, in_force: Document(
            "", "record", "/", title, day, body=body, facets={"agency": (agency,)}, in_force=in_force
        ),
        WRITTEN, WRITTEN, DAYS, st.sampled_from("ab"), st.booleans(),
    ),
    min_size=1, max_size=40,
)  # fmt: skip
TYPED = st.lists(st.sampled_from([*PARTS, "dibao", "db", '"办法通知"']), min_size=1, max_size=3).map(" ".join)
QUESTIONS = st.builds(
    lambda read, typed, agency, titles_only, offset, limit: replace(
        read(typed, VOCABULARY),
        filters={"agency": agency} if agency else {}, titles_only=titles_only, offset=offset, limit=limit,
    ),
    st.sampled_from([question_of, question_apart]), TYPED, st.sampled_from(["", "a"]), st.booleans(),
    st.integers(0, 6), st.integers(1, 8),
)  # fmt: skip


def filled(documents: list[Document]) -> Searcher:
    """Return a searcher of an index in memory, in several parts, as a life of changes leaves them."""
    entries = [entry_of(replace(one, key=f"record:{number}")) for number, one in enumerate(documents)]
    index = Index(schema())
    writer = index.writer(SMALL_MEMORY, 1)
    for part in range(2):
        for entry in entries[part::2]:
            writer.add_document(document_of(entry))
        writer.commit()
    index.reload()
    return index.searcher()


def places(addresses: list) -> list[tuple[int, int]]:
    return [(one.segment_ord, one.doc) for one in addresses]


def plain_way(searcher, question: Question) -> list[tuple[float, tuple[int, int]]]:
    """Score every document at once, with everything that counts side by side; addresses with their scores."""
    scored = [Query.const_score_query(in_title(question), ranking.IN_TITLE)]
    if question.whole:
        scored.append(Query.const_score_query(exact("title_exact", question.whole), ranking.WHOLE_TITLE))
    scored += [Query.boost_query(word(one), ranking.WORD) for one in question.words]
    ranked = [
        (Occur.Must, Query.const_score_query(fitting(question), ranking.ANYWHERE)),
        *((Occur.Should, one) for one in scored),
        *((Occur.Must, Query.const_score_query(one, 0.0)) for one in filters(question)),
    ]
    found = searcher.search(Query.boolean_query(ranked), 1000, weight_by_field="weight")
    return [(score, (one.segment_ord, one.doc)) for score, one in found.hits]


@settings(deadline=None)
@given(DOCUMENTS, st.lists(QUESTIONS, min_size=1, max_size=6))
def test_step_by_step_is_all_at_once(documents, questions) -> None:
    searcher = filled(documents)
    for question in questions:
        if not ranking.can_be_asked_apart(question):  # single characters apart are no terms
            continue
        fits = fitting(question)
        stepwise = places(ranking.step_by_step(searcher, question, fits))
        assert stepwise == places(ranking.all_at_once(searcher, question, fits))
        whole = replace(question, offset=0, limit=1000)
        ordered = places(ranking.step_by_step(searcher, whole, fits))
        assert stepwise == ordered[question.offset :][: question.limit]
        assert len(ordered) == count(searcher, question)
        # The plain way adds in any order, so its scores are rounded otherwise; beyond that they never rise.
        plain = {place: score for score, place in plain_way(searcher, whole)}
        assert plain.keys() == set(ordered)
        scores = [plain[place] for place in ordered]
        assert all(later <= score * (1 + 1e-6) for score, later in pairwise(scores))


@settings(deadline=None)
@given(st.text(max_size=110))
@example('"低"保 低 "a b" c')
@example("a\u200bb　“公开”")
def test_a_title_that_is_the_question_holds_every_term(typed: str) -> None:
    """Asking step by step counts on it: the highest step is a part of the next."""
    for read in (question_of, question_apart):
        question = read(typed, VOCABULARY)
        assert all(any(one.text and one.text in question.whole for one in term) for term in question.terms)


def test_words_never_lift_a_text_above_a_title() -> None:
    words = ("城乡", "资金", "办法", "通知")
    searcher = filled(
        [
            Document("", "record", "/", "低保简报", date(2000, 1, 1), body="无" * 900, in_force=False),
            Document("", "record", "/", "简报", date(2026, 1, 1), body="低保" + "".join(words) * 50),
            *(Document("", "record", "/", "无关", date(2014, 1, 1), body=f"{number}") for number in range(40)),
        ]
    )
    question = Question(terms=((Spelling("低保"),),), whole="低保", words=words)
    assert [hit["title"] for hit in ask(searcher, question).hits] == ["低保简报", "简报"]


@pytest.mark.parametrize(
    "question",
    [
        Question(),
        Question(terms=((Spelling("低保"),),), numbers=("(2014)1号",)),
        Question(terms=((Spelling("低保"),),), every=False),
        Question(terms=((Spelling("低保"),),), words=tuple(f"词{number}" for number in range(17))),
    ],
)
def test_what_has_other_steps_is_scored_at_once(question) -> None:
    assert not ranking.can_be_asked_apart(question)
