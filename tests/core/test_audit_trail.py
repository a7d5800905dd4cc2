"""The trail: known words only, rows that stay, names as they were, addresses that cannot be invented."""

import pytest
from django.contrib.auth import get_user_model
from django.db import connection, transaction
from django.http import HttpResponse

from yilan.core import audit
from yilan.core.audit import grammar
from yilan.core.audit.middleware import RequestAddress, client_address, current_address
from yilan.core.models import AuditEntry, IndexCounter
from yilan.core.sealing import rotating

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture(autouse=True)
def words(monkeypatch, settings, tmp_path):
    settings.HOME = tmp_path
    monkeypatch.setattr(grammar, "_ACTIONS", {})
    audit.register({"core:thing:try": "tried"})


@pytest.fixture
def thing():
    return IndexCounter.objects.create(scope="x" * 140)


def test_a_row_says_who_did_what_to_which(thing):
    person = get_user_model().objects.create(username="qicao", display_name="赵文博")
    audit.record(actor=person, action="core:thing:try", subject=thing, agency_code="xxq", detail={"to": 1})
    person.display_name = "钱丽娟"
    person.save()
    row = AuditEntry.objects.get()
    assert (row.actor, row.actor_name, row.action) == (person, "赵文博", "core:thing:try")
    assert (row.subject_type, row.subject_id) == ("core.indexcounter", str(thing.pk))
    assert row.subject_label.startswith("xxx")
    assert (row.agency_code, row.detail, row.address) == ("xxq", {"to": 1}, None)


def test_words_about_somebody_lie_sealed_beside_the_row_and_are_read_with_it(thing):
    words = {"reason": "张小明来电", "name": ""}
    audit.record(actor=None, action="core:thing:try", subject=thing, detail={"to": 1}, words=words)
    audit.record(actor=None, action="core:thing:try", subject=thing, words={"reason": ""})
    row, empty = AuditEntry.objects.order_by("pk")
    assert (row.detail, row.told) == ({"to": 1}, {"to": 1, "reason": "张小明来电"})
    assert (empty.words, empty.told) == (None, {})
    with connection.cursor() as cursor:
        cursor.execute("SELECT text FROM core_auditwords")
        (lying,) = cursor.fetchall()
    assert lying[0].startswith("v1.")
    before = lying[0]
    rotating.rotate()
    with connection.cursor() as cursor:
        cursor.execute("SELECT text FROM core_auditwords")
        assert cursor.fetchone()[0] != before
    assert AuditEntry.objects.get(pk=row.pk).told["reason"] == "张小明来电"


def test_the_system_acts_under_its_own_name(thing):
    assert audit.record(actor=None, action="core:thing:try", subject=thing).actor_name == "系统"


def test_an_unknown_action_is_refused_and_writes_nothing(thing):
    with pytest.raises(audit.UnknownAction):
        audit.record(actor=None, action="core:thing:tri", subject=thing)
    assert not AuditEntry.objects.exists()


@pytest.mark.parametrize("name", ["try", "core:try", "core:thing:try:again"])
def test_an_action_has_room_thing_and_verb(name):
    with pytest.raises(ValueError, match="room:thing:verb"):
        audit.register({name: "tried"})


def test_no_way_to_change_or_remove_a_row(thing):
    row = audit.record(actor=None, action="core:thing:try", subject=thing)
    row.action = "core:thing:other"
    ways = [
        row.save,
        row.delete,
        AuditEntry.objects.all().delete,
        AuditEntry.objects.filter(pk=row.pk).delete,
        lambda: AuditEntry.objects.update(action="other"),
        lambda: AuditEntry.objects.bulk_update([row], ["action"]),
    ]
    for way in ways:
        with pytest.raises(TypeError), transaction.atomic():
            way()
    assert list(AuditEntry.objects.values_list("action", flat=True)) == ["core:thing:try"]


@pytest.mark.parametrize(
    ("proxies", "forwarded", "expected"),
    [
        (None, "", "10.0.0.1"),
        (None, "6.6.6.6", "10.0.0.1"),  # no proxy is declared, so whoever sends this header made it up
        (1, "6.6.6.6, 1.2.3.4", "1.2.3.4"),
        (2, "6.6.6.6, 1.2.3.4, 10.0.0.9", "1.2.3.4"),
        (2, "1.2.3.4", "10.0.0.1"),  # shorter than the declared chain: it did not come through the proxies
    ],
)
def test_the_address_counts_only_declared_proxies(rf, settings, proxies, forwarded, expected):
    settings.AXES_IPWARE_PROXY_COUNT = proxies
    headers = {"HTTP_X_FORWARDED_FOR": forwarded} if forwarded else {}
    assert client_address(rf.get("/", REMOTE_ADDR="10.0.0.1", **headers)) == expected


def test_a_row_written_during_a_request_carries_its_address(rf, thing):
    def view(_request):
        audit.record(actor=None, action="core:thing:try", subject=thing)
        return HttpResponse()

    RequestAddress(view)(rf.get("/", REMOTE_ADDR="10.0.0.1"))
    assert AuditEntry.objects.get().address == "10.0.0.1"
    assert current_address() is None
