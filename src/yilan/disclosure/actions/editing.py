from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from yilan.accounts.models import User
from yilan.core import audit
from yilan.disclosure.actions.drafting import require_officer
from yilan.disclosure.models import RecordPage


@transaction.atomic
def note_edit(*, actor: User, record: RecordPage, begun: bool) -> None:
    """Keep in the audit trail that the editor began a record, or saved another draft of it."""
    verb = "draft" if begun else "revise"
    agency = record.agency
    audit.record(actor=actor, action=f"disclosure:record:{verb}", subject=record, agency_code=agency.code)


@transaction.atomic
def discard_draft(*, actor: User, record: RecordPage) -> None:
    """Throw away a draft that was never submitted; what was submitted or published once stays for good."""
    record = RecordPage.objects.select_for_update(of=("self",)).get(pk=record.pk)
    agency = record.agency
    require_officer(actor, agency)
    if record.owner_id != actor.pk:
        raise PermissionDenied(_("Only the one who began a draft may throw it away."))
    if record.releases.exists() or record.versions.exists():
        raise ValidationError(_("This record has been submitted before, so it stays. Leave it as it is, or revise it."))
    audit.record(
        actor=actor,
        action="disclosure:record:discard",
        subject=record,
        agency_code=agency.code,
        detail={"title": record.draft_title},
    )
    record.delete()
