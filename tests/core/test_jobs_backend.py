"""Django's task interface on the lease table, as Wagtail uses it."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from django_tasks import TaskResultStatus, task, task_backends
from django_tasks.exceptions import InvalidTaskError, TaskResultDoesNotExist
from django_tasks.signals import task_enqueued, task_finished, task_started
from wagtail.models import Page, ReferenceIndex
from wagtail.tasks import update_reference_index_task

from yilan.core.jobs.backend import LeaseBackend
from yilan.core.jobs.models import Job
from yilan.core.jobs.worker import Worker
from yilan.core.models import IndexCounter

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture(autouse=True)
def ours(settings):
    settings.TASKS = {"default": {"BACKEND": "yilan.core.jobs.backend.LeaseBackend"}}


@task()
def add(first, second, *, third=0):
    IndexCounter.objects.create(scope="added")
    return first + second + third


@task()
def fail():
    IndexCounter.objects.create(scope="failed")
    raise ValueError("不行")


@task(takes_context=True)
def say_attempt(context, word):
    return [word, context.attempt, context.task_result.id]


@task()
async def later():
    return "later"


def test_from_enqueuing_to_the_result():
    result = add.enqueue(1, 2, third=3)
    assert isinstance(task_backends["default"], LeaseBackend)
    assert (result.status, result.args, result.kwargs) == (TaskResultStatus.READY, [1, 2], {"third": 3})
    assert Worker().work_once()
    result.refresh()
    assert (result.status, result.return_value, result.attempts) == (TaskResultStatus.SUCCESSFUL, 6, 1)
    assert result.finished_at
    assert add.get_result(result.id).return_value == 6


def test_rolled_back_with_its_caller():
    with transaction.atomic():
        add.enqueue(1, 2)
        transaction.set_rollback(True)
    assert not Job.objects.exists()


def test_tried_again_and_failed_at_last_with_the_error():
    result = fail.enqueue()
    Job.objects.update(attempts_allowed=2)
    Worker().work_once()
    result.refresh()
    assert result.status == TaskResultStatus.READY
    Job.objects.update(due_at=timezone.now())
    Worker().work_once()
    result.refresh()
    assert (result.status, result.attempts) == (TaskResultStatus.FAILED, 2)
    assert result.errors[0].exception_class is ValueError
    assert "不行" in result.errors[0].traceback
    assert not IndexCounter.objects.exists()


def test_not_before_its_time():
    add.using(run_after=timezone.now() + timedelta(minutes=1)).enqueue(1, 2)
    assert not Worker().work_once()
    Job.objects.update(due_at=timezone.now())
    assert Worker().work_once()


def test_context_coroutine_and_no_priority():
    with_context, coroutine = say_attempt.enqueue("字"), later.enqueue()
    Worker().run(until_empty=True)
    with_context.refresh()
    coroutine.refresh()
    assert with_context.return_value == ["字", 1, with_context.id]
    assert coroutine.return_value == "later"
    with pytest.raises(InvalidTaskError):
        add.using(priority=5).enqueue(1, 2)


def test_unknown_results_and_gone_tasks():
    for wrong in ("0", "9999", "no number"):
        with pytest.raises(TaskResultDoesNotExist):
            task_backends["default"].get_result(wrong)
    add.enqueue(1, 2)
    Job.objects.update(arguments={"path": "yilan.no_longer.here", "args": [], "kwargs": {}, "backend": "default"})
    Worker().work_once()
    job = Job.objects.get()
    assert (job.state, job.attempts) == ("dead", 1)
    assert "yilan.no_longer.here cannot be imported" in job.error


def test_listeners_hear_each_step():
    heard = []

    def hear(sender, task_result, signal, **_):
        heard.append((signal, task_result.status))

    signals = (task_enqueued, task_started, task_finished)
    for signal in signals:
        signal.connect(hear)
    try:
        add.enqueue(1, 2)
        Worker().work_once()
    finally:
        for signal in signals:
            signal.disconnect(hear)
    assert heard == [
        (task_enqueued, TaskResultStatus.READY),
        (task_started, TaskResultStatus.RUNNING),
        (task_finished, TaskResultStatus.SUCCESSFUL),
    ]


def test_wagtail_keeps_its_reference_index_through_us():
    Page.objects.first().save()
    job = Job.objects.get(arguments__path="wagtail.tasks.update_reference_index_task")
    while Worker().work_once():
        pass
    job.refresh_from_db()
    assert job.state == "done", job.error
    assert ReferenceIndex.model_is_indexable(Page)


def test_wagtails_task_about_something_deleted_is_simply_over():
    update_reference_index_task.enqueue("wagtailcore", "page", "999999")
    Worker().work_once()
    assert Job.objects.get().state == "done"
