import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from yilan.search.folding import fold, folded_in_place, pattern_of


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
    ],
)
def test_what_reads_the_same_is_the_same(written: str, asked: str) -> None:
    assert fold(written) == fold(asked)


def test_words_of_latin_letters_stay_apart() -> None:
    assert fold("open  government") != fold("opengovernment")
    assert fold("公开 open") == fold("公开open")


@given(st.text(), st.text(), st.text())
@example("a", " ", "b")
@example("a\u200b", " b", "")
@example("ΑΣ", "Σ", "a")
@example("İ", "ß", "ﬀ")
def test_the_fold_of_a_part_is_a_part_of_the_fold(before: str, part: str, after: str) -> None:
    assert fold(part) in fold(before + part + after)


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(), st.text(min_size=1), st.text())
def test_a_pattern_finds_the_part_where_it_stands(before: str, part: str, after: str) -> None:
    text = before + part + after
    assert len(folded_in_place(text)) == len(text)
    assert re.search(pattern_of(fold(part)), folded_in_place(text))
