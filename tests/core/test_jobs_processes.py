"""Real workers as real processes: side by side, longer than their lease, told to stop, keeping schedules."""

import json
import signal
import time
from collections import Counter

import pytest

pytestmark = [pytest.mark.database, pytest.mark.slow]


def wait_for(condition, seconds=30.0):
    until = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < until, "it never happened"
        time.sleep(0.05)


def end(*workers):
    for worker in workers:
        worker.send_signal(signal.SIGTERM)
    for worker in workers:
        _out, err = worker.communicate(timeout=30)
        assert worker.returncode == 0, err


def test_two_workers_share_the_work_and_double_nothing(ground):
    names = [f"job {number:03}" for number in range(150)]
    ground.queue("ground_tasks.slow_in_two_parts", *({"name": name} for name in names))
    workers = [ground.start("worker") for _ in range(2)]
    wait_for(lambda: len(ground.jobs(state="done")) == len(names))
    end(*workers)
    jobs = ground.jobs()
    assert ground.effects() == sorted((name, part) for name in names for part in ("first", "second"))
    assert {job["attempts"] for job in jobs} == {1}


def test_two_workers_work_at_the_same_time(ground):
    """Each job waits until the other has begun, so one worker alone would never end."""
    ground.queue("ground_tasks.meet", {"name": "one", "other": "two"}, {"name": "two", "other": "one"})
    workers = [ground.start("worker") for _ in range(2)]
    wait_for(lambda: len(ground.jobs(state="done")) == 2)
    end(*workers)
    jobs = ground.jobs()
    assert len({job["worker"] for job in jobs}) == 2
    assert {job["attempts"] for job in jobs} == {1}


def test_a_job_longer_than_its_lease_stays_with_its_worker(ground):
    ground.queue("ground_tasks.long", {"name": "long", "seconds": 4})
    workers = [ground.start("worker", "--lease", "1") for _ in range(2)]
    wait_for(lambda: ground.jobs(state="done"))
    end(*workers)
    assert ground.effects() == [("long", "whole")]
    assert [job["attempts"] for job in ground.jobs()] == [1]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_lets_the_job_in_hand_finish_and_the_next_one_wait(ground, number):
    ground.queue("ground_tasks.long", {"name": "in hand", "seconds": 2}, {"name": "next", "seconds": 0})
    worker = ground.start("worker")
    wait_for((ground.home / "in hand.begun").exists)
    worker.send_signal(number)
    _out, err = worker.communicate(timeout=30)
    assert worker.returncode == 0, err
    assert ground.effects() == [("in hand", "whole")]
    assert [job["state"] for job in ground.jobs()] == ["done", "waiting"]


def test_schedules_are_kept_by_many_workers_without_doubling(ground):
    workers = [ground.start("worker", GROUND_SCHEDULE="1") for _ in range(3)]
    wait_for(lambda: len(ground.jobs(state="done", task="ground_tasks.tick")) >= 4)
    end(*workers)
    ticks = ground.python(
        "from yilan.core.models import Tick; answer = list(Tick.objects.values_list('schedule', 'moment'))"
    )
    turns = Counter(name for name, _moment in ticks)
    assert len(ticks) == len({tuple(tick) for tick in ticks})
    assert turns["every-second"] == len(ground.jobs(task="ground_tasks.tick"))
    assert turns["prune-jobs"] == 1


def test_the_worker_waits_for_a_database_that_is_away(ground):
    """A second process holds the write lock longer than a claim waits for it; the worker goes on afterwards."""
    ground.queue("ground_tasks.in_two_parts", {"name": "after"})
    done = ground.python(
        "from django.db import OperationalError\n"
        "from yilan.core.jobs import worker as module\n"
        "worker, calls = module.Worker(), []\n"
        "real = module.claim\n"
        "def claim(*arguments):\n"
        "    calls.append(1)\n"
        "    if len(calls) == 1: raise OperationalError('the server closed the connection unexpectedly')\n"
        "    if len(calls) == 3: worker.stop()\n"
        "    return real(*arguments)\n"
        "module.claim = claim\n"
        "import logging; logging.disable()\n"
        "answer = worker.run()"
    )
    assert done == 2  # the job, and the nightly pruning of a new site
    assert ground.effects() == [("after", "first"), ("after", "second")]


def test_figures_of_the_work_come_as_json_with_an_exit_code(ground):
    ground.queue("ground_tasks.in_two_parts", {"name": "good"})
    state = ground.yilan("jobs", "--json")
    assert (state.returncode, json.loads(state.stdout)["due"]) == (0, 1)
    ground.queue("ground_tasks.in_two_parts", {"unwanted": 1}, attempts=1)
    assert ground.yilan("worker", "--drain").returncode == 0
    state = ground.yilan("jobs", "--json", "--dead")
    answer = json.loads(state.stdout)
    assert (state.returncode, answer["dead"], answer["done"]) == (
        1,
        1,
        3,
    )  # with the two nightly prunings of a new site
    assert "unexpected keyword argument 'unwanted'" in answer["dead_jobs"][0]["error"]
    assert ground.yilan("jobs", "--revive", str(answer["dead_jobs"][0]["id"])).returncode == 0
    assert len(ground.jobs(state="waiting", attempts=0)) == 1
    missing = ground.yilan("jobs", "--revive", "999999")
    assert (missing.returncode, missing.stdout) == (1, "")
    assert missing.stderr.startswith("yilan jobs: job 999999 is not on the list")


def test_once_does_one_job(ground):
    ground.queue("ground_tasks.in_two_parts", {"name": "one"}, {"name": "two"})
    assert ground.yilan("worker", "--once").stderr == "1 job\n"
    assert ground.effects() == [("one", "first"), ("one", "second")]
