"""Work that comes round by itself. Rooms register schedules in `apps.ready()`; every worker queues what is due."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from yilan.core.jobs.arguments import require_json
from yilan.core.jobs.registry import path_of

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Schedule:
    """A task with its rhythm: every so often, or daily at a time of the site's zone."""

    name: str
    task: str
    every: timedelta | None = None
    daily_at: time | None = None
    arguments: dict[str, Any] = field(default_factory=dict)

    def turn(self, now: datetime) -> datetime:
        """Return the latest moment, not after `now`, at which it came round."""
        if self.every:
            return now - (now - _EPOCH) % self.every
        assert self.daily_at is not None  # noqa: S101 - for the type checker; `schedule` takes exactly one of both
        here = timezone.localtime(now)
        today = datetime.combine(here.date(), self.daily_at, here.tzinfo)
        return today if today <= now else datetime.combine(here.date() - timedelta(days=1), self.daily_at, here.tzinfo)


_SCHEDULES: dict[str, Schedule] = {}


def schedule(
    name: str,
    task: Callable[..., Any] | str,
    *,
    every: timedelta | None = None,
    daily_at: time | None = None,
    arguments: dict[str, Any] | None = None,
) -> None:
    """Let `task` (a function registered with `@task`, or its path) run each time that a moment comes round.

    When no worker ran at the moment, the latest turn is made up for, once. A new site's worker runs each at start.
    """
    if (every is None) == (daily_at is None):
        raise ValueError(f"The schedule {name} needs either every or daily_at")
    if every is not None and every <= timedelta(0):
        raise ValueError(f"The schedule {name} would never end coming round")
    path = task if isinstance(task, str) else path_of(task)
    _SCHEDULES[name] = Schedule(name, path, every, daily_at, require_json(arguments or {}, "arguments"))


def known_schedules() -> tuple[Schedule, ...]:
    """Return all registered schedules."""
    return tuple(_SCHEDULES.values())


class Timekeeper:
    """Queues the turns of all schedules; remembers what it has seen, so that waiting costs no queries."""

    def __init__(self) -> None:
        self.seen: dict[str, datetime] = {}

    def queue_turns(self) -> int:
        """Queue each schedule that has come round and that nobody queued yet; returns how many."""
        now = timezone.now()
        queued = 0
        for entry in known_schedules():
            moment = entry.turn(now)
            if self.seen.get(entry.name) != moment:
                queued += _queue_turn(entry, moment)
                self.seen[entry.name] = moment
        return queued


def _queue_turn(entry: Schedule, moment: datetime) -> bool:
    from yilan.core.jobs.models import Job, Tick

    if Tick.objects.filter(schedule=entry.name, moment=moment).exists():
        return False
    with transaction.atomic():
        _tick, created = Tick.objects.get_or_create(schedule=entry.name, moment=moment)
        if created:  # written without a look at the task: a wrong path shall end on the dead list, not end the worker
            Job.objects.create(task=entry.task, arguments=entry.arguments)
    return created
