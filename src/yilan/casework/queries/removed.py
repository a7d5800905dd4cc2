"""Files that were taken out of a case: what the audit trail still knows of them."""

from dataclasses import dataclass
from datetime import datetime

from yilan.casework.models import Case, CaseFile
from yilan.core.audit.models import AuditEntry

REMOVED = "casework:file:remove"


@dataclass(frozen=True, slots=True)
class RemovedFile:
    """A file that is gone: its name, masked, what it was taken for, its hash, who took it out, when and why."""

    name: str
    role: str
    sha256: str
    by: str
    at: datetime
    reason: str


def removed_files(case: Case) -> list[RemovedFile]:
    """Return the files that were taken out of a case, the first removed first; one query."""
    removals = AuditEntry.objects.select_related("words")
    rows = removals.filter(subject_type=case._meta.label_lower, subject_id=str(case.pk), action=REMOVED)
    return [
        RemovedFile(
            name=row.told["name"],
            role=str(CaseFile.Role(row.detail["role"]).label),
            sha256=row.detail["sha256"],
            by=row.actor_name,
            at=row.at,
            reason=row.told["reason"],
        )
        for row in rows.order_by("pk")
    ]
