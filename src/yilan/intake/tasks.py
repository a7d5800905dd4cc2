from django.utils import timezone

from yilan.core.jobs import own_transactions, task
from yilan.intake import quarantine
from yilan.intake.actions import remove_orphans


@task
@own_transactions
def sweep() -> None:
    """Empty the quarantine of what was left there, and the store of files that no row knows."""
    now = timezone.now()
    quarantine.sweep(now)
    remove_orphans(now)
