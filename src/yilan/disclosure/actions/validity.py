from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from yilan.accounts.models import Role, User
from yilan.accounts.queries import holds
from yilan.core import audit
from yilan.core.events import emit
from yilan.disclosure.actions.common import require_text
from yilan.disclosure.models import Publication, RecordPage, Validity


@transaction.atomic
def change_validity(  # noqa: PLR0913 - a verb with its facts
    *,
    actor: User,
    record: RecordPage,
    validity: str,
    changed_on: date,
    changed_by: RecordPage | None = None,
    reason: str = "",
) -> RecordPage:
    """Mark a record as amended, lapsed, repealed or in force again, with the day and the record that changed it."""
    agency = record.agency
    if not any(holds(actor, role, agency) for role in (Role.LEADER, Role.INFORMATION_OFFICE)):
        raise PermissionDenied(_("Only the information office or the agency's leader may change the validity."))
    if changed_by is not None and changed_by.pk == record.pk:
        raise ValidationError({"changed_by": _("A record cannot repeal itself.")})
    if changed_by is None:
        reason = require_text(reason, "reason", _("Name the record that changed it, or say why."))
    return _mark(actor, record, Validity(validity), changed_on, changed_by, reason)


def repeal_superseded(*, actor: User | None, record: RecordPage, content: dict[str, Any]) -> None:
    """Mark what a newly published record supersedes as repealed from the day on which it enters into force."""
    since = date.fromisoformat(content["in_force_from"]) if content["in_force_from"] else timezone.localdate()
    for other in RecordPage.objects.filter(pk__in=content["supersedes"]).exclude(validity=Validity.REPEALED):
        _mark(actor, other, Validity.REPEALED, since, record, "")


def _mark(  # noqa: PLR0913, PLR0917 - the facts of one mark
    actor: User | None, record: RecordPage, validity: str, changed_on: date, changed_by: RecordPage | None, reason: str
) -> RecordPage:
    before = record.validity
    record.validity, record.validity_changed_on, record.validity_changed_by = validity, changed_on, changed_by
    RecordPage.objects.filter(pk=record.pk).update(
        validity=validity, validity_changed_on=changed_on, validity_changed_by=changed_by
    )
    Publication.objects.filter(record=record.pk).update(validity=validity)
    audit.record(
        actor=actor,
        action="disclosure:record:validity",
        subject=record,
        detail={
            "before": before,
            "after": validity,
            "on": changed_on.isoformat(),
            "by": changed_by.pk if changed_by else None,
            "reason": reason,
        },
    )
    emit("RecordValidityChanged", record, validity=validity, index_number=record.index_number)
    return record
