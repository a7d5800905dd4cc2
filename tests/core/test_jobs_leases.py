"""Taking, finishing, failing and losing jobs; what a failed or a lost job leaves behind."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from yilan.core.jobs import GiveUp, leases, own_transactions, task
from yilan.core.jobs.actions import queue
from yilan.core.jobs.backoff import LONGEST, delay
from yilan.core.jobs.models import Job
from yilan.core.jobs.worker import Worker
from yilan.core.models import IndexCounter

pytestmark = [pytest.mark.django_db, pytest.mark.database]
MINUTE = timedelta(minutes=1)


@task
def count(scope):
    IndexCounter.objects.create(scope=scope)
    return {"scope": scope}


@task
def count_and_fail(scope):
    IndexCounter.objects.create(scope=scope)
    raise ValueError("纸张用完了")


@task
@own_transactions
def count_by_itself_and_fail(scope):
    IndexCounter.objects.create(scope=scope)
    raise ValueError("after the effect")


@task
def give_up():
    raise GiveUp("the addressee no longer exists")


@task
def return_a_day():
    IndexCounter.objects.create(scope="day")
    return timezone.localdate()


@task
def lose_lease(scope):
    """As if the job took so long that another worker has taken it meanwhile."""
    IndexCounter.objects.create(scope=scope)
    Job.objects.update(worker="another")


def scopes():
    return set(IndexCounter.objects.values_list("scope", flat=True))


def run_out(job):
    Job.objects.filter(pk=job.pk).update(lease_until=timezone.now() - MINUTE)


def make_due():
    Job.objects.filter(state=Job.State.WAITING).update(due_at=timezone.now())


def test_done_with_effect_result_and_end():
    job = queue(count, {"scope": "a"})
    assert Worker().work_once()
    job.refresh_from_db()
    assert scopes() == {"a"}
    assert (job.state, job.result, job.attempts, job.error) == ("done", {"scope": "a"}, 1, "")
    assert job.lease_until is None
    assert job.finished_at
    assert not Worker().work_once()


def test_nothing_is_queued_when_the_caller_rolls_back():
    with transaction.atomic():
        queue(count, {"scope": "a"})
        transaction.set_rollback(True)
    assert not Job.objects.exists()


def test_the_longest_due_comes_first_and_the_future_not_at_all():
    now = timezone.now()
    for scope, due in {"later": now + MINUTE, "second": now - MINUTE, "first": now - 2 * MINUTE}.items():
        queue(count, {"scope": scope}, due_at=due)
    taken = [leases.claim("me", MINUTE).arguments["scope"] for _ in range(2)]
    assert taken == ["first", "second"]
    assert leases.claim("me", MINUTE) is None


def test_a_running_job_is_taken_again_only_when_its_lease_ran_out():
    queue(count, {"scope": "a"})
    first = leases.claim("one", MINUTE)
    assert leases.claim("two", MINUTE) is None
    assert leases.prolong(first, timedelta(seconds=-1))
    second = leases.claim("two", MINUTE)
    assert (second.pk, second.worker, second.attempts) == (first.pk, "two", 2)


@pytest.mark.parametrize("again", ["one", "two"])
def test_who_lost_the_lease_can_neither_finish_nor_fail_nor_prolong(again):
    """Also when the same worker took the job a second time: the attempt tells the claims apart."""
    queue(count, {"scope": "a"})
    lost = leases.claim("one", MINUTE)
    run_out(lost)
    leases.claim(again, MINUTE)
    before = Job.objects.values().get()
    with pytest.raises(leases.LeaseLost):
        leases.finish(lost, None)
    with pytest.raises(leases.LeaseLost):
        leases.fail(lost, "too late")
    assert leases.prolong(lost, MINUTE) is False
    assert Job.objects.values().get() == before


def test_the_effect_of_a_lost_job_is_undone():
    queue(lose_lease, {"scope": "a"})
    Worker().work_once()
    assert scopes() == set()
    # The takeover itself was part of what was undone, so the job still runs until its lease ends.
    assert Job.objects.get().state == "running"


def test_a_failure_undoes_the_effect_says_why_and_waits():
    job = queue(count_and_fail, {"scope": "a"})
    now = timezone.now()
    Worker().work_once()
    job.refresh_from_db()
    assert scopes() == set()
    assert job.state == "waiting"
    assert job.due_at > now
    assert job.error.startswith("builtins.ValueError: 纸张用完了\n\nTraceback")
    assert "count_and_fail" in job.error


def test_own_transactions_stay_when_the_task_fails_afterwards():
    queue(count_by_itself_and_fail, {"scope": "a"})
    Worker().work_once()
    assert scopes() == {"a"}
    assert Job.objects.get().state == "waiting"


def test_the_dead_list_after_the_last_attempt():
    job = queue(count_and_fail, {"scope": "a"}, attempts_allowed=3)
    for attempt in range(1, 4):
        make_due()
        assert Worker().work_once()
        job.refresh_from_db()
        assert (job.attempts, job.state) == (attempt, "dead" if attempt == 3 else "waiting")
    make_due()
    assert not Worker().work_once()
    assert job.finished_at


def test_a_job_that_kills_its_workers_ends_on_the_dead_list():
    job = queue(count, {"scope": "a"}, attempts_allowed=2)
    for _ in range(2):
        run_out(leases.claim("dies", MINUTE))
    assert leases.claim("survives", MINUTE) is None
    job.refresh_from_db()
    assert job.state == "dead"
    assert job.error.startswith("The worker died 2 times")


def test_giving_up_needs_no_further_attempt():
    job = queue(give_up)
    Worker().work_once()
    job.refresh_from_db()
    assert (job.state, job.attempts) == ("dead", 1)
    assert "the addressee no longer exists" in job.error


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("no.such.module.task", "cannot be imported: No module named 'no'"),
        ("yilan.core.jobs.leases.claim", "is not registered as a task"),
        ("os.getcwd", "is not registered as a task"),
        ("nonsense", "cannot be imported"),
    ],
)
def test_an_unknown_task_dies_at_once_and_says_so(path, reason):
    job = Job.objects.create(task=path)
    Worker().work_once()
    job.refresh_from_db()
    assert (job.state, job.attempts) == ("dead", 1)
    assert reason in job.error.partition("\n")[0]


def test_a_result_that_is_no_json_is_a_failure_that_undoes_the_effect():
    job = queue(return_a_day)
    Worker().work_once()
    job.refresh_from_db()
    assert job.state == "waiting"
    assert "The result of a job must be JSON" in job.error
    assert scopes() == set()


@given(attempts=st.integers(min_value=1, max_value=10_000))
def test_back_off_grows_to_an_hour_and_scatters(attempts):
    waits = [delay(attempts).total_seconds() for _ in range(20)]
    expected = min(LONGEST, 5 * 3 ** min(attempts - 1, 20))
    assert all(0.75 * expected <= wait <= expected for wait in waits)
    assert len(set(waits)) > 1


def test_finding_nothing_takes_no_lock(django_assert_num_queries):
    with django_assert_num_queries(2):
        assert leases.claim("me", MINUTE) is None
