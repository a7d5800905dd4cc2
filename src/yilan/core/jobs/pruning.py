"""Old jobs and ticks are removed, so that the tables stay small. Dead jobs stay until staff have dealt with them."""

from datetime import timedelta

from django.db.models import Max
from django.utils import timezone

from yilan.core.jobs.models import Job, Tick
from yilan.core.jobs.registry import own_transactions, task

KEPT = timedelta(days=30)
BATCH = 1000  # rows in one transaction: on SQLite, nobody else writes meanwhile


@task
@own_transactions
def prune() -> int:
    """Remove jobs done more than `KEPT` ago, and the ticks of schedules from before then except each one's last."""
    before = timezone.now() - KEPT
    last = Tick.objects.order_by().values("schedule").annotate(last=Max("id")).values_list("last", flat=True)
    old_jobs = Job.objects.order_by("id").filter(state=Job.State.DONE, finished_at__lt=before)
    old_ticks = Tick.objects.order_by("id").filter(moment__lt=before).exclude(pk__in=list(last))
    removed = 0
    while keys := list(old_jobs.values_list("pk", flat=True)[:BATCH]):
        removed += Job.objects.filter(pk__in=keys).delete()[0]
    while keys := list(old_ticks.values_list("pk", flat=True)[:BATCH]):
        removed += Tick.objects.filter(pk__in=keys).delete()[0]
    return removed
