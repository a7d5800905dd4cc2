"""Tasks whose effects a test can count: rows of a table that has no key of its own, so that a doubled effect shows."""

import os
import time
import uuid
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.db import connection, models, transaction

from yilan.core.events import register_events, subscribe
from yilan.core.events.models import Event
from yilan.core.jobs import own_transactions, schedule, task
from yilan.core.jobs.faults import fault_point
from yilan.core.sealing import SealedTextField

TABLE = "CREATE TABLE effect (name varchar(80) NOT NULL, part varchar(20) NOT NULL)"


class Person(models.Model):  # noqa: DJ008 - it has nothing to say
    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    name = SealedTextField()
    remark = SealedTextField(null=True)

    class Meta:
        app_label = "ground_apps"


def note(name: str, part: str = "whole") -> None:
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO effect (name, part) VALUES (%s, %s)", [name, part])


@task
def in_two_parts(name: str) -> None:
    note(name, "first")
    fault_point("task.middle")
    note(name, "second")


@task
def slow_in_two_parts(name: str) -> None:
    note(name, "first")
    time.sleep(0.01)
    note(name, "second")


@task
@own_transactions
def file(name: str) -> None:
    """Idempotent by the file's name, as tasks that write files have to be."""
    (Path(settings.HOME) / "out").mkdir(exist_ok=True)
    path = Path(settings.HOME) / "out" / name
    aside = path.with_suffix(f".{os.getpid()}")
    aside.write_text(name)
    fault_point("task.middle")
    aside.replace(path)


@task
@own_transactions
def long(name: str, seconds: float) -> None:
    """Longer than the lease: only the heartbeat keeps it."""
    (Path(settings.HOME) / f"{name}.begun").touch()
    time.sleep(seconds)
    with transaction.atomic():
        note(name)


@task
@own_transactions
def meet(name: str, other: str) -> None:
    (Path(settings.HOME) / f"{name}.begun").touch()
    while not (Path(settings.HOME) / f"{other}.begun").exists():
        time.sleep(0.01)


@task
def tick(name: str) -> None:
    note(name)


def hear(event: Event) -> None:
    note(f"event {event.pk}", "first")
    fault_point("task.middle")
    note(f"event {event.pk}", "second")


register_events("Happened")
subscribe("Happened", "ground_tasks.hear")
if os.environ.get("GROUND_SCHEDULE"):
    schedule("every-second", tick, every=timedelta(seconds=1), arguments={"name": "tick"})
