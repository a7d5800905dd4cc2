"""The audit trail as the staff screen shows it."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from yilan.accounts.models import Role
from yilan.accounts.queries.holding import agencies_where, governs
from yilan.core.audit.models import AuditEntry


@dataclass(frozen=True)
class TrailFilter:
    """Which rows: by whom, what, where, and between which days (both included)."""

    person: str = ""
    action: str = ""
    agency: str = ""
    since: date | None = None
    until: date | None = None


def trail(user: Any, wanted: TrailFilter) -> QuerySet[AuditEntry]:
    """Return the rows that the user may read, the newest first.

    Auditors and administrators of the whole district read everything; those of an agency read what concerns it and the
    agencies below it.
    """
    rows = AuditEntry.objects.select_related("words").order_by("-id")
    if not (governs(user, Role.AUDITOR) or governs(user, Role.ADMINISTRATOR)):
        codes = [*_codes(user, Role.AUDITOR), *_codes(user, Role.ADMINISTRATOR)]
        rows = rows.filter(agency_code__in=codes)
    if wanted.person:
        rows = rows.filter(actor_name__icontains=wanted.person) | rows.filter(actor__username=wanted.person)
    if wanted.action:
        rows = rows.filter(action=wanted.action)
    if wanted.agency:
        rows = rows.filter(agency_code=wanted.agency)
    if wanted.since:
        rows = rows.filter(at__gte=_midnight(wanted.since))
    if wanted.until:
        rows = rows.filter(at__lt=_midnight(wanted.until + timedelta(days=1)))
    return rows


def _codes(user: Any, role: str) -> list[str]:
    return list(agencies_where(user, role).values_list("code", flat=True))


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
