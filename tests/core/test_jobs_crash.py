"""Workers killed with SIGKILL at every labelled point and at any other: every effect once, nothing lost."""

import random
import signal
import time
from collections import Counter
from itertools import count

import pytest

pytestmark = [pytest.mark.crash]
POINTS = [
    "claim.before-commit",
    "claim.after-commit",
    "task.middle",
    "deliver.called",
    "done.before-commit",
    "done.after-commit",
]
EMIT = """
from django.db import transaction
from yilan.core.events import emit
from yilan.core.models import Event, Job
with transaction.atomic():
    thing = Event.objects.create(name="Thing", subject_type="none", subject_id="0")
    for number in range({number}):
        emit("Happened", thing, number=number)
Job.objects.update(attempts_allowed=1000)
answer = [f"event {{pk}}" for pk in Event.objects.filter(name="Happened").values_list("pk", flat=True)]
"""


def test_each_effect_once_when_killed_at_every_point(ground):
    names = [f"job {number}" for number in range(12)]
    files = [f"file-{number}" for number in range(12)]
    ground.queue("ground_tasks.in_two_parts", *({"name": name} for name in names), attempts=1000)
    ground.queue("ground_tasks.file", *({"name": name} for name in files), attempts=1000)
    events = ground.python(EMIT.format(number=12))
    chance = random.Random(14)  # noqa: S311 - repeatable, no secret
    killed = Counter()
    for point in POINTS * 3:
        fault = f"{point}:{chance.randint(1, 3)}"
        ended = ground.yilan("worker", "--drain", YILAN_FAULT=fault)
        assert ended.returncode in {0, -signal.SIGKILL}, ended.stderr
        killed[point] += ended.returncode == -signal.SIGKILL
        ground.run_out()
    assert ground.yilan("worker", "--drain").returncode == 0
    assert set(killed) == set(POINTS)
    assert all(killed.values()), killed
    assert {job["state"] for job in ground.jobs()} == {"done"}
    assert ground.effects() == sorted((name, part) for name in names + events for part in ("first", "second"))
    assert {path.name for path in (ground.home / "out").iterdir() if "." not in path.name} == set(files)


def test_two_workers_killed_at_random_do_each_job_once(ground):
    names = [f"job {number:03}" for number in range(300)]
    ground.queue("ground_tasks.slow_in_two_parts", *({"name": name} for name in names), attempts=1000)
    events = ground.python(EMIT.format(number=100))
    chance = random.Random(7)  # noqa: S311 - repeatable, no secret
    workers = [ground.start("worker", "--lease", "1") for _ in range(2)]
    for kills in count(1):
        time.sleep(chance.uniform(0.7, 1.3))
        victim = workers.pop(chance.randrange(2))
        victim.kill()
        victim.communicate()
        workers.append(ground.start("worker", "--lease", "1"))
        # Most of a worker's second goes into starting; a kill that finds it at work comes in the end.
        jobs = ground.jobs()
        if kills >= 8 and any(job["attempts"] > 1 for job in jobs):
            break
        assert kills < 40, "no kill hit a job"
        if all(job["state"] == "done" for job in jobs):
            more = [f"job {kills:03}-{number}" for number in range(100)]
            ground.queue("ground_tasks.slow_in_two_parts", *({"name": name} for name in more), attempts=1000)
            names += more
    for worker in workers:
        worker.terminate()
        worker.communicate(timeout=30)
    ground.run_out()
    assert ground.yilan("worker", "--drain").returncode == 0
    assert {job["state"] for job in ground.jobs()} == {"done"}
    assert ground.effects() == sorted((name, part) for name in names + events for part in ("first", "second"))
