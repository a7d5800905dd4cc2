"""How requests end: every row of the table has its outcomes, in the law of each time, with wording that reads right."""

from datetime import date
from itertools import pairwise

import pytest

from yilan.access.law.decisions import (
    GroundNotAllowed,
    NotAnOption,
    Part,
    decision_text,
    missing_facts,
    reason_facts,
)
from yilan.access.law.outcomes import (
    GROUPS,
    Ground,
    Outcome,
    facts,
    grounds_for,
    outcome_from_toml,
    outcomes,
    outcomes_on,
)
from yilan.access.law.papers import paper_wordings
from yilan.access.law.reading import LawDataError
from yilan.access.law.remedies import remedy_classes
from yilan.access.law.tables import table_definition
from yilan.access.law.writing import FactsMissing

BEFORE, AFTER = date(2014, 3, 5), date(2025, 9, 25)
RESULTS = [key for key in table_definition("table3").keys if key not in {"new", "carried_in", "total", "carried_out"}]
GROUP_OF_ROW = {"o": "open", "p": "partial", "d": "withheld", "u": "unavailable", "n": "not_processed"}
ALL = [(outcome, ground) for outcome in outcomes().values() for ground in outcome.laws]


def sample_facts(outcome):
    given = {fact.code: fact.sample for fact in (*outcome.facts, *outcome.file_facts)}
    if outcome.takes_grounds:
        given["parts"] = [Part("第3页的手机号码", "third_party", {"interest": "个人隐私"})]
    return given


def test_every_row_has_an_outcome_and_no_outcome_a_row_of_its_own():
    assert {outcome.row for outcome in outcomes().values()} == set(RESULTS)


def test_every_row_is_reached_today():
    assert {outcome.row for outcome in outcomes_on(AFTER)} == set(RESULTS)


def test_the_group_fits_the_row():
    for outcome in outcomes().values():
        wanted = "other" if outcome.row in {"o1", "o2", "o3"} else GROUP_OF_ROW[outcome.row[0]]
        assert outcome.group == wanted, outcome.code
        assert outcome.group in GROUPS


@pytest.mark.parametrize(
    ("code", "first", "last"),
    [
        ("provided", date(2008, 5, 1), None),
        ("process_information", date(2010, 1, 12), None),
        ("needs_processing", date(2010, 1, 12), None),
        ("publication", date(2011, 8, 13), None),
        ("still_unclear", date(2019, 5, 15), None),
        ("excessive", date(2019, 5, 15), None),
        ("not_corrected", date(2019, 5, 15), None),
        ("fee_unpaid", date(2021, 1, 1), None),
        ("no_special_need", date(2008, 5, 1), date(2019, 5, 14)),
        ("unclear_2008", date(2008, 5, 1), date(2019, 5, 14)),
    ],
)
def test_from_when_to_when_an_outcome_may_be_used(code, first, last):
    outcome = outcomes()[code]
    assert outcome.usable_on(first)
    assert not outcome.usable_on(date.fromordinal(first.toordinal() - 1))
    assert outcome.usable_on(last or AFTER)
    if last:
        assert not outcome.usable_on(date.fromordinal(last.toordinal() + 1))
        with pytest.raises(LookupError, match=code):
            outcome.law_on(AFTER)


def test_no_day_has_two_laws_for_one_outcome():
    for outcome in outcomes().values():
        laws = sorted(outcome.laws, key=lambda law: law.valid_from)
        for earlier, later in pairwise(laws):
            assert earlier.valid_to is not None
            assert earlier.valid_to < later.valid_from


@pytest.mark.parametrize(
    ("code", "article"),
    [
        ("already_public", "第三十六条第（一）项"),
        ("provided", "第三十六条第（二）项"),
        ("partial", "第三十七条"),
        ("third_party", "第十五条"),
        ("internal_matter", "第十六条第一款"),
        ("enforcement_file", "第十六条第二款"),
        ("special_register", "第三十六条第（七）项"),
        ("not_existing", "第三十六条第（四）项"),
        ("other_agency", "第三十六条第（五）项"),
        ("needs_processing", "第三十八条"),
        ("petition", "第三十九条第一款"),
        ("repeated", "第三十六条第（六）项"),
        ("publication", "第三十九条第二款"),
        ("excessive", "第三十五条"),
        ("not_corrected", "第三十条"),
    ],
)
def test_each_rests_on_its_article(code, article):
    assert article in outcomes()[code].law_on(AFTER).basis


def test_the_law_of_the_day_of_receipt_is_cited():
    text = decision_text(outcomes()["not_existing"], {"search": "检索机关档案室"}, on=BEFORE, you="您")
    assert "《中华人民共和国政府信息公开条例》第二十一条第（三）项" in text


@pytest.mark.parametrize(("outcome", "ground"), ALL, ids=lambda one: getattr(one, "code", str(one)[:20]))
def test_every_decision_reads_as_one_text(outcome, ground):
    for you in ("您", "贵单位"):
        text = decision_text(outcome, sample_facts(outcome), on=ground.valid_from, you=you)
        assert text.startswith((you, "本机关", "办理过程", "该申请"))
        assert text.endswith("。")
        assert ground.basis in text
        assert not any(sign in text for sign in ("{", "}", "。。", "，，", "；。", "。；", "规定的规定", "None", "  "))


def test_decisions_demand_their_facts():
    secret = outcomes()["state_secret"]
    assert missing_facts(secret, {"reasons": " "}) == ("reasons", "secrecy_basis")
    with pytest.raises(FactsMissing) as caught:
        decision_text(secret, {"reasons": "密级没有解除"}, on=AFTER, you="您")
    assert caught.value.names == ("secrecy_basis",)


def test_what_is_kept_in_the_file_is_not_told():
    secret = outcomes()["state_secret"]
    told = decision_text(secret, {"reasons": "密级没有解除", "secrecy_basis": "秘密★10年"}, on=AFTER, you="您")
    assert "秘密★10年" not in told


@pytest.mark.parametrize(
    ("code", "demanded"),
    [
        ("already_public", {"way"}),
        ("forbidden_by_law", {"forbidding_law", "reasons"}),
        ("process_information", {"process_kind", "reasons"}),
        ("other_agency", {"why_not_ours", "right_agency", "right_agency_contact"}),
        ("repeated", {"earlier_number", "earlier_date"}),
        ("publication", {"publication", "where_published"}),
        ("partial", {"documents", "supply", "delivery", "parts"}),
    ],
)
def test_which_facts_are_demanded(code, demanded):
    assert {fact.code for fact in outcomes()[code].facts} == demanded


def test_days_are_written_in_chinese():
    given = {"earlier_number": "西政公复〔2025〕12号", "earlier_date": date(2025, 6, 1)}
    assert "已于2025年6月1日作出答复" in decision_text(outcomes()["repeated"], given, on=AFTER, you="您")


@pytest.mark.parametrize("danger", ["国家安全", "公共安全、社会稳定"])
def test_what_is_to_be_chosen_is_chosen_from_the_law(danger):
    text = decision_text(outcomes()["three_securities"], {"danger": danger, "reasons": "甲"}, on=AFTER, you="您")
    assert f"可能危及{danger}" in text


@pytest.mark.parametrize("danger", ["名誉", "国家安全、名誉", "国家安全,公共安全"])
def test_no_further_grounds_can_be_made_up(danger):
    with pytest.raises(NotAnOption, match="danger"):
        decision_text(outcomes()["three_securities"], {"danger": danger, "reasons": "甲"}, on=AFTER, you="您")
    with pytest.raises(NotAnOption, match="danger"):
        partial([Part("附件", "three_securities", {"danger": danger})])


def test_a_strangers_words_are_no_template():
    text = decision_text(outcomes()["not_existing"], {"search": "{{ you }}{% if %}"}, on=AFTER, you="您")
    assert "（检索情况：{{ you }}{% if %}）" in text


# --- disclosure in part


def partial(parts, on=AFTER):
    given = {"documents": "申报表（3页）", "supply": "电子文件", "delivery": "网上下载", "parts": parts}
    return decision_text(outcomes()["partial"], given, on=on, you="您")


def test_each_part_has_its_reason_and_its_basis():
    text = partial(
        [
            Part("第3页的身份证件号码", "third_party", {"interest": "个人隐私"}),
            Part("附件二", "not_existing", {"search": "检索机关档案室"}),
        ]
    )
    assert "（1）第3页的身份证件号码，涉及个人隐私" in text
    assert "根据《中华人民共和国政府信息公开条例》第十五条" in text
    assert "；（2）附件二，经检索不存在（检索机关档案室），根据" in text


def test_a_part_is_needed():
    with pytest.raises(FactsMissing) as caught:
        partial([])
    assert caught.value.names == ("parts",)


@pytest.mark.parametrize("ground", ["provided", "repeated", "withdrawn", "partial", "unheard_of"])
def test_only_grounds_of_withholding_count(ground):
    with pytest.raises(GroundNotAllowed, match=ground):
        partial([Part("附件", ground, {})])


def test_a_ground_has_to_exist_in_the_law_of_the_day():
    with pytest.raises(GroundNotAllowed):
        partial([Part("附件", "process_information", {"process_kind": "过程稿"})], on=date(2009, 6, 1))


def test_a_part_states_what_its_ground_asks_for():
    with pytest.raises(FactsMissing) as caught:
        partial([Part("附件", "third_party", {})])
    assert caught.value.names == ("interest",)
    with pytest.raises(FactsMissing):
        partial([Part(" ", "third_party", {"interest": "商业秘密"})])


def test_a_ground_asks_only_for_what_its_reason_says():
    assert reason_facts(outcomes()["third_party"]) == ("interest",)


def test_every_ground_of_the_list_can_be_chosen():
    rows = {ground.row for ground in grounds_for(outcomes()["partial"], AFTER)}
    assert rows == set(outcomes()["partial"].grounds)


# --- what goes before and with a decision


def test_papers_that_go_before_and_carry_the_decision_exist():
    for outcome in outcomes().values():
        assert outcome.paper in paper_wordings(), outcome.code
        assert set(outcome.after) <= set(paper_wordings()), outcome.code
        assert outcome.remedy in remedy_classes(), outcome.code


def test_nothing_leaves_the_house_without_a_secrecy_review():
    for outcome in outcomes().values():
        if outcome.attaches:
            assert "secrecy" in outcome.reviews, outcome.code
    assert outcomes()["told_where"].reviews == ("secrecy",)


def test_only_disclosure_in_part_is_redacted():
    assert [outcome.code for outcome in outcomes().values() if outcome.redaction] == ["partial"]


def test_what_rests_on_practice_alone_says_so():
    doubtful = {outcome.code for outcome in outcomes().values() for law in outcome.laws if law.doubtful}
    assert "confirm_again" in doubtful
    assert all(law.note for _, law in ALL if law.doubtful)


# --- files that contradict themselves


GOOD = {
    "code": "x",
    "row": "o3",
    "group": "other",
    "label": "x",
    "term": "甲",
    "paper": "closing",
    "remedy": "closed",
    "wording": "{{ way }}，{{ basis }}",
    "facts": ["way"],
    "law": [{"valid_from": BEFORE, "article": "第一条"}],
}


def test_a_whole_outcome_is_taken():
    assert isinstance(outcome_from_toml(GOOD, facts(), "x"), Outcome)


@pytest.mark.parametrize(
    "change",
    [
        {"wording": "{{ basis }}"},
        {"wording": "{{ way }}{{ time }}"},
        {"facts": ["way", "unheard_of"]},
        {"reason": "{{ time }}"},
        {"group": "unheard_of"},
        {"law": []},
        {"law": [{"valid_from": BEFORE, "article": "第一条", "colour": "red"}]},
        {"colour": "red"},
        {"told_by_record": "time", "record_wording": "{{ title }}"},
        {"told_by_record": "way", "record_wording": "{{ author }}"},
    ],
)
def test_an_outcome_that_contradicts_itself_is_refused(change):
    with pytest.raises(LawDataError):
        outcome_from_toml({**GOOD, **change}, facts(), "x")


def test_a_further_rule_is_cited_beside_the_regulation():
    ground = Ground(BEFORE, article="第二条", rule="意见", rule_article="第二条")
    assert ground.basis == "《中华人民共和国政府信息公开条例》第二条和《意见》第二条"
