"""Days and amounts as papers write them."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yilan.papers.words import day_in_characters, day_in_figures, in_capitals, in_yuan

DIGITS = {one: number for number, one in enumerate("零壹贰叁肆伍陆柒捌玖")}
UNITS = {"拾": 10, "佰": 100, "仟": 1000}


def value(told: str) -> Decimal:
    """Read an amount in capitals, as a bank would."""
    whole, _yuan, rest = told.removeprefix("人民币").removesuffix("整").rpartition("元")
    total = group = digit = 0
    for one in whole:
        if one in DIGITS:
            digit = DIGITS[one]
        elif one in UNITS:
            group, digit = group + digit * UNITS[one], 0
        else:
            total, group, digit = (total + group + digit) * {"万": 10**4, "亿": 1}[one], 0, 0
            total *= 10**8 if one == "亿" else 1
    total += group + digit
    cents = 0
    for one, unit in zip(rest.replace("零", "")[::2], rest.replace("零", "")[1::2], strict=True):
        cents += DIGITS[one] * {"角": 10, "分": 1}[unit]
    return Decimal(total) + Decimal(cents) / 100


@pytest.mark.parametrize(
    ("amount", "told"),
    [
        ("0", "零元整"),
        ("0.05", "伍分"),
        ("0.50", "伍角整"),
        ("10", "壹拾元整"),
        ("100", "壹佰元整"),
        ("2740", "贰仟柒佰肆拾元整"),
        ("1409.50", "壹仟肆佰零玖元伍角整"),
        ("6007.14", "陆仟零柒元壹角肆分"),
        ("1680.32", "壹仟陆佰捌拾元零叁角贰分"),
        ("107000.53", "壹拾万柒仟元零伍角叁分"),
        ("16409.02", "壹万陆仟肆佰零玖元零贰分"),
        ("325.04", "叁佰贰拾伍元零肆分"),
        ("100005", "壹拾万零伍元整"),
        ("300000004", "叁亿零肆元整"),
    ],
)
def test_amounts_in_capitals_follow_the_rules_of_the_banks(amount, told):
    assert in_capitals(Decimal(amount)) == f"人民币{told}"


@given(st.integers(min_value=0, max_value=10**8 - 1))
def test_an_amount_in_capitals_can_be_read_back(cents):
    amount = Decimal(cents) / 100
    told = in_capitals(amount)
    assert value(told) == amount
    assert "零零" not in told
    assert told.endswith(("整", "分"))


def test_amounts_in_figures():
    assert in_yuan(2740) == "2,740元"
    assert in_yuan(Decimal("0.5")) == "0.50元"
    for wrong in (Decimal("0.001"), Decimal(-1), Decimal("NaN"), 10**12):
        with pytest.raises(ValueError, match=str(wrong)):
            in_yuan(wrong)
    for wrong in (1.5, True, "1"):
        with pytest.raises(TypeError):
            in_yuan(wrong)


def test_days():
    assert day_in_figures(date(2025, 3, 5)) == "2025年3月5日"
    assert day_in_characters(date(2008, 10, 20)) == "二〇〇八年十月二十日"
    assert day_in_characters(date(2014, 12, 31)) == "二〇一四年十二月三十一日"
    assert day_in_characters(date(2025, 1, 10)) == "二〇二五年一月十日"
