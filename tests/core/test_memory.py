"""Reads that pages share: once in a memory, each time without one."""

import pytest

from yilan.core.memory import recall, remembered, remembering


@pytest.fixture
def read():
    asked = []

    @remembered
    def squared(number: int, *, plus: int = 0) -> int:
        """Square."""
        asked.append(number)
        return number * number + plus

    return squared, asked


def test_without_a_memory_every_call_reads(read):
    squared, asked = read
    assert (squared(3), squared(3)) == (9, 9)
    assert asked == [3, 3]


def test_in_a_memory_every_argument_is_read_once(read):
    squared, asked = read
    with remembering():
        assert (squared(3), squared(3), squared(4), squared(3, plus=1)) == (9, 9, 16, 10)
    assert asked == [3, 4, 3]


def test_a_memory_ends_with_its_block_also_when_that_fails(read):
    squared, asked = read
    with pytest.raises(TypeError), remembering():
        squared(3) + squared("three")
    squared(3)
    assert asked == [3, "three", 3]


def test_a_memory_in_a_memory_goes_on_with_it(read):
    squared, asked = read
    with remembering():
        squared(3)
        with remembering():
            squared(3)
        squared(3)
    assert asked == [3]


def test_what_was_read_with_others_is_kept(read):
    squared, asked = read
    squared.keep(9, 3)
    with remembering():
        squared.keep(9, 3)
        assert squared(3) == 9
    assert asked == []


def test_what_failed_is_tried_again():
    tries = []

    def make():
        tries.append(1)
        if len(tries) == 1:
            raise OSError
        return "made"

    with remembering():
        with pytest.raises(OSError):
            recall("key", make)
        assert recall("key", make) == "made"


def test_a_decorated_read_keeps_its_name_and_words(read):
    squared, _asked = read
    assert squared.__name__ == "squared"
    assert squared.__doc__ == "Square."
