"""Tracking codes survive being read aloud, and no slip leads to another case."""

from hypothesis import given
from hypothesis import strategies as st

from yilan.casework.tracking import ALPHABET, LENGTH, check_character, new_code, read_code, shown

drawn = st.text(ALPHABET, min_size=LENGTH - 1, max_size=LENGTH - 1)
codes = drawn.map(lambda text: text + check_character(text))


@given(codes)
def test_a_code_is_read_however_it_was_typed(code):
    assert read_code(shown(code)) == code
    assert read_code(f"  {shown(code).lower()} ".replace("-", "－")) == code
    wide = "".join(chr(ord(sign) + 0xFEE0) for sign in code)
    assert read_code(wide) == code


@given(codes, st.integers(0, LENGTH - 1), st.sampled_from(ALPHABET))
def test_one_wrong_character_never_passes(code, place, sign):
    wrong = code[:place] + sign + code[place + 1 :]
    assert read_code(wrong) == (code if wrong == code else None)


@given(codes, st.integers(0, LENGTH - 1), st.integers(0, LENGTH - 1))
def test_two_swapped_characters_never_pass(code, one, other):
    signs = list(code)
    signs[one], signs[other] = signs[other], signs[one]
    wrong = "".join(signs)
    assert read_code(wrong) == (code if wrong == code else None)


def test_no_two_characters_look_alike():
    for alike in ("0O", "1IL", "2Z", "5S", "8B", "UVW"):
        assert sum(sign in ALPHABET for sign in alike) <= 1
    assert len(ALPHABET) == len(set(ALPHABET)) == 23


def test_new_codes_are_codes_and_differ():
    made = {new_code() for _ in range(200)}
    assert len(made) == 200
    assert all(read_code(code) == code for code in made)


def test_rubbish_is_no_code():
    for text in ("", "abc", "０", "3" * 12 + "3", "OOOO-OOOO-OOOO", "\u202e" + "3" * 12):
        assert read_code(text) is None
