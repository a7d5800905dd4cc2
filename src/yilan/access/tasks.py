"""Work of the room that the worker does."""

from datetime import time

from yilan.access.actions import drafts
from yilan.core.jobs import schedule, task


@task
def throw_away_old_drafts() -> int:
    """Throw away requests that were being written and that nobody has touched for thirty days."""
    return drafts.throw_away_old_drafts()


schedule("access.throw-away-old-drafts", throw_away_old_drafts, daily_at=time(3, 40))
