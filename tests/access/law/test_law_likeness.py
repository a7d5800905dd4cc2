"""Similar and repeated requests."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yilan.access.law.likeness import Thresholds, likeness, normalise, numbers, same_request, similar_requests
from yilan.access.law.reading import LawDataError

TEXTS = st.text("申请公开老旧小区改造资金安排情况二〇一四年2014年度预算, 。abcABC", max_size=40)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("申请公开2023年老旧小区改造资金使用情况", "请贵局公开 2023 年老旧小区改造资金的使用情况，谢谢！"),
        ("文昌路街道2022年征地补偿安置方案", "依法申请公开：文昌路街道２０２２年征地补偿安置方案。"),
        ("二〇一四年部门预算", "2014年部门预算"),
        ("关于某某小区竣工验收备案的相关材料", "某某小区竣工验收备案材料"),
    ],
)
def test_the_same_in_other_words(a, b):
    assert same_request(a, b)
    assert similar_requests(a, b)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("申请公开2023年度区民政局部门预算", "申请公开2024年度区民政局部门预算"),
        ("西政发〔2014〕3号文件", "西政发〔2014〕5号文件"),
        ("文昌路12号房屋征收补偿协议", "文昌路21号房屋征收补偿协议"),
        ("2014年3-5号地块出让合同", "2014年35号地块出让合同"),
    ],
)
def test_another_year_or_number_is_similar_but_not_the_same(a, b):
    assert similar_requests(a, b)
    assert not same_request(a, b)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("老旧小区改造资金使用情况", "全区公办幼儿园招生计划"),
        ("申请公开征地补偿安置方案", "申请公开环境影响评价批复"),
        ("申请公开有关信息", ""),
    ],
)
def test_what_every_request_says_makes_none_alike(a, b):
    assert not similar_requests(a, b)


def test_an_addition_is_similar_but_not_the_same():
    a = "老旧小区改造项目中标单位名单"
    b = "老旧小区改造项目中标单位名单、施工合同、监理合同和竣工结算审计报告"
    assert similar_requests(a, b)
    assert not same_request(a, b)


@given(TEXTS, TEXTS)
def test_likeness_is_symmetric_and_between_nought_and_one(a, b):
    assert 0 <= likeness(a, b) == likeness(b, a) <= 1


@given(TEXTS)
def test_a_text_is_like_itself(a):
    assert likeness(a, a) == (1 if normalise(a) else 0)


@given(TEXTS)
def test_width_case_and_punctuation_do_not_matter(a):
    assert likeness(a, f"　{a.upper()}！！") == likeness(a, a)


@given(TEXTS, TEXTS)
def test_the_same_are_similar(a, b):
    assert similar_requests(a, b) or not same_request(a, b)


def test_a_text_of_filler_alone_is_kept():
    assert normalise("申请公开信息") == "申请公开信息"
    assert likeness("信息", "信息") == 1


def test_numbers_are_read_before_signs_are_taken_away():
    assert sorted(numbers("二〇一四年第03号，１２页")) == ["12", "2014", "3"]


@pytest.mark.parametrize(("similar", "same"), [(0, 0.5), (0.9, 0.5), (0.5, 0.5), (0.5, 1.1)])
def test_thresholds_have_to_rise(similar, same):
    with pytest.raises(LawDataError):
        Thresholds(similar, same)
