"""Until when the law wants a record public, as reviewers read it."""

from datetime import date

import pytest

from yilan.disclosure.publication_limit import publication_limit


@pytest.mark.parametrize(
    ("written_on", "due_on", "law"),
    [
        ("2014-12-31", date(2015, 1, 29), "2008年"),
        ("2020-01-03", date(2020, 2, 7), "2019年"),  # a Sunday made up, then the lengthened Spring Festival
    ],
)
def test_the_law_of_the_day_sets_the_limit(written_on, due_on, law):
    limit = publication_limit({"written_on": written_on})
    assert limit.due_on == due_on
    assert law in limit.law
    assert not limit.provisional


def test_a_year_without_its_notice_is_called_provisional():
    assert publication_limit({"written_on": "2026-12-21"}).provisional


@pytest.mark.parametrize("content", [{}, {"written_on": None}, {"written_on": "2007-03-01"}])
def test_without_a_day_or_a_law_there_is_no_limit(content):
    assert publication_limit(content) is None
