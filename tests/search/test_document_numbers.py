import pytest

from yilan.search.document_numbers import asked_numbers, indexed_numbers
from yilan.search.folding import fold

NUMBER = "银政办函〔2014〕74号"


@pytest.mark.parametrize(
    "asked",
    [
        "银政办函〔2014〕74号",
        "银政办函[2014]74号",
        "银政办函（2014）第74号",
        "银政办函 (2014) 第 74 号",
        "银政办函2014-74",
        "银政办函2014年74号",
        "银政办函 2014 74",
        "銀政辦函【２０１４】７４號",
        "银政办函〔2014〕074号",
        "〔2014〕74号",
        "(2014)第74号",
        "2014年第74号",
        "2014-74",
    ],
)
def test_every_spelling_of_a_document_number_leads_to_it(asked: str) -> None:
    assert set(asked_numbers(fold(asked))) & set(indexed_numbers([NUMBER]))


@pytest.mark.parametrize("asked", ["2014年", "2014-05", "低保", "第12条", "2014年5月", "银政办函"])
def test_other_questions_are_no_numbers(asked: str) -> None:
    assert asked_numbers(fold(asked)) == ()


def test_index_numbers_are_found_in_either_width() -> None:
    values = indexed_numbers(["640105-101/2014-00015"])
    assert asked_numbers(fold("６４０１０５-101/2014-00015"))[0] in values
