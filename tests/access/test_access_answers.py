"""Every way in which a request ends goes through the four hands and out as a paper that the law of its day knows."""

from datetime import date

import pytest
from tests.access.reading import words_of
from tests.factories.access import RECEIVED, answered_request

from yilan.access.law.outcomes import outcomes
from yilan.organizations.actions import change_agency

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


@pytest.mark.parametrize("own", [True, False])
def test_a_paper_names_the_bodies_that_the_agency_has_entered_or_calls_them_by_their_level(office, own):
    change_agency(actor=None, agency=office.district, review_site="网上复议平台（fy.example）")
    bodies = {"superior": "银川市人民政府", "court": "某铁路运输法院"} if own else {}
    office.agency = change_agency(actor=None, agency=office.agency, level="vertical", **bodies)
    written = words_of(answered_request(office, outcome="third_party").papers.last())
    assert f"先向{bodies.get('superior', '上一级主管部门')}申请行政复议" in written
    assert f"向{bodies.get('court', '有管辖权的人民法院')}提起行政诉讼" in written
    assert "通过互联网提交：网上复议平台（fy.example）" in written
