"""What was looked for in a week: most asked, not found, found and not opened.

Whether a result was opened is known only of pages that run scripts, so only their questions count as left.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Sum
from django.utils import timezone

from yilan.search.models import AskedQuestion

ROWS = 20


@dataclass(frozen=True)
class Asked:
    """A question with how often it was asked, found nothing, and led to a result that was opened."""

    text: str
    asked: int
    failed: int
    opened: int


@dataclass(frozen=True)
class Week:
    """The questions of one week, which begins on a Monday."""

    monday: date
    total: int
    failed_total: int
    top: list[Asked]
    failed: list[Asked]
    abandoned: list[Asked]

    @property
    def sunday(self) -> date:
        """Its last day."""
        return self.monday + timedelta(days=6)

    @property
    def before(self) -> date:
        """The Monday of the week before."""
        return self.monday - timedelta(days=7)

    @property
    def after(self) -> date | None:
        """The Monday of the week after, None when it has not begun."""
        following = self.monday + timedelta(days=7)
        return following if following <= timezone.localdate() else None


def week_of(day: date) -> Week:
    """Return the questions of the week in which a day lies: four queries."""
    monday = day - timedelta(days=day.weekday())
    found = AskedQuestion.objects.filter(day__gte=monday, day__lt=monday + timedelta(days=7)).order_by()
    sums = found.aggregate(asked=Sum("asked"), failed=Sum("failed"))
    rows = found.values("text").annotate(n=Sum("asked"), lost=Sum("failed"), seen=Sum("shown"), read=Sum("opened"))
    return Week(
        monday=monday,
        total=sums["asked"] or 0,
        failed_total=sums["failed"] or 0,
        top=_rows(rows.order_by("-n", "text")),
        failed=_rows(rows.filter(lost__gt=0).order_by("-lost", "text")),
        abandoned=_rows(rows.filter(read=0, seen__gt=0).order_by("-seen", "text")),
    )


def _rows(found: object) -> list[Asked]:
    return [Asked(one["text"], one["n"], one["lost"], one["read"]) for one in found[:ROWS]]  # type: ignore[index]
