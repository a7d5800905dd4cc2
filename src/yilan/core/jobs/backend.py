"""Django's task interface on our lease table: what Wagtail enqueues is done by the same worker by the same rules."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.utils import timezone
from django.utils.module_loading import import_string
from django_tasks import TaskContext, TaskResult, TaskResultStatus
from django_tasks.backends.base import BaseTaskBackend
from django_tasks.base import Task, TaskError
from django_tasks.exceptions import TaskResultDoesNotExist
from django_tasks.signals import task_enqueued, task_finished, task_started
from django_tasks.utils import get_exception_traceback, get_module_path, normalize_json

from yilan.core.jobs.actions import queue
from yilan.core.jobs.models import Job
from yilan.core.jobs.registry import GiveUp, task
from yilan.core.jobs.running import current_job

STATUS = {
    Job.State.WAITING: TaskResultStatus.READY,
    Job.State.RUNNING: TaskResultStatus.RUNNING,
    Job.State.DONE: TaskResultStatus.SUCCESSFUL,
    Job.State.DEAD: TaskResultStatus.FAILED,
}
# Wagtail's tasks look up what was saved. When it was deleted before they ran, there is nothing left to do.
FOLLOW_UPS = ("wagtail.",)


class LeaseBackend(BaseTaskBackend):
    """Writes a job in the caller's transaction. A task that fails is tried again, unlike with Django's own backends."""

    supports_defer = True
    supports_get_result = True
    supports_async_task = True
    supports_priority = False

    def enqueue(self, task: Task, args: Sequence[Any], kwargs: Mapping[str, Any]) -> TaskResult:
        """Queue a task; nothing is done when the caller's transaction rolls back."""
        self.validate_task(task)
        arguments = {
            "path": task.module_path,
            "args": normalize_json(list(args)),
            "kwargs": normalize_json(dict(kwargs)),
            "backend": self.alias,
        }
        result = _result(queue(run_task, arguments, due_at=task.run_after), task)
        task_enqueued.send(type(self), task_result=result)
        return result

    def get_result(self, result_id: str) -> TaskResult:
        """Return how a task stands; `TaskResultDoesNotExist` also when it was done so long ago that it was pruned."""
        found = Job.objects.filter(pk=result_id, task=RUN_TASK).first() if str(result_id).isdecimal() else None
        if found is None:
            raise TaskResultDoesNotExist(result_id)
        return _result(found, _task_of(found))


@task
def run_task(path: str, args: list[Any], kwargs: dict[str, Any], backend: str) -> Any:  # noqa: ARG001 - kept for `_result`
    """Call a task of Django's interface. Its function joins the worker's transaction like any other."""
    job = current_job()
    if job is None:
        raise RuntimeError("Only the worker runs this")
    found = _task_of(job)
    result = _result(job, found)
    task_started.send(LeaseBackend, task_result=result)
    context = (TaskContext(task_result=result),) if found.takes_context else ()
    try:
        value = normalize_json(found.call(*context, *args, **kwargs))
    except ObjectDoesNotExist:
        if path.startswith(FOLLOW_UPS):
            return None
        raise
    except Exception as error:
        failure = TaskError(exception_class_path=get_module_path(type(error)), traceback=get_exception_traceback(error))
        _tell_end(result, TaskResultStatus.FAILED, errors=[failure])
        raise
    _tell_end(result, TaskResultStatus.SUCCESSFUL, _return_value=value)
    return value


RUN_TASK = f"{run_task.__module__}.{run_task.__qualname__}"


def _task_of(job: Job) -> Task:
    path = job.arguments["path"]
    try:
        found = import_string(path)
    except ImportError as error:
        raise GiveUp(f"{path} cannot be imported: {error}") from error
    if not isinstance(found, Task):
        raise GiveUp(f"{path} is no task of Django's interface")
    return found


def _result(job: Job, task: Task) -> TaskResult:
    state = Job.State(job.state)
    result = TaskResult(
        task=task,
        id=str(job.pk),
        status=STATUS[state],
        enqueued_at=job.created_at,
        started_at=None,  # the lease table keeps the last attempt's end, not its beginning
        last_attempted_at=None,
        finished_at=job.finished_at,
        args=job.arguments["args"],
        kwargs=job.arguments["kwargs"],
        backend=job.arguments["backend"],
        errors=[_error(job)] if job.error else [],
        worker_ids=[job.worker] * job.attempts,
    )
    if state == Job.State.DONE:
        object.__setattr__(result, "_return_value", job.result)
    return result


def _error(job: Job) -> TaskError:
    first, _, rest = job.error.partition("\n\n")
    return TaskError(exception_class_path=first.partition(":")[0], traceback=rest)


def _tell_end(result: TaskResult, status: Any, **changes: Any) -> None:
    for name, value in {"status": status, "finished_at": timezone.now(), **changes}.items():
        object.__setattr__(result, name, value)
    task_finished.send(LeaseBackend, task_result=result)
