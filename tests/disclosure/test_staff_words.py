from datetime import date

import pytest

from yilan.disclosure.models import SecrecyReview
from yilan.disclosure.review_bases import review_bases
from yilan.disclosure.staff.due import due_words
from yilan.disclosure.staff.places import kind_words, place_words


@pytest.mark.parametrize(
    ("due_on", "today", "text", "tone"),
    [
        (date(2014, 3, 5), date(2014, 3, 5), "今天到期", "today"),
        (date(2014, 3, 6), date(2014, 3, 5), "剩余 1 个工作日", "soon"),
        (date(2014, 3, 10), date(2014, 3, 5), "剩余 3 个工作日", "calm"),
        (date(2014, 3, 3), date(2014, 3, 5), "已超期 2 个工作日", "late"),
        (date(2014, 3, 7), date(2014, 3, 8), "已超期", "late"),  # Friday's work looked at on Saturday
        (date(2014, 10, 8), date(2014, 9, 30), "剩余 1 个工作日", "soon"),  # National Day lies between
    ],
)
def test_due_days_are_told_in_working_days(due_on, today, text, tone):
    words = due_words(due_on, today)
    assert (words.text, words.tone) == (text, tone)


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ("title", "标题"),
        ("body 3", "正文第 3 块"),
        ("body 3, row 2, column 1", "正文第 3 块第 2 行第 1 列"),
        ("attachment 1", "第 1 个附件"),
        ("somewhere", "somewhere"),
    ],
)
def test_places_of_hits_stand_in_words(place, words):
    assert place_words(place) == words


def test_every_kind_that_screening_knows_has_words():
    from yilan.screening.rules import rules

    assert [kind for kind in rules().kinds if kind_words(kind) == kind] == []


def test_every_rule_of_review_names_its_source_and_fits_a_conclusion():
    bases = review_bases()
    assert all(rule.source and rule.law and rule.article and rule.text for rule in bases.values())
    carried = {conclusion for rule in bases.values() for conclusion in rule.conclusions}
    assert carried == set(SecrecyReview.Conclusion.values)
