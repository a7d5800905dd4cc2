"""Words that sound like a stretch and differ from it in one character."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from yilan.search.homophones import is_word, words_meant
from yilan.search.pinyin import sounds_of


@pytest.mark.parametrize(
    ("stretch", "word"), [("抵保", "低保"), ("公鸡金", "公积金"), ("财整", "财政"), ("银航", "银行"), ("综和", "综合")]
)
def test_a_wrong_character_is_put_right(stretch: str, word: str) -> None:
    assert word in words_meant(stretch)


@pytest.mark.parametrize("text", ["低保", "公示", "低", "", "abc", "2014", "一二三四五六七"])
def test_words_and_what_is_none_are_left_alone(text: str) -> None:
    assert words_meant(text) == []


@settings(deadline=None)
@given(st.text(alphabet="低保抵公鸡积金财政整办理《 a", max_size=4))
@example("抵《保")
def test_what_is_meant_is_a_word_of_the_same_sound(stretch: str) -> None:
    for word in words_meant(stretch):
        assert is_word(word)
        assert sounds_of(word) == sounds_of(stretch)
        assert sum(one != other for one, other in zip(word, stretch, strict=True)) == 1
