"""What a result shows of its texts is what stands there, with the places of the question marked."""

import re

from hypothesis import example, given, settings
from hypothesis import strategies as st

from yilan.search.engines.interface import Question, Spelling
from yilan.search.folding import fold
from yilan.search.snippets import BEFORE, LENGTH, Marker

TEXTS = st.text(alphabet="低保障办法辦，（\n　“”", max_size=400)
TERMS = st.lists(st.text(alphabet="低保障办法辦，(〔", min_size=1, max_size=3), min_size=1, max_size=3)


def marker_of(terms: list[str]) -> Marker:
    return Marker.of(Question(terms=tuple((Spelling(fold(term)),) for term in terms)))


def even(text: str) -> str:
    return re.sub(r"\s+", " ", text)


@settings(deadline=None)
@given(TEXTS, TERMS)
@example("低\n保", ["低保"])
@example("低保" * 50 + "办法", ["低", "低保障", "办法"])
def test_marking_changes_no_text_and_marks_what_was_asked(text: str, terms: list[str]) -> None:
    pieces = marker_of(terms).marked(text)
    assert even("".join(piece.text for piece in pieces)) == even(text)
    assert all(piece.text for piece in pieces)
    marked = [fold(piece.text) for piece in pieces if piece.found]
    assert set(marked) <= set(map(fold, terms))
    assert bool(marked) == any(fold(term) in fold(text) for term in terms)


@settings(deadline=None)
@given(TEXTS, TERMS)
def test_a_snippet_is_a_part_of_the_text_that_shows_a_place(text: str, terms: list[str]) -> None:
    pieces = marker_of(terms).snippet(text)
    if not any(fold(term) in fold(text) for term in terms):
        assert pieces == []
        return
    shown = [piece.text for piece in pieces]
    shown = shown[shown[0] == "…" :]
    shown = shown[: len(shown) - (shown[-1] == "…")]
    assert any(piece.found for piece in pieces)
    assert even("".join(shown)).strip() in even(text)
    assert len("".join(shown)) <= LENGTH


def test_initials_are_marked_where_they_are_a_whole_word() -> None:
    marker = Marker.of(Question(terms=((Spelling(initials="db"),),)))
    assert [piece.text for piece in marker.marked("街道办低保名单") if piece.found] == ["低保"]
    assert [piece.text for piece in marker.marked("街道办名单") if piece.found] == ["道办"]


def test_the_snippet_is_where_most_terms_stand_together() -> None:
    text = "低保" + "无" * 300 + "办法" + "无" * 10 + "低保" + "无" * 300
    pieces = marker_of(["低保", "办法"]).snippet(text)
    assert [piece.text for piece in pieces if piece.found] == ["办法", "低保"]
    assert pieces[0].text == pieces[-1].text == "…"
    alone = marker_of(["办法"]).snippet(text)
    assert [piece.text for piece in alone if piece.found] == ["办法"]
    assert len(alone[1].text) == BEFORE
