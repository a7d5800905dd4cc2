"""What every engine does: whatever stands in a text is found, and nothing else is.

An OpenSearch is tried where `YILAN_TEST_OPENSEARCH_URL` names one.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from tempfile import TemporaryDirectory

import pytest
from django.test import override_settings
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from yilan.search.documents import AttachedText, Document
from yilan.search.engines.embedded import Embedded
from yilan.search.engines.entries import entry_of, texts_of
from yilan.search.engines.interface import Engine, Question, Spelling
from yilan.search.folding import fold

URL = os.environ.get("YILAN_TEST_OPENSEARCH_URL", "")
LETTERS = "低保障金关于城乡居民通知第十二条2014年号，。〔〕() \n　abＡ關於"
TEXTS = st.text(alphabet=LETTERS, max_size=30)


def document(number: int = 1, title: str = "通知", **fields) -> Document:
    values = {"day": date(2014, 3, 5), "facets": {"agency": ("mzj",)}} | fields
    return Document(key=f"record:{number}", kind="record", address=f"/info/{number}/", title=title, **values)


def phrase(text: str, **fields) -> Question:
    return Question(terms=((Spelling(fold(text)),),), limit=100, **fields)


def found(engine: Engine, question: Question) -> set[str]:
    return {hit["key"] for hit in engine.ask(question).hits}


@contextmanager
def opened(name: str) -> Iterator[Engine]:
    """Open an empty engine."""
    if name == "opensearch":
        if not URL:
            pytest.skip("YILAN_TEST_OPENSEARCH_URL names no OpenSearch")
        from yilan.search.engines.opensearch import OpenSearchEngine

        engine: Engine = OpenSearchEngine(URL).replacement()
        try:
            yield engine
        finally:
            engine.throw_away()
        return
    with TemporaryDirectory() as home, override_settings(HOME=home):
        yield Embedded().replacement()


@pytest.fixture(params=["embedded", "opensearch"])
def engine(request) -> Iterator[Engine]:
    with opened(request.param) as engine:
        yield engine


@pytest.fixture(scope="module", params=["embedded", "opensearch"])
def shared(request) -> Iterator[Engine]:
    with opened(request.param) as engine:
        yield engine


@settings(deadline=None, max_examples=60)  # each example commits to the disk
@given(st.lists(st.tuples(TEXTS, TEXTS, TEXTS), min_size=1, max_size=4), st.data())
def test_every_part_of_every_text_is_found_and_nothing_else(shared, texts, data) -> None:
    documents = [
        document(number, title or "无", body=body, attachments=(AttachedText("附件", "/f", "0", (page, body)),))
        for number, (title, body, page) in enumerate(texts)
    ]
    shared.put(map(entry_of, documents), removed=[key for key, _stamp in list(shared.stamps())])
    source = data.draw(st.sampled_from([part for several in texts for part in several]))
    start = data.draw(st.integers(0, max(len(source) - 1, 0)))
    part = source[start : data.draw(st.integers(start + 1, len(source) + 1))]
    assume(fold(part))
    wanted = {one.key for one in documents if any(fold(part) in fold(text) for text in (one.title, *texts_of(one)))}
    assert wanted
    assert found(shared, phrase(part)) == wanted


def test_texts_do_not_run_into_each_other(engine) -> None:
    engine.put([entry_of(document(title="关于低", summary="保障", body="工作"))])
    assert found(engine, phrase("低保")) == set()
    assert found(engine, phrase("障工")) == set()


def test_what_is_put_again_stands_once(engine) -> None:
    engine.put([entry_of(document(body="旧文"))])
    engine.put([entry_of(document(body="新文"))])
    assert found(engine, phrase("旧文")) == set()
    assert engine.ask(phrase("新文")).total == 1
    engine.put([], removed=["record:1"])
    assert engine.ask(Question()).total == 0


def test_titles_rank_above_texts_and_what_is_in_force_above_what_is_not(engine) -> None:
    engine.put(
        map(
            entry_of,
            [
                document(1, "工作简报", body="城乡低保办法" * 9),
                document(2, "城乡低保办法", in_force=False),
                document(3, "关于印发城乡低保办法的通知", in_force=False, day=date(2024, 1, 1)),
                document(4, "关于城乡低保办法的解读", day=date(2008, 1, 1)),
                document(5, "城乡低保办法", day=date(2008, 1, 1)),
                document(6, "简报", body="城乡低保办法", in_force=False, day=date(2024, 1, 1)),
                document(7, "简报", body="城乡低保办法，见城乡低保办法", day=date(2020, 1, 1)),
            ],
        )
    )
    text = "城乡低保办法"
    hits = engine.ask(phrase(text, whole=text, words=("城乡", "低保", "办法"))).hits
    assert [hit["key"].removeprefix("record:") for hit in hits][:4] == ["5", "2", "4", "3"]
    assert {hit["key"] for hit in hits[4:6]} == {"record:1", "record:7"}
    assert hits[6]["key"] == "record:6"


def test_facets_count_as_if_their_own_filter_were_not_set(engine) -> None:
    engine.put(
        entry_of(document(number, body="低保", facets={"agency": (agency,), "year": (year,)}))
        for number, (agency, year) in enumerate([("a", "2013"), ("a", "2014"), ("b", "2014")])
    )
    answer = engine.ask(phrase("低保", filters={"agency": "a"}))
    assert answer.total == 2
    assert answer.counts["agency"] == {"a": 2, "b": 1}
    assert answer.counts["year"] == {"2013": 1, "2014": 1}
    assert answer.counts["kind"] == {"record": 2}


def test_by_date_the_newest_comes_first(engine) -> None:
    engine.put(entry_of(document(number, body="低保", day=date(2014, number, 1))) for number in (2, 3, 1))
    hits = engine.ask(phrase("低保", by_date=True)).hits
    assert [hit["day"] for hit in hits] == ["2014-03-01", "2014-02-01", "2014-01-01"]


def test_any_term_is_enough_when_not_every_one_is_asked(engine) -> None:
    engine.put([entry_of(document(1, body="低保")), entry_of(document(2, body="住房"))])
    terms = ((Spelling("低保"),), (Spelling("住房"),))
    assert engine.ask(Question(terms=terms)).total == 0
    assert engine.ask(Question(terms=terms, every=False)).total == 2


def test_a_sound_finds_titles(engine) -> None:
    engine.put([entry_of(document(1, "城乡低保办法")), entry_of(document(2, "住房公积金"))])
    assert found(engine, Question(terms=((Spelling(sounds=("di", "bao")),),))) == {"record:1"}
    assert found(engine, Question(terms=((Spelling(initials="gjj"),),))) == {"record:2"}


def test_initials_of_a_whole_word_stand_above_those_within_words(engine) -> None:
    titles = ["街道办工作", "低保办法", "街道办低保名单", "DB 接口"]
    days = [date(2014, 12, 1), date(2010, 1, 1), date(2009, 1, 1), date(2008, 1, 1)]
    both = enumerate(zip(titles, days, strict=True))
    engine.put(entry_of(document(number, title, day=day, in_force=number != 1)) for number, (title, day) in both)
    asked = Question(terms=((Spelling("db"), Spelling(initials="db")),), whole="db", words=("db",))
    assert [hit["title"] for hit in engine.ask(asked).hits][2:] == ["低保办法", "街道办工作"]
    suggested = [hit["title"] for hit in engine.suggest(replace(asked, titles_only=True), 6)]
    assert suggested == ["街道办低保名单", "DB 接口", "低保办法", "街道办工作"]


def test_words_are_known_where_they_stand_as_words(engine) -> None:
    engine.put([entry_of(document(1, "城乡低保办法")), entry_of(document(2, "通知", body="低保金由财政承担"))])
    assert engine.known(["低保", "财政", "乡低", "飞船"]) == {"低保": 2, "财政": 1}
    assert engine.known([]) == {}


def test_another_takes_the_place_at_once(engine) -> None:
    engine.put([entry_of(document(1, body="旧文"))])
    newer = engine.replacement()
    assert newer.fill([entry_of(document(2, body="新文"))]) == 1
    assert found(newer, Question()) == {"record:2"}
    assert dict(newer.stamps()) == {"record:2": entry_of(document(2, body="新文")).stamp}
    newer.throw_away()
