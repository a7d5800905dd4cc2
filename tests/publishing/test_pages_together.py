"""Pages that are made together share what they read, and are the pages that each would be alone."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.factories.accounts import make_account
from tests.factories.disclosure import make_file, make_portal, make_publication, revise
from tests.factories.organizations import make_agency
from tests.publishing.town import FIRST

from yilan.core.memory import remembering
from yilan.disclosure.actions import change_validity, withdraw_record
from yilan.disclosure.models import Audience, Theme, Validity
from yilan.publishing.addresses import everything
from yilan.publishing.rendering import foresee, render

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
def portal():
    """A portal with every kind of record: related, revised, withdrawn, repealed, of a village, with files."""
    portal = make_portal()
    office = make_account("xinxi", "information_office", portal.district)
    theme = Theme.objects.create(code="B01", name="民政", valid_from=FIRST.date())
    rule = make_publication(
        portal.civil, title="低保办法", issuers=[portal.district, portal.civil], columns=[portal.below], themes=[theme]
    )
    make_publication(portal.civil, title="低保办法解读", interprets=rule.record, at=FIRST)
    newer = make_publication(portal.civil, title="新低保办法", supersedes=[rule.record], attachments=[make_file()])
    change_validity(
        actor=office, record=rule.record, validity=Validity.REPEALED, changed_on=FIRST.date(), changed_by=newer.record
    )
    revise(portal.records[0], FIRST + timedelta(days=9), title="改过的题目")
    village = make_agency("xingfu", level="village", parent=portal.district)
    make_publication(village, title="村账", audience=Audience.COMMUNITY, community=village)
    gone = make_publication(portal.civil, title="误发")
    withdraw_record(actor=office, record=gone.record, reason="内容有误")
    return portal


def test_every_page_is_the_same_made_together_or_alone(portal):
    paths = list(everything())
    alone = {path: render(path) for path in paths}
    with remembering():
        foresee(paths)
        together = {path: render(path) for path in paths}
    assert {path for path in paths if alone[path] != together[path]} == set()
    assert len(paths) > 40


def test_many_records_are_read_in_as_many_queries_as_one(portal):
    """Each after the first costs none, neither its page nor the page of its version."""
    for day in range(6):
        make_publication(portal.civil, at=FIRST + timedelta(days=day), columns=[portal.below, portal.top])
    paths = [path for path in everything() if path.startswith("/info/")]

    def queries(some):
        with CaptureQueriesContext(connection) as captured, remembering():
            foresee(some)
            for path in some:
                assert render(path) is not None
        return len(captured)

    records = [path for path in paths if "/versions/" not in path]
    assert queries(paths) <= queries(records[:1]) + 4  # what only some of them have, such as a text beside
