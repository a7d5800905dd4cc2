"""Publishing without review, tried on every path."""

import json

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction
from django.db.models import ProtectedError
from django.utils import timezone
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.models import Page

from yilan.disclosure import actions
from yilan.disclosure.content import content_hash, content_of
from yilan.disclosure.gate import NotReviewed
from yilan.disclosure.models import Publication, RecordPage, Release, SecrecyReview, Version

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def test_wagtails_publish_is_refused(scene):
    record = scene.draft()
    with pytest.raises(NotReviewed):
        record.get_latest_revision().publish()
    with pytest.raises(PermissionDenied):
        record.get_latest_revision().publish(user=scene.leader)


def test_wagtails_action_without_permission_check_is_refused(scene):
    revision = scene.draft().get_latest_revision()
    with pytest.raises(NotReviewed):
        PublishPageRevisionAction(revision).execute(skip_permission_checks=True)


def test_a_published_version_cannot_be_deleted(scene):
    version = Version.objects.get(record=scene.published().record)
    for delete in (version.delete, Version.objects.all().delete, Version.objects.filter(pk=version.pk).delete):
        with pytest.raises(PermissionDenied, match="永久保存"):
            delete()
    with pytest.raises(ProtectedError):
        RecordPage.objects.get(pk=version.record_id).delete()
    assert Version.objects.filter(pk=version.pk).exists()


def test_saving_live_in_the_shell_is_refused(scene):
    record = scene.draft()
    record.live = True
    with pytest.raises(NotReviewed):
        record.save()


def test_a_new_page_born_live_is_refused(scene):
    with pytest.raises(NotReviewed):
        scene.civil.page.add_child(instance=RecordPage(title="未经审查", slug="unreviewed", live=True))


def test_a_page_made_live_around_the_model_shows_nothing_to_the_public(scene):
    record = scene.draft()
    Page.objects.filter(pk=record.pk).update(live=True)
    assert not Version.objects.exists()
    assert not Publication.objects.exists()


def test_a_live_copy_is_refused(scene):
    release = scene.published()
    page = RecordPage.objects.get(pk=release.record_id)
    with pytest.raises(NotReviewed):
        page.copy(update_attrs={"slug": "copy", "title": "另一标题"}, keep_live=True, reset_translation_key=True)


def test_a_release_that_is_not_signed_off_is_refused(scene):
    release = scene.reviewed()
    with pytest.raises(Exception, match=r".") as caught:
        actions.publish_release(actor=scene.leader, release=release)
    assert type(caught.value).__name__ == "ValidationError"


def test_a_version_of_other_content_is_refused(scene):
    release = scene.published()
    content = release.content | {"title": "换了标题"}
    version = Version(
        record=release.record,
        number=2,
        release=release,
        content=content,
        content_hash=content_hash(content),
        published_at=timezone.now(),
    )
    with pytest.raises(NotReviewed):
        version.save()


def test_the_database_refuses_a_version_written_around_the_model(scene):
    release = scene.reviewed()
    version = Version(
        record=release.record,
        number=1,
        release=release,
        content=release.content,
        content_hash=release.content_hash,
        published_at=timezone.now(),
    )
    with pytest.raises(DatabaseError), transaction.atomic():
        Version.objects.bulk_create([version])


def test_the_database_refuses_a_changed_version(scene):
    version = scene.published().version
    with pytest.raises(DatabaseError), transaction.atomic():
        Version.objects.filter(pk=version.pk).update(content={"title": "改"})
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE disclosure_version SET content = %s", [json.dumps({"title": "改"})])


def test_a_forged_review_of_another_hash_opens_nothing(scene):
    release = scene.submitted()
    Release.objects.filter(pk=release.pk).update(state=Release.State.APPROVED)
    SecrecyReview.objects.create(
        release=release,
        reviewer=scene.reviewer,
        at=timezone.now(),
        basis="法",
        conclusion="release",
        content_hash="0" * 64,
    )
    release.refresh_from_db()
    with pytest.raises(NotReviewed):
        actions.publish_release(actor=scene.leader, release=release)


def test_an_edit_after_approval_voids_it(scene):
    from datetime import timedelta

    release = scene.reviewed(goes_out_at=timezone.now() + timedelta(days=2))
    actions.sign_off(actor=scene.leader, release=release)
    release.refresh_from_db()
    assert release.state == Release.State.APPROVED
    actions.revise_record(actor=scene.officer, record=release.record, title="签发后又改")
    release.refresh_from_db()
    assert release.state == Release.State.VOID
    assert not Version.objects.exists()


def test_a_draft_saved_without_change_keeps_the_release(scene):
    release = scene.checked()
    RecordPage.objects.get(pk=release.record_id).get_latest_revision_as_object().save_revision(user=scene.officer)
    release.refresh_from_db()
    assert release.state == Release.State.SECRECY_REVIEW


def test_an_edit_of_a_published_record_leaves_the_public_version_standing(scene):
    release = scene.published()
    actions.revise_record(actor=scene.officer, record=release.record, title="第二版标题")
    publication = Publication.objects.get(record=release.record_id)
    assert publication.title == release.title
    page = RecordPage.objects.get(pk=release.record_id)
    assert page.title == release.title
    assert content_hash(content_of(page)) == release.content_hash


def test_a_second_version_keeps_address_and_first_date(scene):
    release = scene.published()
    first = Publication.objects.get(record=release.record_id)
    actions.revise_record(actor=scene.officer, record=release.record, title="第二版标题")
    again = actions.submit_record(actor=scene.officer, record=release.record)
    actions.pass_agency_check(actor=scene.checker, release=again)
    actions.review_secrecy(actor=scene.reviewer, release=again, basis="法", conclusion="release")
    actions.sign_off(actor=scene.leader, release=again)
    publication = Publication.objects.get(record=release.record_id)
    assert publication.title == "第二版标题"
    assert publication.index_number == first.index_number
    assert publication.published_at == first.published_at
    assert publication.version.number == 2
    assert Version.objects.filter(record=release.record_id).count() == 2
