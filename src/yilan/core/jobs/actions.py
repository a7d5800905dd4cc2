"""Queuing work, and what staff may do with work that was given up."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import F
from django.db.models.functions import Least
from django.utils import timezone
from django.utils.translation import gettext as _

from yilan.core import audit
from yilan.core.jobs.arguments import require_json
from yilan.core.jobs.authority import may_keep_jobs
from yilan.core.jobs.models import Job
from yilan.core.jobs.registry import find, path_of


def queue(
    task: Callable[..., Any] | str,
    arguments: dict[str, Any] | None = None,
    *,
    due_at: datetime | None = None,
    unique_key: str | None = None,
    attempts_allowed: int | None = None,
) -> Job:
    """Write a job in the caller's transaction: nothing is done when the caller rolls back.

    `task` is a function registered with `@task` or its dotted path (`UnknownTask` otherwise). `arguments` are its
    keywords and must be JSON (`TypeError`). It is done at `due_at`, at once by default. A `unique_key` is used up once:
    whoever queues it again gets the job that stands, as long as done jobs are kept (`pruning.KEPT`).
    """
    values: dict[str, Any] = {
        "task": find(task).path if isinstance(task, str) else path_of(task),
        "arguments": require_json(arguments or {}, "arguments"),
        "due_at": due_at or timezone.now(),
    }
    if attempts_allowed is not None:
        values["attempts_allowed"] = attempts_allowed
    if unique_key is None:
        return Job.objects.create(**values)
    job, _created = Job.objects.get_or_create(unique_key=unique_key, defaults=values)
    return job


@transaction.atomic
def queue_once(task: Callable[..., Any], *, attempts_allowed: int) -> None:
    """Let a task without arguments be done now, once more after this moment: one that waits is brought forward.

    Whoever takes it sees what the caller's transaction has written.
    """
    waiting = Job.objects.filter(task=path_of(task), state=Job.State.WAITING)
    if not waiting.update(due_at=Least(F("due_at"), timezone.now())):
        queue(task, attempts_allowed=attempts_allowed)


@transaction.atomic
def revive(*, actor: Any | None, job: Job) -> Job:
    """Take a job off the dead list: it is tried again from its first attempt, at once.

    `actor` None is whoever runs the `yilan` command on the machine. Raises `PermissionDenied` unless the actor keeps
    the jobs (`authority`), `ValidationError` when the job is not dead.
    """
    job = _dead(actor, job)
    audit.record(actor=actor, action="core:job:revive", subject=job, detail=_facts(job))
    job.state = Job.State.WAITING
    job.attempts = 0
    job.due_at = timezone.now()
    job.finished_at = None
    job.save(update_fields=["state", "attempts", "due_at", "finished_at"])
    return job


@transaction.atomic
def discard(*, actor: Any | None, job: Job) -> None:
    """Remove a job from the dead list for good; the audit trail keeps what it was. Raises as `revive` does."""
    job = _dead(actor, job)
    audit.record(actor=actor, action="core:job:discard", subject=job, detail=_facts(job))
    job.delete()


def _dead(actor: Any | None, job: Job) -> Job:
    if actor is not None and not may_keep_jobs(actor):
        raise PermissionDenied(_("Only an administrator works on the list of jobs that were given up."))
    found = Job.objects.select_for_update().filter(pk=job.pk).first()
    if found is None or found.state != Job.State.DEAD:
        raise ValidationError(_("This job is no longer on the list of jobs that were given up."))
    return found


def _facts(job: Job) -> dict[str, Any]:
    return {"task": job.task, "arguments": job.arguments, "error": job.error.partition("\n")[0]}
