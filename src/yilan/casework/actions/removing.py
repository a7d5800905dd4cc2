"""A file that was added by mistake is taken out of its case, and its bytes are gone."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from yilan.accounts.models import User
from yilan.casework.actions.acting import lock
from yilan.casework.authority import may_remove
from yilan.casework.keeping import reasons_to_keep
from yilan.casework.models import CaseFile
from yilan.casework.personal import masked_file_name
from yilan.core import audit
from yilan.intake.actions import discard

LONGEST_REASON = 300


@transaction.atomic
def remove_file(*, actor: User, file: CaseFile, reason: str) -> None:
    """Take a file out of its case that was added by mistake; the bytes are deleted for good after the commit.

    What remains is a row of the audit trail: name, masked, what it was taken for, SHA-256, who, when, why. Somebody
    else's identity card must not lie in a case that it has nothing to do with (个人信息保护法第六条、第四十七条), while
    nothing on which the case rests may vanish. `PermissionDenied`; `ValidationError` at `reason`, or why it stays.
    """
    case = lock(file.case)
    file = CaseFile.objects.select_for_update(of=("self",)).select_related("stored").get(pk=file.pk)
    if not may_remove(actor, case):
        raise PermissionDenied(_("Only those who handle this agency's cases may take files out of them."))
    if why := reasons_to_keep(case, case.events.all(), [file]).get(file.pk):
        raise ValidationError(why)
    reason = reason.strip()[:LONGEST_REASON]
    if not reason:
        raise ValidationError({"reason": _("Say why it was added by mistake.")})
    stored = file.stored
    told = {
        "file": file.pk,
        "role": file.role,
        "size": stored.size,
        "sha256": stored.sha256,
        "added_at": file.added_at.isoformat(timespec="seconds"),
    }
    words = {"name": masked_file_name(stored.name), "reason": reason}
    file.delete()
    discard(stored)
    code = case.agency.code
    audit.record(actor=actor, action="casework:file:remove", subject=case, agency_code=code, detail=told, words=words)
