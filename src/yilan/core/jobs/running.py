"""One claimed job, from the call to its end."""

import logging
import traceback
from contextvars import ContextVar

from django.db import transaction

from yilan.core.jobs import leases
from yilan.core.jobs.arguments import require_json
from yilan.core.jobs.faults import fault_point
from yilan.core.jobs.models import Job
from yilan.core.jobs.registry import GiveUp, find

logger = logging.getLogger(__name__)
_current: ContextVar[Job | None] = ContextVar("job", default=None)


def current_job() -> Job | None:
    """Return the job that is being done, None outside the worker."""
    return _current.get()


def run(job: Job) -> None:
    """Do a claimed job and note what became of it. Errors of the task end in the job's row, not here.

    Errors of the database while noting are raised: the job then stays claimed until its lease runs out.
    """
    token = _current.set(job)
    try:
        _attempt(job)
    except leases.LeaseLost:
        logger.warning("%s took longer than its lease; somebody else has it, what it did here is undone", job)
    except GiveUp as error:
        _note_failure(job, error, for_good=True)
    except Exception as error:  # noqa: BLE001 - whatever a task raises, the worker goes on
        _note_failure(job, error)
    finally:
        _current.reset(token)


def _attempt(job: Job) -> None:
    task = find(job.task)
    if task.joins_transaction(job.arguments):
        with transaction.atomic(durable=True):
            result = task.function(**job.arguments)
            fault_point("done.before-commit")
            leases.finish(job, require_json(result, "result"))
    else:
        result = task.function(**job.arguments)
        fault_point("done.before-commit")
        leases.finish(job, require_json(result, "result"))
    fault_point("done.after-commit")


def _note_failure(job: Job, error: Exception, *, for_good: bool = False) -> None:
    kind = type(error)
    text = f"{kind.__module__}.{kind.__qualname__}: {error}\n\n{''.join(traceback.format_exception(error))}"
    try:
        state = leases.fail(job, text, for_good=for_good)
    except leases.LeaseLost:
        logger.warning("%s failed after its lease had run out: %s", job, error)
        return
    if state == Job.State.DEAD:
        logger.error("%s is given up after %d attempts: %s", job, job.attempts, error)
    else:
        logger.warning("%s failed (attempt %d of %d): %s", job, job.attempts, job.attempts_allowed, error)
