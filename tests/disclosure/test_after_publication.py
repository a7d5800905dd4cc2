"""Withdrawal and its undoing, validity, schedule, archive."""

import json
from datetime import date, timedelta

import pytest
import time_machine
from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from yilan.core.audit.models import AuditEntry
from yilan.core.events.models import Event
from yilan.core.jobs.models import Job
from yilan.disclosure import actions
from yilan.disclosure.consumers import archive_version
from yilan.disclosure.models import Publication, RecordPage, Release, Version
from yilan.disclosure.tasks import publish_due_release

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def test_a_withdrawn_record_leaves_the_lists_and_keeps_its_notice(scene):
    release = scene.published()
    with pytest.raises(ValidationError):
        actions.withdraw_record(actor=scene.office, record=release.record, reason="")
    actions.withdraw_record(actor=scene.office, record=release.record, reason="内容有误，更正后重新发布")
    publication = Publication.objects.get()
    assert publication.state == Publication.State.WITHDRAWN
    assert publication.withdrawal_reason == "内容有误，更正后重新发布"
    assert not publication.places.filter(listed=True).exists()
    assert not RecordPage.objects.get().live
    assert Version.objects.count() == 1
    assert Event.objects.filter(name="RecordWithdrawn").count() == 1
    assert AuditEntry.objects.filter(action="disclosure:record:withdraw").count() == 1


@pytest.mark.parametrize("hand", ["officer", "checker", "reviewer", "health_leader"])
def test_only_the_office_or_the_agencys_leader_withdraws(scene, hand):
    release = scene.published()
    with pytest.raises(PermissionDenied):
        actions.withdraw_record(actor=getattr(scene, hand), record=release.record, reason="理由")


def test_a_withdrawal_can_be_undone_and_nothing_else_comes_back(scene):
    release = scene.published()
    actions.withdraw_record(actor=scene.leader, record=release.record, reason="核对中")
    actions.revise_record(actor=scene.officer, record=release.record, title="撤下期间改的草稿")
    actions.restore_record(actor=scene.office, record=release.record, reason="核对无误")
    publication = Publication.objects.get()
    assert publication.state == Publication.State.STANDING
    assert publication.title == release.title
    assert publication.places.filter(listed=True).count() == 1
    assert RecordPage.objects.get().live
    assert RecordPage.objects.get().title == release.title


def test_a_withdrawn_record_is_not_withdrawn_twice(scene):
    release = scene.published()
    actions.withdraw_record(actor=scene.office, record=release.record, reason="一")
    with pytest.raises(ValidationError):
        actions.withdraw_record(actor=scene.office, record=release.record, reason="二")


def test_validity_changes_without_a_new_version(scene):
    release = scene.published()
    with pytest.raises(ValidationError):
        actions.change_validity(
            actor=scene.leader, record=release.record, validity="repealed", changed_on=date(2014, 9, 1)
        )
    actions.change_validity(
        actor=scene.leader,
        record=release.record,
        validity="repealed",
        changed_on=date(2014, 9, 1),
        reason="依据国务院令第653号清理",
    )
    assert Publication.objects.get().validity == "repealed"
    assert Version.objects.count() == 1
    actions.revise_record(actor=scene.officer, record=release.record, summary="补概述")
    assert RecordPage.objects.get().validity == "repealed"
    assert RecordPage.objects.get().get_latest_revision_as_object().validity == "repealed"


def test_a_record_that_supersedes_another_repeals_it_on_publication(scene):
    old = scene.published().record
    new = scene.published(title="新办法", supersedes=[old], in_force_from=date(2014, 10, 1)).record
    old = RecordPage.objects.get(pk=old.pk)
    assert old.validity == "repealed"
    assert old.validity_changed_by_id == new.pk
    assert old.validity_changed_on == date(2014, 10, 1)


def test_a_scheduled_release_goes_out_at_its_hour_and_not_before(scene):
    hour = timezone.now().replace(microsecond=0) + timedelta(days=1)
    release = scene.reviewed(goes_out_at=hour)
    actions.sign_off(actor=scene.leader, release=release)
    job = Job.objects.get(unique_key=f"publish:{release.pk}")
    assert job.due_at == hour
    with pytest.raises(ValidationError):
        publish_due_release(release=release.pk)
    with time_machine.travel(hour + timedelta(seconds=1), tick=False):
        publish_due_release(release=release.pk)
        publish_due_release(release=release.pk)
    assert Version.objects.count() == 1
    assert Release.objects.get().state == Release.State.PUBLISHED


def test_a_recalled_release_does_not_go_out_at_its_hour(scene):
    hour = timezone.now().replace(microsecond=0) + timedelta(days=1)
    release = scene.reviewed(goes_out_at=hour)
    actions.sign_off(actor=scene.leader, release=release)
    actions.recall_release(actor=scene.officer, release=release)
    with time_machine.travel(hour + timedelta(seconds=1), tick=False):
        publish_due_release(release=release.pk)
    assert not Version.objects.exists()


def test_the_archive_keeps_each_version_with_its_trail_once(scene):
    release = scene.published()
    event = Event.objects.get(name="RecordPublished")
    archive_version(event)
    archive_version(event)
    version = Version.objects.get()
    files = list((settings.HOME / "archive").rglob(f"{version.pk}-*.json"))
    assert len(files) == 1
    dossier = json.loads(files[0].read_text(encoding="utf-8"))
    assert dossier["content"] == release.content
    assert [step["outcome"] for step in dossier["steps"]] == ["submitted", "passed", "passed", "passed", "published"]
    assert dossier["secrecy_reviews"][0]["content_hash"] == version.content_hash
