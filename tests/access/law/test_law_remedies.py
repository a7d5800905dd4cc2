"""Remedies by outcome, day and agency."""

from datetime import date

import pytest

from yilan.access.law.outcomes import outcomes
from yilan.access.law.reading import LawDataError
from yilan.access.law.remedies import (
    RemedyRule,
    months_after,
    remedy,
    remedy_classes,
    remedy_rule,
    remedy_rules,
    reviewer_of,
    reviewers,
)
from yilan.organizations.models import Agency

NAMES = {"government": "某区人民政府", "superior": "市民政局", "superior_government": "某市人民政府"}
ORGANS = ["district", "department", "vertical", "town", "subdistrict"]


def of(outcome, day, level="department", **more):
    return remedy(outcomes()[outcome], decided_on=day, level=level, names=NAMES, you="您", **more)


CHOICE = (
    "您如对本告知书不服，可以自收到之日起60日内向{bodies}申请行政复议，"
    "或者自收到之日起{months}个月内向有管辖权的人民法院提起行政诉讼。"
)
REVIEW_FIRST = (
    "您如对本告知书不服，应当自收到之日起60日内先向某区人民政府申请行政复议；"
    "对行政复议决定不服的，可以自收到行政复议决定书之日起15日内向有管辖权的人民法院提起行政诉讼。"
)
TOLD = (
    "您如对本告知书不服，可以自收到之日起60日内向某区人民政府申请行政复议；"
    "依法属于人民法院受案范围的，也可以自收到之日起6个月内向有管辖权的人民法院提起行政诉讼。"
)
TOLD_ELSEWHERE = ["needs_processing", "special_register", "petition", "repeated", "publication"]
EITHER, ONE = "某区人民政府或者市民政局", "某区人民政府"


@pytest.mark.parametrize(
    ("outcome", "day", "text"),
    [
        ("provided", date(2014, 3, 5), CHOICE.format(bodies=EITHER, months=3)),
        ("third_party", date(2015, 4, 30), CHOICE.format(bodies=EITHER, months=3)),
        ("third_party", date(2015, 5, 1), CHOICE.format(bodies=EITHER, months=6)),
        ("third_party", date(2023, 12, 31), CHOICE.format(bodies=EITHER, months=6)),
        ("third_party", date(2024, 1, 1), REVIEW_FIRST),
        ("provided", date(2024, 1, 1), CHOICE.format(bodies=ONE, months=6)),
        ("third_party", date(2026, 7, 1), REVIEW_FIRST),
        ("partial", date(2025, 6, 1), REVIEW_FIRST),
        ("not_existing", date(2023, 12, 31), CHOICE.format(bodies=EITHER, months=6)),
        ("not_existing", date(2024, 1, 1), REVIEW_FIRST),
        ("not_existing", date(2025, 5, 31), REVIEW_FIRST),
        ("not_existing", date(2025, 6, 1), CHOICE.format(bodies=ONE, months=6)),
        ("petition", date(2025, 5, 31), REVIEW_FIRST),
        ("petition", date(2025, 6, 1), TOLD),
        ("petition", date(2014, 3, 5), CHOICE.format(bodies=EITHER, months=3)),
        ("withdrawn", date(2025, 1, 1), ""),
    ],
)
def test_the_text_for_the_paper(outcome, day, text):
    assert of(outcome, day).text == text


@pytest.mark.parametrize("outcome", ["partial", "state_secret", "internal_matter", "enforcement_file"])
def test_since_2024_review_comes_first_where_information_is_withheld(outcome):
    assert not of(outcome, date(2023, 12, 31)).review_first
    found = of(outcome, date(2024, 1, 1))
    assert found.review_first
    assert not found.doubtful
    assert found.sue_until(date(2024, 1, 2)) is None


@pytest.mark.parametrize("outcome", ["not_existing", "repeated", "not_corrected", "special_register"])
def test_for_what_is_not_called_withholding_the_law_was_open_until_the_court_interpreted_it(outcome):
    found = of(outcome, date(2024, 6, 3))
    assert found.review_first
    assert found.doubtful
    assert not of(outcome, date(2023, 6, 1)).doubtful
    after = of(outcome, date(2025, 6, 1))
    assert not after.doubtful
    assert not after.review_first
    assert after.sue_until(date(2025, 6, 2)) == date(2025, 12, 2)


def test_only_articles_14_to_16_need_review_first():
    """法释〔2025〕8号 第一条; 国务院令第836号 第三十一条."""
    first = {one.code for one in outcomes().values() if remedy_rule(one.remedy, date(2026, 7, 1)).way == "review_first"}
    assert first == {one.code for one in outcomes().values() if one.row in {"partial", *(f"d{n}" for n in range(1, 8))}}
    assert {one.code for one in outcomes().values() if one.remedy == "told"} == set(TOLD_ELSEWHERE)


@pytest.mark.parametrize(
    ("level", "before", "after"),
    [
        ("department", "某区人民政府或者市民政局", "某区人民政府"),
        ("vertical", "市民政局", "市民政局"),
        ("district", "某市人民政府", "某市人民政府"),
        ("town", "某市人民政府", "某市人民政府"),
        ("subdistrict", "某区人民政府", "某区人民政府"),
    ],
)
def test_who_reviews(level, before, after):
    assert f"向{before}申请行政复议" in of("provided", date(2023, 6, 1), level).text
    assert f"向{after}申请行政复议" in of("provided", date(2024, 6, 3), level).text


def test_levels_are_those_of_agencies_and_every_organ_has_its_reviewer_in_every_time():
    assert {reviewer.level for reviewer in reviewers()} == set(ORGANS) <= set(Agency.Level.values)
    for level in ORGANS:
        for day in (date(2008, 5, 1), date(2023, 12, 31), date(2024, 1, 1), date(2026, 1, 1)):
            assert [one for one in reviewers() if one.level == level and one.holds_on(day)] == [reviewer_of(level, day)]


def test_communities_are_no_organs():
    with pytest.raises(LookupError, match="village"):
        of("provided", date(2024, 6, 3), "village")


def test_every_class_has_one_rule_on_every_day():
    days = [date(2008, 5, 1), date(2015, 4, 30), date(2015, 5, 1), date(2023, 12, 31), date(2024, 1, 1)]
    days += [date(2025, 5, 31), date(2025, 6, 1), date(2026, 6, 30), date(2026, 7, 1)]
    for code in remedy_classes():
        for day in days:
            assert len([rule for rule in remedy_rules() if code in rule.classes and rule.holds_on(day)]) == 1
    with pytest.raises(LookupError):
        remedy_rule("supplied", date(2008, 4, 30))


def test_served_through_the_internet_it_names_the_way_to_apply_there():
    site = "某区行政复议网上申请平台"
    assert of("third_party", date(2024, 6, 3), review_site=site).text.endswith(
        f"行政复议申请可以通过互联网提交：{site}。"
    )
    assert site not in of("third_party", date(2023, 6, 1), review_site=site).text


def test_the_paper_and_the_court_can_be_named():
    found = of("provided", date(2025, 1, 2), paper="答复书", court="某市铁路运输法院")
    assert found.text.startswith("您如对本答复书不服")
    assert "向某市铁路运输法院提起" in found.text


def test_it_says_where_it_comes_from():
    sources = " ".join(of("state_secret", date(2024, 6, 3)).sources)
    assert "第二十三条" in sources
    assert "第二十四条第一款第（一）项" in sources


def test_the_last_days():
    found = of("provided", date(2024, 6, 3))
    assert found.review_until(date(2024, 6, 3)) == date(2024, 8, 2)
    assert found.sue_until(date(2024, 6, 3)) == date(2024, 12, 3)
    assert found.sue_after_review_until(date(2024, 9, 20)) == date(2024, 10, 8)  # 5 October falls into the holidays
    assert of("provided", date(2014, 3, 5)).sue_until(date(2014, 3, 5)) == date(2014, 6, 5)
    assert of("withdrawn", date(2024, 6, 3)).review_until(date(2024, 6, 3)) is None


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        (date(2024, 8, 31), 6, date(2025, 2, 28)),
        (date(2023, 8, 31), 6, date(2024, 2, 29)),
        (date(2024, 7, 15), 6, date(2025, 1, 15)),
        (date(2024, 6, 30), 6, date(2024, 12, 30)),
        (date(2014, 9, 30), 3, date(2014, 12, 30)),
    ],
)
def test_months_end_on_the_same_day_or_the_last(day, months, then):
    assert months_after(day, months) == then


@pytest.mark.parametrize(
    "fields",
    [
        {"way": "choice", "review_days": 60, "text": "x"},
        {"way": "review_first", "review_days": 60, "suit_months": 6, "text": "x"},
        {"way": "none", "review_days": 60, "text": "x"},
        {"way": "unheard_of"},
    ],
)
def test_a_rule_whose_limits_do_not_fit_its_way_is_refused(fields):
    with pytest.raises(LawDataError):
        RemedyRule(date(2024, 1, 1), classes=("supplied",), source="x", **fields)
