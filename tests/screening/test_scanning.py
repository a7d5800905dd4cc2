from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yilan.screening import mask, scan_parts, scan_text
from yilan.screening.numbers import identity_check, luhn
from yilan.screening.rules import rules

FOUND = [
    ("identity_number", "身份证号11010519491231002X"),
    ("identity_number", "王某，11010519491231002x，男"),
    ("identity_number", "身份证：110105 19491231 002X。"),
    ("identity_number", "110105-19491231-002X"),
    ("identity_number", "１１０１０５１９４９１２３１００２Ｘ"),
    ("identity_number", "1101051949\u200b1231002X"),
    ("identity_number", "身份证号码110105194912310021（末位抄错）"),
    ("identity_number", "身份证110105491231002"),
    ("identity_number", "11010519491231*02X"),
    ("identity_number", "港澳台居民居住证号810000199408230021"),
    ("mobile_number", "联系电话13812345678"),
    ("mobile_number", "手机：138 1234 5678"),
    ("mobile_number", "138-1234-5678"),
    ("mobile_number", "１３８１２３４５６７８"),
    ("mobile_number", "(19912345678)"),
    ("mobile_number", "1381234567*"),
    ("bank_card", "账号6222020200112230426"),
    ("bank_card", "6222 0202 0011 2230 426"),
    ("bank_card", "一卡通号4111111111111111"),
    ("bank_card", "4111111111111111"),
    ("secrecy_mark", "秘密★3年"),
    ("secrecy_mark", "机密 ★ 5年"),
    ("secrecy_mark", "绝密★长期"),
    ("secrecy_mark", "秘密☆"),
    ("secrecy_mark", "密级：秘密"),
    ("secrecy_mark", "密 级: 机密"),
    ("secrecy_mark", "机密级文件"),
    ("secrecy_mark", "经研究定为秘密级"),
    ("secrecy_mark", "机密10年"),
    ("internal_material", "内部资料，注意保存"),
    ("internal_material", "内部★"),
    ("internal_material", "仅供内部使用"),
    ("internal_material", "仅供领导参阅"),
    ("internal_material", "请勿外传"),
    ("internal_material", "严禁扩散"),
    ("not_for_release", "（此件不予公开）"),
    ("not_for_release", "（此件依申请公开）"),
    ("not_for_release", "此件发至县团级"),
    ("not_for_release", "公开属性：依申请公开"),
    ("not_for_release", "[不予公开]"),
]
PASSED = [
    "保守国家秘密法实施条例",
    "不涉及国家秘密、商业秘密和个人隐私",
    "商业秘密保护",
    "公民个人秘密",
    "联系电话0951-2077001",
    "电话：0951 2077001",
    "统一社会信用代码91640105MA75Q3QX5R",
    "西政发〔2014〕12号",
    "索引号640105001/2014-00012",
    "2014-00001、2014-00002",
    "金额13812345678元",
    "总额15900000000",
    "13812345678元",
    "共计13900000000",
    "身份证号110105********002X",
    "1101**********002X",
    "138****5678",
    "6222 **** **** 0426",
    "主动公开、依申请公开、不予公开三类",
    "对不予公开的信息说明理由",
    "内部审计制度",
    "加强内部管理",
    "内部控制",
    "2014年1月1日至2014年12月31日",
    "20140101201412311234",
    "坐标106.1234567,38.5678901",
    "项目编号6401051949123100",
    "合同编号110105194913310025",
    "发票号码01234567",
    "邮编750021",
    "传真09512077002",
    "面积12345678901平方米",
    "机密性、完整性和可用性",
    "做好保密工作",
    "绝密电影展映",
    "GDP 1234567890123456",
    "4111111111111112",
    "外传统文化",
    "印发至各镇、街道",
    "http://example.invalid/12345678901234567890",
]


@pytest.mark.parametrize(("kind", "text"), FOUND)
def test_what_must_be_found_is_found(kind, text):
    assert kind in {hit.kind for hit in scan_text(text)}


@pytest.mark.parametrize("text", PASSED)
def test_ordinary_text_passes(text):
    assert scan_text(text) == []


def test_a_hit_points_at_the_original_and_hides_the_value():
    text = "申请人：１１０１０５ １９４９１２３１ ００２Ｘ，住址略"
    (hit,) = scan_text(text)
    assert text[hit.start : hit.end] == "１１０１０５ １９４９１２３１ ００２Ｘ"
    assert hit.excerpt_masked == "110105**********2X"


def test_entities_of_html_hide_nothing():
    assert scan_text("<p>138&#49;2345678</p>")


def test_the_same_value_has_the_same_fingerprint_wherever_it_stands():
    placed = scan_parts([("title", "13812345678"), ("body 1", "手机 138 1234 5678"), ("body 2", "13812345679")])
    assert [one.place for one in placed] == ["title", "body 1", "body 2"]
    assert placed[0].hit.fingerprint == placed[1].hit.fingerprint != placed[2].hit.fingerprint


@given(st.integers(0, 9999), st.dates(min_value=date(1900, 1, 1), max_value=date(2014, 1, 1)), st.integers(0, 999))
def test_every_well_formed_identity_number_is_found(region, born, order):
    first = f"64{region:04d}{born:%Y%m%d}{order:03d}"
    number = first + identity_check(first)
    (hit,) = scan_text(f"甲{number}乙")
    assert hit.kind == "identity_number"
    assert number not in hit.excerpt_masked


@given(st.text(max_size=200))
def test_no_text_breaks_it_and_spans_lie_inside(text):
    for hit in scan_text(text):
        assert 0 <= hit.start < hit.end


@given(st.integers(10**15, 10**16 - 1))
def test_luhn_agrees_with_the_definition(number):
    digits = [int(digit) for digit in str(number)][::-1]
    total = sum(
        digit if place % 2 == 0 else (2 * digit - 9 if digit > 4 else 2 * digit) for place, digit in enumerate(digits)
    )
    assert luhn(str(number)) == (total % 10 == 0)


def test_masks_keep_enough_to_find_and_too_little_to_use():
    assert mask("identity_number", "11010519491231002X") == "110105**********2X"
    assert mask("mobile_number", "13812345678") == "138****5678"


def test_every_kind_of_the_data_has_a_source():
    import tomllib
    from pathlib import Path

    import yilan.screening

    data = tomllib.loads((Path(yilan.screening.__file__).parent / "data" / "rules.toml").read_text(encoding="utf-8"))
    assert all(entry["source"].strip() for entry in data["kind"])
    assert rules().kinds == tuple(entry["code"] for entry in data["kind"])
