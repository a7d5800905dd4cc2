import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from yilan.search.folding import _table, fold, folded_in_place, pattern_of


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        ("关于低保的通知", "關於低保的通知"),
        ("ＧＢ／Ｔ　９７０４", "gb/t 9704"),
        ("银政办函〔2014〕74号", "銀政辦函［2014］74號"),
        ("通　知", "通知"),
        ("第一条\n为了规范", "第一条 为了规范"),
        ("“放管服”改革", "「放管服」改革"),
        ("二〇一四年", "二零一四年"),
        ("＜通知＞，︹2014︺", "<通知>,〔2014〕"),
    ],
)
def test_what_reads_the_same_is_the_same(written: str, asked: str) -> None:
    assert fold(written) == fold(asked)


def test_words_of_latin_letters_stay_apart() -> None:
    assert fold("open  government") != fold("opengovernment")
    assert fold("公开 open") == fold("公开open")


@settings(deadline=None)  # the first of them makes the tables
@given(st.text(), st.text(), st.text())
@example("a", " ", "b")
@example("a\u200b", " b", "")
@example("ΑΣ", "Σ", "a")
@example("İ", "ß", "ﬀ")
def test_the_fold_of_a_part_is_a_part_of_the_fold(before: str, part: str, after: str) -> None:
    assert fold(part) in fold(before + part + after)


@settings(deadline=None)
@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@settings(deadline=None)
@given(st.text(), st.text(min_size=1), st.text())
def test_a_pattern_finds_the_part_where_it_stands(before: str, part: str, after: str) -> None:
    text = before + part + after
    assert len(folded_in_place(text)) == len(text)
    assert re.search(pattern_of(fold(part)), folded_in_place(text))


CHANGING = st.sampled_from([chr(code) for code in _table()])


@settings(deadline=None)
@given(st.lists(st.one_of(CHANGING, st.characters(), st.sampled_from("关于低保，的")), max_size=60))
@example(["😀", "𝐀", "，", "\ud800", "\udfff", "\uffff"])
def test_each_character_folds_by_itself(letters: list[str]) -> None:
    """However few or many kinds of characters change, each changes as it does alone."""
    assert folded_in_place("".join(letters)) == "".join(_table().get(ord(one), one) for one in letters)


def test_no_character_folds_to_one_that_changes() -> None:
    assert not {ord(one) for one in _table().values()} & _table().keys()
