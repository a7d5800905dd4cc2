from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from yilan.core.audit.models import AuditEntry
from yilan.core.events.models import Event
from yilan.core.jobs.models import Job
from yilan.disclosure import actions
from yilan.disclosure.models import Publication, Release, SecrecyReview, Version

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def test_a_record_passes_four_hands_and_stands_on_the_portal(scene):
    release = scene.published()
    assert release.state == Release.State.PUBLISHED
    version = Version.objects.get(record=release.record)
    assert version.number == 1
    assert version.content["title"] == release.title
    publication = Publication.objects.get(record=release.record)
    assert publication.state == Publication.State.STANDING
    assert publication.index_number.startswith(scene.civil.organ_code)
    assert [place.column for place in publication.places.all()] == [scene.column]
    release.record.refresh_from_db()
    assert release.record.live
    assert release.record.index_number == publication.index_number


def test_each_step_leaves_its_trail_its_audit_row_and_one_event(scene):
    release = scene.published()
    assert list(release.steps.values_list("stage", "outcome", "actor__username")) == [
        ("agency_check", "submitted", "officer"),
        ("agency_check", "passed", "checker"),
        ("secrecy_review", "passed", "reviewer"),
        ("sign_off", "passed", "leader"),
        ("approved", "published", "leader"),
    ]
    assert AuditEntry.objects.filter(action="disclosure:release:published").count() == 1
    event = Event.objects.get(name="RecordPublished")
    assert event.payload["index_number"] == release.record.publication.index_number
    assert Job.objects.filter(unique_key__startswith=f"event:{event.pk}:").count() >= 1


@pytest.mark.parametrize("hand", ["officer", "reviewer", "leader", "office", "health_leader"])
def test_only_the_checker_of_the_agency_passes_the_check(scene, hand):
    release = scene.submitted()
    with pytest.raises(PermissionDenied):
        actions.pass_agency_check(actor=getattr(scene, hand), release=release)
    release.refresh_from_db()
    assert release.state == Release.State.AGENCY_CHECK


def test_nobody_decides_on_a_text_that_they_edited(scene, appoint):
    appoint(scene.officer, "agency_checker", scene.civil)
    with pytest.raises(PermissionDenied, match="自己的文稿"):
        actions.pass_agency_check(actor=scene.officer, release=scene.submitted())


def test_a_second_author_counts_as_author(scene, appoint):
    appoint(scene.checker, "officer", scene.civil)
    record = scene.draft()
    actions.revise_record(actor=scene.checker, record=record, summary="补充概述")
    release = actions.submit_record(actor=scene.officer, record=record)
    with pytest.raises(PermissionDenied):
        actions.pass_agency_check(actor=scene.checker, release=release)


def test_no_person_is_two_hands(scene, appoint):
    appoint(scene.checker, "secrecy_reviewer", scene.civil)
    release = scene.checked()
    with pytest.raises(PermissionDenied):
        actions.review_secrecy(actor=scene.checker, release=release, basis="法", conclusion="release")


@pytest.mark.parametrize("conclusion", ["after_change", "withhold"])
def test_a_secrecy_review_that_does_not_release_gives_the_record_back(scene, conclusion):
    release = scene.checked()
    with pytest.raises(ValidationError) as caught:
        actions.review_secrecy(actor=scene.reviewer, release=release, basis="保密法", conclusion=conclusion)
    assert "opinion" in caught.value.message_dict
    actions.review_secrecy(
        actor=scene.reviewer, release=release, basis="保密法", conclusion=conclusion, opinion="涉及未公开数据"
    )
    release.refresh_from_db()
    assert release.state == Release.State.RETURNED
    review = SecrecyReview.objects.get(release=release)
    assert review.content_hash == release.content_hash
    assert not Version.objects.exists()


def test_a_returned_record_can_be_changed_and_sent_again(scene):
    release = scene.submitted()
    with pytest.raises(ValidationError):
        actions.return_release(actor=scene.checker, release=release, reason=" ")
    actions.return_release(actor=scene.checker, release=release, reason="标题不准确")
    actions.revise_record(actor=scene.officer, record=release.record, title="关于城乡低保工作的通知")
    again = actions.submit_record(actor=scene.officer, record=release.record)
    assert again.title == "关于城乡低保工作的通知"
    assert again.pk != release.pk


def test_a_stage_is_passed_once(scene):
    release = scene.checked()
    with pytest.raises(ValidationError):
        actions.pass_agency_check(actor=scene.checker, release=release)


def test_coordination_waits_for_every_agency_and_an_objection_returns(scene):
    release = scene.reviewed(concerned=[scene.health])
    assert release.state == Release.State.COORDINATION
    question = release.coordinations.get()
    with pytest.raises(PermissionDenied):
        actions.answer_coordination(actor=scene.leader, coordination=question, consents=True)
    with pytest.raises(ValidationError):
        actions.answer_coordination(actor=scene.health_leader, coordination=question, consents=False)
    actions.answer_coordination(actor=scene.health_leader, coordination=question, consents=True)
    release.refresh_from_db()
    assert release.state == Release.State.SIGN_OFF


def test_nobody_answers_for_another_agency_on_a_text_of_their_own(scene, appoint):
    appoint(scene.health_leader, "officer", scene.civil)
    record = scene.draft(concerned=[scene.health])
    actions.revise_record(actor=scene.health_leader, record=record, summary="补充概述")
    release = actions.submit_record(actor=scene.officer, record=record)
    actions.pass_agency_check(actor=scene.checker, release=release)
    actions.review_secrecy(actor=scene.reviewer, release=release, basis="保密法", conclusion="release")
    with pytest.raises(PermissionDenied, match="自己的文稿"):
        actions.answer_coordination(actor=scene.health_leader, coordination=release.coordinations.get(), consents=True)


def test_who_reviewed_does_not_answer_and_who_answered_does_not_sign_off(scene, appoint):
    appoint(scene.reviewer, "leader", scene.health)
    appoint(scene.health_leader, "leader", scene.civil)
    release = scene.reviewed(concerned=[scene.health])
    question = release.coordinations.get()
    with pytest.raises(PermissionDenied):
        actions.answer_coordination(actor=scene.reviewer, coordination=question, consents=True)
    actions.answer_coordination(actor=scene.health_leader, coordination=question, consents=True)
    with pytest.raises(PermissionDenied):
        actions.sign_off(actor=scene.health_leader, release=release)
    actions.sign_off(actor=scene.leader, release=release)
    release.refresh_from_db()
    assert release.state == Release.State.PUBLISHED


def test_one_leader_may_answer_for_two_agencies_that_are_both_theirs(scene, appoint):
    appoint(scene.health_leader, "leader", scene.district)
    release = scene.reviewed(concerned=[scene.health, scene.district])
    for question in release.coordinations.all():
        actions.answer_coordination(actor=scene.health_leader, coordination=question, consents=True)
    release.refresh_from_db()
    assert release.state == Release.State.SIGN_OFF


def test_an_objection_gives_the_release_back_with_the_agency_and_its_reason(scene):
    release = scene.reviewed(concerned=[scene.health])
    question = release.coordinations.get()
    actions.answer_coordination(actor=scene.health_leader, coordination=question, consents=False, reason="数据尚未核定")
    release.refresh_from_db()
    assert release.state == Release.State.RETURNED
    assert release.steps.last().opinion == "西夏区卫生局：数据尚未核定"


def test_what_is_missing_is_said_at_once(scene):
    record = scene.draft(genre=None, columns=[], body=[], written_on=None)
    with pytest.raises(ValidationError) as caught:
        actions.submit_record(actor=scene.officer, record=record)
    assert set(caught.value.message_dict) == {"genre", "columns", "body", "written_on"}


EMPTY_TABLE = {"data": [["", None]], "first_row_is_table_header": False, "first_col_is_header": False}


@pytest.mark.parametrize(
    "body",
    [
        [("paragraph", "<p></p>")],
        [("paragraph", "<p> &nbsp;<br/></p>")],
        [("heading", {"level": "1", "text": "  "})],
        [("table", EMPTY_TABLE)],
        [("signature", {"name": "西夏区民政局", "day": date(2014, 3, 3)})],
    ],
)
def test_a_body_without_a_word_is_no_body(scene, body):
    with pytest.raises(ValidationError) as caught:
        actions.submit_record(actor=scene.officer, record=scene.draft(body=body))
    assert set(caught.value.message_dict) == {"body"}


def test_a_table_with_one_cell_is_a_body(scene):
    table = EMPTY_TABLE | {"data": [["", "12"]]}
    assert scene.submitted(body=[("table", table)]).state == Release.State.AGENCY_CHECK


def test_a_withheld_record_cannot_go_to_the_public(scene):
    record = scene.draft(disclosure="withheld", disclosure_reason="内部事务信息")
    with pytest.raises(ValidationError) as caught:
        actions.submit_record(actor=scene.officer, record=record)
    assert "audience" in caught.value.message_dict


def test_a_record_is_on_its_way_only_once_and_can_be_recalled(scene):
    release = scene.submitted()
    with pytest.raises(ValidationError):
        actions.submit_record(actor=scene.officer, record=release.record)
    actions.recall_release(actor=scene.officer, release=release)
    assert actions.submit_record(actor=scene.officer, record=release.record).state == Release.State.AGENCY_CHECK


def test_an_unchanged_published_record_is_not_released_again(scene):
    release = scene.published()
    with pytest.raises(ValidationError):
        actions.submit_record(actor=scene.officer, record=release.record)
