"""Marks in the outbox, for whoever reads the whole database and has to know what consumers have not heard of yet."""

from collections.abc import Iterator

from django.db import connection, transaction
from django.db.models import Max
from django.utils import timezone

from yilan.core.events.emitting import DELIVER
from yilan.core.events.models import Event
from yilan.core.jobs.models import Job

CHUNK = 500  # events read at a time


def last_committed() -> int:
    """Return the key up to which every event is committed: whoever reads from now on sees what these did."""
    with transaction.atomic():
        if connection.vendor == "postgresql":  # where a lower key may still be on its way: wait for all that write
            with connection.cursor() as cursor:
                cursor.execute(f"LOCK TABLE {connection.ops.quote_name(Event._meta.db_table)} IN SHARE MODE")
        return Event.objects.aggregate(last=Max("pk"))["last"] or 0


def settle(consumer: str, up_to: int) -> int:
    """Take deliveries to a consumer as done that wait and tell of events up to a mark; returns how many.

    For a reader that has just read everything up to there: after an import or in a new site they would be thousands,
    each of which finds nothing to do, and the next release would wait behind them.
    """
    waiting = Job.objects.filter(task=DELIVER, state=Job.State.WAITING, arguments__consumer=consumer)
    told = waiting.filter(arguments__event__lte=up_to)
    return told.update(state=Job.State.DONE, finished_at=timezone.now(), lease_until=None, error="")


def undelivered(consumer: str) -> Iterator[Event]:
    """Yield the events of which a consumer has not heard yet; those that were given up are not among them."""
    open_ = Job.objects.filter(task=DELIVER, state__in=[Job.State.WAITING, Job.State.RUNNING])
    keys = [told["event"] for told in open_.filter(arguments__consumer=consumer).values_list("arguments", flat=True)]
    for start in range(0, len(keys), CHUNK):
        yield from Event.objects.filter(pk__in=keys[start : start + CHUNK])
