"""Taking jobs and giving them back. Each function is one short transaction or joins the caller's.

A claim is known by worker and attempt together: a worker whose lease ran out and whose job was taken again by another,
or by itself, can neither finish nor fail that job any more.
"""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from yilan.core.jobs.backoff import delay
from yilan.core.jobs.faults import fault_point
from yilan.core.jobs.models import Job

ERROR_LENGTH = 8000


class LeaseLost(Exception):
    """The job is no longer this worker's: its lease ran out and somebody else took it."""


def expired(now: datetime) -> QuerySet[Job]:
    """Return running jobs whose worker has not been heard of in time."""
    return Job.objects.filter(state=Job.State.RUNNING, lease_until__lt=now).order_by("lease_until", "id")


def waiting(now: datetime) -> QuerySet[Job]:
    """Return jobs whose time has come, the longest due first."""
    return Job.objects.filter(state=Job.State.WAITING, due_at__lte=now).order_by("due_at", "id")


def claim(worker: str, lease: timedelta) -> Job | None:
    """Take one job for `lease`, or None when nothing is due.

    A job whose workers died with it as often as it may be tried goes to the dead list: it may be what kills them.
    """
    now = timezone.now()
    # Looking first spares an idle SQLite site the write lock that the transaction below takes.
    while expired(now).exists() or waiting(now).exists():
        with transaction.atomic(durable=True):
            job = (
                expired(now).select_for_update(skip_locked=True).first()
                or waiting(now).select_for_update(skip_locked=True).first()
            )
            if job is None:  # others were faster
                return None
            if job.attempts >= job.attempts_allowed:
                _bury(job, f"The worker died {job.attempts} times while it did this job.")
                continue
            job.state = Job.State.RUNNING
            job.attempts += 1
            job.worker = worker
            job.lease_until = timezone.now() + lease
            job.save(update_fields=["state", "attempts", "worker", "lease_until"])
            fault_point("claim.before-commit")
        fault_point("claim.after-commit")
        return job
    return None


def prolong(job: Job, lease: timedelta) -> bool:
    """Give a claimed job a new lease; False when it is no longer this worker's."""
    return _mine(job).update(lease_until=timezone.now() + lease) == 1


def finish(job: Job, result: Any) -> None:
    """Note that a job is done, in the caller's transaction; `LeaseLost` must then roll back the caller's work."""
    done = {"state": Job.State.DONE, "finished_at": timezone.now(), "lease_until": None, "error": "", "result": result}
    if _mine(job).update(**done) != 1:
        raise LeaseLost(str(job))


def fail(job: Job, error: str, *, for_good: bool = False) -> Job.State:
    """Note a failure and return what becomes of the job: tried again after a while, or dead.

    Raises `LeaseLost` when the job is no longer this worker's.
    """
    dead = for_good or job.attempts >= job.attempts_allowed
    now = timezone.now()
    changes: dict[str, Any] = {"error": error[:ERROR_LENGTH], "lease_until": None}
    if dead:
        changes |= {"state": Job.State.DEAD, "finished_at": now}
    else:
        changes |= {"state": Job.State.WAITING, "due_at": now + delay(job.attempts)}
    if _mine(job).update(**changes) != 1:
        raise LeaseLost(str(job))
    return Job.State(changes["state"])


def _mine(job: Job) -> QuerySet[Job]:
    return Job.objects.filter(pk=job.pk, state=Job.State.RUNNING, worker=job.worker, attempts=job.attempts)


def _bury(job: Job, error: str) -> None:
    job.state = Job.State.DEAD
    job.finished_at = timezone.now()
    job.lease_until = None
    job.error = f"{error}\n\n{job.error}"[:ERROR_LENGTH]
    job.save(update_fields=["state", "finished_at", "lease_until", "error"])
