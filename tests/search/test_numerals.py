import pytest
from hypothesis import given
from hypothesis import strategies as st

from yilan.search.folding import fold
from yilan.search.numerals import numeral_of, spellings, value_of


@given(st.integers(0, 9999))
def test_a_numeral_has_the_value_of_which_it_was_made(value: int) -> None:
    assert value_of(numeral_of(value)) == value


@pytest.mark.parametrize(
    ("asked", "written"),
    [
        ("第十二条", "第12条"),
        ("12条", "十二条"),
        ("二〇一四年", "2014年"),
        ("2014年", "二零一四年"),
        ("第3号", "第三号"),
        ("一百零五项", "105项"),
        ("三万元", "3万元"),
    ],
)
def test_both_ways_of_writing_a_number_are_asked(asked: str, written: str) -> None:
    assert fold(written) in spellings(fold(asked))


@pytest.mark.parametrize("word", ["统一", "十分", "万一", "千万", "一起", "低保"])
def test_words_are_no_numbers(word: str) -> None:
    assert spellings(word) == []


@given(st.text(alphabet="零一二三四五六七八九十百千两第条年1234567890"))
def test_whatever_is_asked_has_few_spellings(text: str) -> None:
    assert len(spellings(text)) <= 3
