from collections.abc import Mapping
from typing import Any

from django.db import models

from yilan.core.audit.capacity import roles_held
from yilan.core.audit.grammar import require
from yilan.core.audit.middleware import current_address
from yilan.core.audit.models import AuditEntry, AuditWords

SYSTEM = "系统"


def entry(
    *,
    actor: Any | None,
    action: str,
    subject: models.Model,
    agency_code: str = "",
    detail: dict[str, Any] | None = None,
) -> AuditEntry:
    """Return an unsaved row, for those that write many at once."""
    require(action)
    return AuditEntry(
        actor=actor,
        actor_name=str(actor) if actor else SYSTEM,
        roles=roles_held(actor),
        action=action,
        subject_type=subject._meta.label_lower,
        subject_id=str(subject.pk),
        subject_label=str(subject)[:300],
        agency_code=agency_code,
        detail=detail or {},
        address=current_address(),
    )


def record(  # noqa: PLR0913 - all by name
    *,
    actor: Any | None,
    action: str,
    subject: models.Model,
    agency_code: str = "",
    detail: dict[str, Any] | None = None,
    words: Mapping[str, Any] | None = None,
) -> AuditEntry:
    """Write one audit row in the caller's transaction.

    `actor` is the user who acts, None for the system itself. `action` must be registered. `detail` holds old and new
    values or whatever makes the row understandable later, as JSON; `words` what of it is somebody's words about a
    case, or may name a person: that lies sealed.
    """
    row = entry(actor=actor, action=action, subject=subject, agency_code=agency_code, detail=detail)
    said = {name: value for name, value in (words or {}).items() if value not in ("", None)}
    if said:
        row.words = AuditWords.keep(said)
    row.save()
    return row
