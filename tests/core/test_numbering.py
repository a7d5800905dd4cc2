import string
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yilan.core.numbering.credit_codes import check_character, is_credit_code, is_organ_code, organ_check_character
from yilan.core.numbering.document_numbers import DocumentNumber, normalise, parse
from yilan.core.numbering.index_numbers import IndexTemplate, TemplateError

SPELLINGS = ["〔{}〕{}号", "[{}]{}号", "（{}）第{}号", "({}) {} 号", "【{}】0{}号", "〔{}年〕第00{}号", "〔{}〕{}"]
DAY = date(2014, 3, 5)


@given(
    organ=st.text("银政办函西发民字财", min_size=2, max_size=6),
    year=st.integers(1950, 2099),
    serial=st.integers(1, 99999),
    spelling=st.sampled_from(SPELLINGS),
    wide=st.booleans(),
)
def test_every_spelling_gives_the_normal_form(organ, year, serial, spelling, wide):
    text = organ + spelling.format(year, serial)
    if wide:
        text = text.translate(str.maketrans(string.digits, "０１２３４５６７８９"))
    assert normalise(text) == f"{organ}〔{year}〕{serial}号"
    assert normalise(normalise(text)) == normalise(text)


@pytest.mark.parametrize(
    "text", ["", "第12号令", "2014年工作要点", "关于通知", "〔2014〕7号", "西政发〔14〕7号", "西政发〔2014〕0号"]
)
def test_what_is_no_document_number_is_left_alone(text):
    assert normalise(text) is None


def test_the_parts_can_be_read():
    assert parse("银政办函〔2014〕74号") == DocumentNumber("银政办函", 2014, 74)


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("{orgcode}/{yyyy}-{seq:5}", "640105001/2014-00012"),
        ("{uscc}/{yyyymm}-{seq:5}", "11640105010101010A/201403-00012"),
        ("{area}-{class}-{yyyy}-{seq}", "640105-20-11-2014-12"),
    ],
)
def test_a_template_is_filled_and_recognises_its_own(template, expected):
    parts = {"orgcode": "640105001", "uscc": "11640105010101010A", "area": "640105", "class_": "20-11", "day": DAY}
    made = IndexTemplate.parse(template)
    assert made.format(serial=12, **parts) == expected
    assert made.matches(expected)
    assert made.scope(**parts) == made.scope(**parts | {"day": DAY})
    assert "12" not in made.scope(**parts).rsplit("-", 1)[-1]


@pytest.mark.parametrize(
    "template",
    [
        "{orgcode}/{yyyy}",
        "{yyyy}-{seq:5}-{seq:5}",
        "{orgcode}-{seq:5}",
        "{foo}{yyyy}{seq}",
        "{yyyy} {seq}",
        "编号{yyyy}{seq}",
    ],
)
def test_a_template_that_cannot_be_unique_or_stand_in_an_address_is_refused(template):
    with pytest.raises(TemplateError):
        IndexTemplate.parse(template)


@given(st.text("0123456789ABCDEFGHJKLMNPQRTUWXY", min_size=17, max_size=17), st.integers(0, 16))
def test_a_credit_code_with_its_check_character_holds_and_one_changed_sign_breaks_it(first, place):
    code = first + check_character(first)
    assert is_credit_code(code)
    other = "0" if code[place] != "0" else "1"
    assert not is_credit_code(code[:place] + other + code[place + 1 :])


def test_known_codes():
    assert is_credit_code("91350100M000100Y43")
    assert not is_credit_code("91350100M000100Y44")
    assert not is_credit_code("9135010IM000100Y43")
    assert not is_credit_code("")
    assert is_organ_code("D2143569-X")
    assert organ_check_character("D2143569") == "X"
