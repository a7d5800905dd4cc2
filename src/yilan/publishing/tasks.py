"""Work of the publishing room that the worker does."""

from datetime import time, timedelta

from yilan.core.jobs import own_transactions, schedule, task
from yilan.core.jobs.actions import queue_once
from yilan.publishing import draining
from yilan.publishing.building import keep_address
from yilan.publishing.models import TouchedAddress
from yilan.publishing.shelves import is_static
from yilan.publishing.touching import of_the_day

ATTEMPTS = 1000  # one a minute while a disk is full or a page is broken; the administrator's home says so meanwhile


@task
@own_transactions
def write_touched() -> int:
    """Write the touched pages; returns how many."""
    if not is_static():
        return 0
    try:
        keep_address()
    except OSError:  # the bucket is away: whoever looks why pages wait finds it with them
        draining.note_failure(list(TouchedAddress.objects.values_list("pk", flat=True)))
        raise
    return draining.drain()


@task
def begin_day() -> int:
    """Touch what looks different on a new day; returns how many addresses."""
    if not is_static():
        return 0
    touched = draining.touch(of_the_day())
    order_drain()
    return touched


@task
def look_again() -> bool:
    """Order the writing of pages that were left, as after a full disk; tells whether there were any."""
    left = is_static() and TouchedAddress.objects.exists()
    if left:
        order_drain()
    return left


def order_drain() -> None:
    """Let the worker write the touched pages soon; one order that waits is enough for all."""
    queue_once(write_touched, attempts_allowed=ATTEMPTS)


schedule("publishing.begin-day", begin_day, daily_at=time(0, 1))
schedule("publishing.look-again", look_again, every=timedelta(minutes=1))
