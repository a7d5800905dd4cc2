"""How the work stands, for staff and for whoever watches the machine."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, QuerySet
from django.utils import timezone

from yilan.core.jobs.leases import expired, waiting
from yilan.core.jobs.models import Job

PATIENCE = timedelta(minutes=10)


@dataclass(frozen=True)
class Health:
    """The state of all jobs at one moment. `due` counts waiting jobs whose time has come, `stuck` what nobody takes."""

    waiting: int
    due: int
    running: int
    done: int
    dead: int
    stuck: int
    oldest_due: datetime | None
    lag: float  # seconds since the oldest due job could have been taken; 0 when none is due

    @property
    def ok(self) -> bool:
        """Whether nothing was given up and nothing is stuck."""
        return not self.dead and not self.stuck


def health(patience: timedelta = PATIENCE) -> Health:
    """Return how the work stands. A job is stuck when it could have been taken longer ago than `patience`."""
    now = timezone.now()
    counts = dict(Job.objects.order_by().values_list("state").annotate(Count("id")))
    due, left = waiting(now), expired(now)
    moments = [
        *due.values_list("due_at", flat=True)[:1],
        *(moment for moment in left.values_list("lease_until", flat=True)[:1] if moment),
    ]
    oldest = min(moments, default=None)
    return Health(
        waiting=counts.get(Job.State.WAITING, 0),
        due=due.count(),
        running=counts.get(Job.State.RUNNING, 0),
        done=counts.get(Job.State.DONE, 0),
        dead=counts.get(Job.State.DEAD, 0),
        stuck=waiting(now - patience).count() + expired(now - patience).count(),
        oldest_due=oldest,
        lag=(now - oldest).total_seconds() if oldest else 0.0,
    )


def dead_jobs() -> QuerySet[Job]:
    """Return the jobs that were given up, the latest first."""
    return Job.objects.filter(state=Job.State.DEAD).order_by("-finished_at", "-id")
