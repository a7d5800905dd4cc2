from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from yilan.core.jobs import task
from yilan.core.sealing import blind_index
from yilan.core.tries.models import TryCount

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
KEPT = timedelta(days=2)  # no window is longer than a day


@dataclass(frozen=True, slots=True)
class Rate:
    """How often something may be tried: `most` times in each window of the length `within` (at most a day)."""

    name: str
    most: int
    within: timedelta

    def window(self, now: datetime) -> datetime:
        """Return when the window began in which a moment lies."""
        return now - (now - _EPOCH) % self.within


def left(rate: Rate, source: str | None) -> int:
    """Return how many tries a source (an address, a person) has left now; 0 when it has to wait."""
    found = TryCount.objects.filter(source=_index(rate, source), window=rate.window(timezone.now()))
    used = found.values_list("times", flat=True).first() or 0
    return max(rate.most - used, 0)


def note(rate: Rate, source: str | None, times: int = 1) -> None:
    """Count tries of a source."""
    with transaction.atomic():
        row, _made = TryCount.objects.get_or_create(source=_index(rate, source), window=rate.window(timezone.now()))
        TryCount.objects.filter(pk=row.pk).update(times=F("times") + times)


def forget(rate: Rate, source: str | None) -> None:
    """Let a source begin anew, because it has shown that it does not guess."""
    TryCount.objects.filter(source=_index(rate, source)).delete()


@task
def prune() -> int:
    """Remove what no rate asks for any more; returns how many rows."""
    removed, _tables = TryCount.objects.filter(window__lt=timezone.now() - KEPT).delete()
    return removed


def _index(rate: Rate, source: str | None) -> str:
    return blind_index(source or "unknown", purpose=f"tries.{rate.name}")
