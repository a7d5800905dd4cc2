"""What older sites wrote in clear is sealed when they are brought up to date, and can be given back."""

from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone
from tests.casework.reading import raw
from tests.casework.test_words import TITLE, WORDS
from tests.migrating import as_before, migrated

from yilan.casework.models import CaseEvent
from yilan.core.sealing import keyring
from yilan.organizations.models import Agency

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.database]
BEFORE, SEALED = ("casework", "0002_events_stay"), ("casework", "0005_only_sealed")
STATED = {"what": WORDS, "until": "2025-10-09", "amount": "40.00", "given": [1, 2], "parts": [{"what": "名单"}]}


@pytest.fixture
def old(settings, tmp_path):
    """The room as it was before its words were sealed."""
    settings.HOME = tmp_path
    keyring.current(make=True)  # an older site has its keys
    with as_before(*BEFORE) as models:
        yield models


def begin(old) -> None:
    # Not by the verb: tests like this one empty the database, and then there is no tree of pages any more.
    agency = Agency.objects.create(
        code="mzj", name="西夏区民政局", short_name="民政局", level="department", opened_on=date(2014, 1, 1)
    )
    case = old.get_model("casework", "Case").objects.create(
        number="一号", tracking_code="", tracking_index="a", procedure_code="finding", channel="counter",
        agency_id=agency.pk, title=TITLE, created_at=timezone.now(), state="asking",
    )  # fmt: skip
    old.get_model("casework", "CaseEvent").objects.create(
        case=case, sequence=1, kind="asked", on=date(2025, 9, 25), at=timezone.now(), hand="staff", facts=STATED
    )


def test_words_are_sealed_forward_and_open_backward(old):
    begin(old)
    assert WORDS in raw("casework_caseevent")
    migrated(*SEALED)
    assert not [one for one in (WORDS, TITLE, "名单") if one in raw("casework_caseevent") + raw("casework_case")]
    event = CaseEvent.objects.select_related("case").get()
    assert (dict(event.facts), event.case.title) == (STATED, TITLE)
    assert event.stated == STATED | {"what": None, "parts": None}
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE casework_caseevent SET kind = 'told'")
    given_back = migrated(*BEFORE).get_model("casework", "CaseEvent").objects.select_related("case").get()
    assert (given_back.facts, given_back.case.title) == (STATED, TITLE)
