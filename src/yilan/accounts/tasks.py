"""Work of the accounts room that the worker does."""

from yilan.accounts.permissions import follow_everyone
from yilan.core.jobs import task


@task
def begin_day() -> int:
    """Let the groups follow terms that began or ended with the new day; returns how many people it touched."""
    return follow_everyone()
