"""What staff see of the work, and what they may do with what was given up."""

from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from yilan.core.jobs import authority, task
from yilan.core.jobs.actions import discard, queue, revive
from yilan.core.jobs.models import Job
from yilan.core.jobs.queries import dead_jobs, health
from yilan.core.jobs.worker import Worker
from yilan.core.models import AuditEntry

pytestmark = [pytest.mark.django_db, pytest.mark.database]
broken = True


@task
def mend_me():
    if broken:
        raise ValueError("broken")


@pytest.fixture
def person(monkeypatch):
    monkeypatch.setattr(authority, "_answers", [lambda asked: asked.username == "guanli"])
    return get_user_model()(username="guanli")


@pytest.fixture
def dead():
    job = queue(mend_me, attempts_allowed=1)
    Worker().work_once()
    job.refresh_from_db()
    assert job.state == "dead"
    return job


def keep(person):
    person.save()
    return person


def test_revived_it_is_done_and_the_trail_tells_who(dead, person, monkeypatch):
    revive(actor=keep(person), job=dead)
    monkeypatch.setitem(globals(), "broken", False)
    assert Worker().work_once()
    dead.refresh_from_db()
    assert (dead.state, dead.attempts) == ("done", 1)
    entry = AuditEntry.objects.get()
    assert (entry.action, entry.actor, entry.subject_id) == ("core:job:revive", person, str(dead.pk))
    assert entry.detail["error"] == "builtins.ValueError: broken"


def test_discarded_it_is_gone_and_the_trail_keeps_what_it_was(dead, person):
    discard(actor=keep(person), job=dead)
    assert not Job.objects.exists()
    entry = AuditEntry.objects.get()
    assert (entry.action, entry.subject_id) == ("core:job:discard", str(dead.pk))
    assert entry.detail["task"].endswith("mend_me")


@pytest.mark.parametrize("verb", [revive, discard])
def test_others_may_not(dead, person, verb):
    person.username = "qicao"
    with pytest.raises(PermissionDenied):
        verb(actor=keep(person), job=dead)
    dead.refresh_from_db()
    assert dead.state == "dead"
    assert not AuditEntry.objects.exists()


@pytest.mark.parametrize("verb", [revive, discard])
def test_nobody_may_while_no_room_answers(dead, person, verb, monkeypatch):
    monkeypatch.setattr(authority, "_answers", [])
    with pytest.raises(PermissionDenied):
        verb(actor=keep(person), job=dead)


@pytest.mark.parametrize("verb", [revive, discard])
def test_only_what_is_dead_and_only_once(dead, verb):
    verb(actor=None, job=dead)
    with pytest.raises(ValidationError):
        verb(actor=None, job=dead)
    assert AuditEntry.objects.count() == 1


def test_health_of_nothing():
    state = health()
    assert (state.waiting, state.due, state.lag, state.oldest_due, state.ok) == (0, 0, 0.0, None, True)


def test_health_counts_what_waits_what_is_due_and_what_is_stuck(dead):
    now = timezone.now()
    queue(mend_me, due_at=now + timedelta(hours=1))
    queue(mend_me, due_at=now - timedelta(minutes=1))
    state = health()
    assert (state.waiting, state.due, state.dead, state.stuck) == (2, 1, 1, 0)
    assert 60 <= state.lag < 600
    assert not state.ok
    dead.delete()
    assert health().ok
    queue(mend_me, due_at=now - timedelta(minutes=11))
    Job.objects.create(task="x", state=Job.State.RUNNING, lease_until=now - timedelta(minutes=12))
    state = health()
    assert (state.running, state.stuck, state.ok) == (1, 2, False)
    assert state.lag >= 720


def test_the_latest_death_stands_first():
    for days in (2, 1, 3):
        Job.objects.create(task=str(days), state="dead", finished_at=timezone.now() - timedelta(days=days))
    assert [job.task for job in dead_jobs()] == ["1", "2", "3"]
