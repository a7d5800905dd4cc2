"""Every way in which a request ends goes through the four hands and out as a paper that the law of its day knows."""

from datetime import date

import pytest
from tests.access.reading import words_of
from tests.factories.access import RECEIVED, answered_request

from yilan.access.law.outcomes import outcomes

pytestmark = [pytest.mark.django_db, pytest.mark.database, pytest.mark.usefixtures("no_pdf")]

OLD = date(2015, 3, 4)
BY_STEP = {"not_corrected", "fee_unpaid", "withdrawn", "merged"}
ANSWERS = [one for one in outcomes().values() if one.code not in BY_STEP]


@pytest.mark.parametrize("outcome", ANSWERS, ids=[one.code for one in ANSWERS])
def test_every_outcome_goes_out_as_its_paper(office, outcome):
    day = RECEIVED if outcome.usable_on(RECEIVED) else OLD
    case = answered_request(office, outcome=outcome.code, received=day)
    assert (case.state, case.outcome, case.ended_on) == ("answered", outcome.code, day)
    paper = case.papers.last()
    assert paper.template == outcome.paper
    written = words_of(paper)
    assert outcome.law_on(day).basis in written
    assert "张小明：" in written
    assert case.number in written
    assert "行政复议" in written
