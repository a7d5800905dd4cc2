"""Rows of the trail that stood in clear stay as they were; on the way back, what was sealed since opens into them."""

import pytest
from tests.migrating import as_before, migrated

from yilan.core.models import AuditEntry, AuditWords, IndexCounter
from yilan.core.sealing import keyring

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.database]
BEFORE, NOW = ("core", "0002_tries"), ("core", "0004_words_go_back")
OLD = {"reason": "张小明来电", "file": 1}


def test_the_trail_only_grows_on_the_way_forward_and_loses_nothing_on_the_way_back(settings, tmp_path):
    settings.HOME = tmp_path
    keyring.current(make=True)
    thing = IndexCounter.objects.create(scope="x")
    about = {"actor_name": "系统", "action": "core:job:revive", "subject_type": "core.indexcounter"}
    about |= {"subject_id": str(thing.pk), "subject_label": "x"}
    with as_before(*BEFORE) as old:
        old.get_model("core", "AuditEntry").objects.create(detail=OLD, **about)
        migrated(*NOW)
        row = AuditEntry.objects.get()
        assert (row.detail, row.told, row.words, row.roles) == (OLD, OLD, None, None)
        AuditEntry.objects.create(detail={"file": 2}, words=AuditWords.keep({"reason": "李四来电"}), **about)
        back = migrated(*BEFORE).get_model("core", "AuditEntry").objects.order_by("pk")
        assert [one.detail for one in back] == [OLD, {"file": 2, "reason": "李四来电"}]
