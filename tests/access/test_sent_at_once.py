"""The same request sent twice at the very same moment makes one case."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
from django.db import connection, connections
from tests.portal.citizen import IDENTITY

from yilan.access.actions.asking import send_request
from yilan.access.actions.drafts import begin_draft
from yilan.access.models import DraftFile, RequestDraft
from yilan.casework.models import Case
from yilan.intake.actions import keep_bytes
from yilan.organizations.models import Agency

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.database]
ANSWERS = {
    "title": "2024年低保资金发放明细",
    "agency": "mzj",
    "about_oneself": "no",
    "supply": "electronic",
    "delivery": "download",
    "kind": "natural",
    "name": "张小明",
    "identity_kind": "id_card",
    "identity_number": IDENTITY,
    "by_agent": "no",
    "phone": "13900000000",
}


@pytest.fixture
def draft(settings, tmp_path) -> RequestDraft:
    settings.HOME = tmp_path
    # Not by the verb: tests like this one empty the database, and then there is no tree of pages any more.
    Agency.objects.create(
        code="mzj", name="西夏区民政局", short_name="民政局", level="department", opened_on=date(2014, 1, 1)
    )
    made = begin_draft(key="a" * 64, answers=ANSWERS)
    stored = keep_bytes(b"picture", "身份证.jpg", "image/jpeg")
    DraftFile.objects.create(draft=made, role="identity", stored=stored)
    return made


def test_two_at_once_make_one_case(draft):
    if connection.vendor == "sqlite":
        pytest.skip(reason="SQLite in memory is one connection; on a disk its writers wait for each other anyway")
    barrier = Barrier(4)

    def send(_number: int) -> str:
        try:
            barrier.wait()
            return send_request(draft=RequestDraft(pk=draft.pk, key_index=draft.key_index)).number
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        numbers = set(pool.map(send, range(4)))
    assert len(numbers) == 1
    assert Case.objects.count() == 1
    assert Case.objects.get().files.count() == 1
    assert not RequestDraft.objects.exists()


def test_a_key_that_has_sent_a_request_writes_no_other(draft):
    send_request(draft=draft)
    with pytest.raises(ValueError, match="a key of its own"):
        begin_draft(key="a" * 64)
