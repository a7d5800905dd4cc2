"""Work of the search room that the worker does."""

from datetime import timedelta

from yilan.core.jobs import own_transactions, schedule, task
from yilan.core.jobs.actions import queue_once
from yilan.search import building, log, updating
from yilan.search.engines.chosen import engine, is_wanted
from yilan.search.models import OutdatedDocument

ATTEMPTS = 1000  # one a minute while a disk is full or an engine is away


@task
@own_transactions
def update_index() -> int:
    """Index what is outdated; returns how many documents. A site without an index gets its first one."""
    if not is_wanted():
        return 0
    first = 0 if engine().exists() else building.build()
    return first + updating.update()


@task
def look_again() -> bool:
    """Order the indexing of what was left, and the first index where there is none; tells whether it did."""
    left = is_wanted() and (OutdatedDocument.objects.exists() or not engine().exists())
    if left:
        order_update()
    return left


@task
def count_questions() -> int:
    """Count what was looked for; returns how many lines were counted."""
    return log.count_up() if is_wanted() else 0


def order_update() -> None:
    """Let the worker bring the index up to date soon; one order that waits is enough for all."""
    queue_once(update_index, attempts_allowed=ATTEMPTS)


schedule("search.look-again", look_again, every=timedelta(minutes=1))
schedule("search.count-questions", count_questions, every=timedelta(minutes=10))
