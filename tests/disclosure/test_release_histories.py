"""Random histories of a record: whatever people try in whatever order, the rules of release hold."""

import contextlib

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from yilan.disclosure import actions
from yilan.disclosure.content import content_hash, content_of
from yilan.disclosure.models import Publication, RecordPage, Release, ReleaseStep, SecrecyReview, Version

pytestmark = [pytest.mark.django_db, pytest.mark.database]

HANDS = ("officer", "checker", "reviewer", "leader", "office", "health_leader")
VERBS = (
    "revise",
    "submit",
    "check",
    "review",
    "review_withhold",
    "answer",
    "object",
    "sign",
    "return",
    "recall",
    "withdraw",
    "restore",
    "publish_wagtail",
    "save_live",
)


def attempt(scene, record, verb, person, number):
    """Try one verb as one person; whether it is allowed is the system's affair."""
    record = RecordPage.objects.get(pk=record.pk)
    release = record.releases.order_by("-pk").first()
    question = release.coordinations.first() if release else None
    tries = {
        "revise": lambda: actions.revise_record(actor=person, record=record, title=f"第{number}稿"),
        "submit": lambda: actions.submit_record(actor=person, record=record),
        "check": lambda: actions.pass_agency_check(actor=person, release=release),
        "review": lambda: actions.review_secrecy(actor=person, release=release, basis="法", conclusion="release"),
        "review_withhold": lambda: actions.review_secrecy(
            actor=person, release=release, basis="法", conclusion="withhold", opinion="涉密"
        ),
        "answer": lambda: actions.answer_coordination(actor=person, coordination=question, consents=True),
        "object": lambda: actions.answer_coordination(
            actor=person, coordination=question, consents=False, reason="不同意"
        ),
        "sign": lambda: actions.sign_off(actor=person, release=release),
        "return": lambda: actions.return_release(actor=person, release=release, reason="改"),
        "recall": lambda: actions.recall_release(actor=person, release=release),
        "withdraw": lambda: actions.withdraw_record(actor=person, record=record, reason="误"),
        "restore": lambda: actions.restore_record(actor=person, record=record, reason="正"),
        "publish_wagtail": lambda: record.get_latest_revision().publish(),
        "save_live": lambda: _save_live(record),
    }
    needs_release = {"check", "review", "review_withhold", "sign", "return", "recall"}
    if (verb in needs_release and release is None) or (verb in {"answer", "object"} and question is None):
        return
    with contextlib.suppress(PermissionDenied, ValidationError), transaction.atomic():
        tries[verb]()


def _save_live(record):
    draft = record.get_latest_revision_as_object()
    draft.live = True
    draft.save()


def check_rules(record):
    """What must hold after every step."""
    record = RecordPage.objects.get(pk=record.pk)
    assert record.releases.filter(state__in=Release.OPEN_STATES).count() <= 1
    for version in Version.objects.filter(record=record):
        release = version.release
        passed = release.steps.filter(outcome=ReleaseStep.Outcome.PASSED)
        people = list(passed.exclude(stage="coordination").values_list("actor", flat=True))
        assert len(people) == len(set(people)) == 3
        assert not set(people) & set(release.authors.values_list("pk", flat=True))
        assert SecrecyReview.objects.filter(
            release=release, content_hash=version.content_hash, conclusion="release"
        ).exists()
        assert content_hash(version.content) == version.content_hash
    publication = Publication.objects.filter(record=record).first()
    if publication is not None:
        assert publication.version.number == record.versions.count()
        assert publication.title == publication.version.content["title"]
        assert record.live == (publication.state == Publication.State.STANDING)
    if record.live:
        assert record.versions.filter(content_hash=content_hash(content_of(record))).exists()


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    concerned=st.booleans(),
    history=st.lists(st.tuples(st.sampled_from(VERBS), st.sampled_from(HANDS)), min_size=5, max_size=25),
    forward=st.booleans(),
)
def test_no_history_breaks_the_rules(scene, concerned, history, forward):
    sid = transaction.savepoint()
    try:
        record = scene.draft(concerned=[scene.health] if concerned else [])
        straight = [
            ("submit", "officer"),
            ("check", "checker"),
            ("review", "reviewer"),
            ("answer", "health_leader"),
            ("sign", "leader"),
        ]
        steps = [*straight, *history] if forward else history
        for number, (verb, hand) in enumerate(steps):
            attempt(scene, record, verb, getattr(scene, hand), number)
            check_rules(record)
    finally:
        transaction.savepoint_rollback(sid)
