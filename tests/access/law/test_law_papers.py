"""The wording of the papers: every placeholder has its fact and sample, every paper what its kind must hold."""

import re
from datetime import date

import pytest
from jinja2 import Environment, StrictUndefined

from yilan.access.law.outcomes import outcomes
from yilan.access.law.papers import PaperWording, paper_from_toml, paper_wordings
from yilan.access.law.reading import LawDataError
from yilan.access.law.writing import FactsMissing
from yilan.core.regimes import limit_on

PAPERS = list(paper_wordings().values())
IDS = [paper.code for paper in PAPERS]
STYLES = {"发文机关标志", "发文字号", "标题", "主送", "公文正文", "落款", "成文日期", "回执"}
WANTED = {
    *("receipt", "correction", "reasons", "delay", "extension", "third-party-letter", "third-party-confirmation"),
    *("third-party-information", "override", "joint-maker", "assistance", "fee", "decision-open", "decision-partial"),
    *("decision-withheld", "decision-register", "decision-unavailable", "decision-not-processed"),
    *("no-longer-processed", "closing", "record-correction", "complaint-answer", "delivery-receipt"),
}
NEW = date(2025, 9, 25)


def text(paper, **facts):
    return "\n".join(paragraph.text for paragraph in paper.text({**paper.samples, **facts}))


def names(paper):
    return {fact.name for fact in paper.facts}


def test_every_paper_of_the_procedure_is_there():
    assert set(paper_wordings()) == WANTED


@pytest.mark.parametrize("paper", PAPERS, ids=IDS)
def test_the_samples_fill_every_placeholder(paper):
    strict = Environment(undefined=StrictUndefined, autoescape=False)  # noqa: S701 - text for paper, not HTML
    rendered = [strict.from_string(paragraph.text).render(paper.samples) for paragraph in paper.paragraphs]
    assert rendered == [paragraph.text for paragraph in paper.text(paper.samples)]
    assert not any(mark in line for line in rendered for mark in "{}")


@pytest.mark.parametrize("paper", PAPERS, ids=IDS)
def test_it_is_a_paper_of_an_organ(paper):
    styles = [paragraph.style for paragraph in paper.paragraphs]
    assert set(styles) <= STYLES
    assert styles[:3] == ["发文机关标志", "发文字号", "标题"]
    assert paper.paragraphs[2].text == paper.title
    assert styles.count("落款") == styles.count("成文日期") == 1
    assert {"agency", "number", "issued_on", "addressee", "request_number"} <= names(paper)
    assert paper.style == "letter"
    assert paper.source


@pytest.mark.parametrize("paper", PAPERS, ids=IDS)
def test_it_is_written_cleanly(paper):
    written = text(paper)
    assert not re.search(r"。。|，，|；；|，。|；。|：。|[,;?!]| {2}|的的|您您", written)
    for paragraph in paper.paragraphs:
        if paragraph.style == "公文正文" and paper.code != "delivery-receipt" and "____" not in paragraph.text:
            assert paragraph.text.endswith(("。", "}", "：", "公开"))


@pytest.mark.parametrize("paper", PAPERS, ids=IDS)
def test_nothing_is_missing_silently(paper):
    for fact in paper.facts:
        with pytest.raises(FactsMissing) as caught:
            paper.text({**paper.samples, fact.name: ""})
        assert caught.value.names == (fact.name,)


DECISIONS = [paper for paper in PAPERS if paper.code.startswith("decision-")]


@pytest.mark.parametrize("paper", DECISIONS, ids=[paper.code for paper in DECISIONS])
def test_decisions_carry_request_outcome_and_remedy(paper):
    assert {"received_on", "request_content", "decision", "remedy", "contact"} <= names(paper)


@pytest.mark.parametrize(
    ("code", "phrases"),
    [
        (
            "receipt",
            ["以双方确认之日为收到申请之日", "查询码K7PM-3RWX-9", "2025年10月29日前（含当日）答复", "网上申请"],
        ),
        (
            "correction",
            ["一次性补正", "补正期限", "视为放弃申请", "答复期限自本机关收到补正的申请之日起计算", "第三十条"],
        ),
        ("reasons", ["第三十五条", "说明", "不予处理", "延迟答复的合理期限"]),
        ("extension", ["因申请公开", "负责人于2025年10月27日同意", "延长至2025年11月26日"]),
        ("third-party-letter", ["15个工作日内", "逾期未提出意见的", "第三方意见回执", "□ 不同意公开"]),
        ("third-party-information", ["不计算在答复期限内"]),
        ("override", ["公共利益造成重大影响", "决定公开下列政府信息"]),
        ("joint-maker", ["15个工作日内", "视为同意公开", "第三十四条"]),
        ("fee", ["收费标准", "计算过程", "应缴金额：200元", "缴纳方式", "20个工作日内", "视为放弃申请", "109号"]),
        ("record-correction", ["第四十一条", "更正"]),
        ("delivery-receipt", ["受送达人签名或者盖章", "送达方式", "送达日期"]),
    ],
)
def test_each_holds_what_its_kind_must_hold(code, phrases):
    written = text(paper_wordings()[code])
    assert [phrase for phrase in phrases if phrase not in written] == []


def test_the_third_party_is_not_told_who_asks():
    letter = paper_wordings()["third-party-letter"]
    assert not names(letter) & {"applicant", "request_content", "received_on"}


def test_samples_of_limits_are_the_limits_of_the_law():
    for code, limit in (("third-party-letter", "third_party"), ("joint-maker", "joint_maker")):
        assert paper_wordings()[code].samples["days"] == str(limit_on(limit, NEW).amount)


@pytest.mark.parametrize(
    ("code", "day", "article"),
    [
        ("receipt", date(2014, 3, 5), "第二十四条"),
        ("receipt", NEW, "第三十三条"),
        ("extension", date(2019, 5, 14), "第二十四条"),
        ("extension", date(2019, 5, 15), "第三十三条"),
        ("third-party-letter", date(2014, 3, 5), "第二十三条"),
        ("third-party-letter", NEW, "第三十二条"),
        ("record-correction", date(2014, 3, 5), "第二十五条"),
        ("fee", date(2021, 1, 1), "国办函〔2020〕109号"),
    ],
)
def test_the_law_of_the_day_is_cited(code, day, article):
    paper = paper_wordings()[code]
    assert article in text(paper, **paper.words_on(day))


def test_under_the_law_of_2008_a_refusal_bound():
    words = paper_wordings()["third-party-letter"].words_on(date(2014, 3, 5))
    assert words["effect"].startswith("不同意公开的，本机关不得公开")
    assert "逾期" not in words["effect"]


@pytest.mark.parametrize("code", ["correction", "reasons", "delay", "joint-maker"])
def test_papers_that_came_with_the_regulation_of_2019(code):
    paper = paper_wordings()[code]
    assert paper.exists_on(date(2019, 5, 15))
    assert not paper.exists_on(date(2019, 5, 14))
    with pytest.raises(LookupError, match=code):
        paper.words_on(date(2019, 5, 14))


def test_the_fee_notice_came_in_2021():
    assert not paper_wordings()["fee"].exists_on(date(2020, 12, 31))


def test_no_remedy_stands_where_there_is_none():
    for outcome in outcomes().values():
        assert ("remedy" in names(paper_wordings()[outcome.paper])) == (outcome.remedy != "closed"), outcome.code


GOOD = {
    "code": "x",
    "title": "甲",
    "style": "letter",
    "source": "x",
    "facts": [{"name": "you", "label": "称呼", "sample": "您"}],
    "paragraphs": [{"style": "公文正文", "text": "{{ you }}。"}],
}


def test_a_whole_paper_is_taken():
    assert isinstance(paper_from_toml(GOOD, "x.toml"), PaperWording)


@pytest.mark.parametrize(
    "change",
    [
        {"facts": []},
        {"facts": [*GOOD["facts"], {"name": "more", "label": "多", "sample": "余"}]},
        {"facts": GOOD["facts"] * 2},
        {"facts": [{"name": "you", "label": "称呼", "sample": ""}]},
        {"paragraphs": [{"style": "公文正文", "text": "{{ you }}{{ me }}"}]},
        {"law": [{"valid_from": NEW, "words": {"basis": "x"}}]},
        {"colour": "red"},
    ],
)
def test_a_paper_that_contradicts_itself_is_refused(change):
    with pytest.raises(LawDataError):
        paper_from_toml({**GOOD, **change}, "x.toml")
