"""Files of a case: taken in, opened, shown to the applicant."""

from datetime import date

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from yilan.accounts.models import User
from yilan.casework.authority import may_open, may_reveal, require_handler
from yilan.casework.models import Case, CaseEvent, CaseFile, Party
from yilan.core import audit
from yilan.intake.models import StoredFile
from yilan.intake.queries import open_kept


@transaction.atomic
def add_file(  # noqa: PLR0913 - all by name
    *,
    actor: User | None,
    case: Case,
    stored: StoredFile,
    role: str,
    label: str = "",
    event: CaseEvent | None = None,
    party: Party | None = None,
    made_from: CaseFile | None = None,
    report: dict[str, object] | None = None,
    hand: str = CaseEvent.Hand.STAFF,
) -> CaseFile:
    """Add a file that the intake room has looked into and kept. Staff need a role at the case's agency."""
    if hand == CaseEvent.Hand.STAFF:
        require_handler(actor, case)
    file = CaseFile.objects.create(
        case=case,
        event=event,
        party=party,
        role=role,
        stored=stored,
        label=label[:200],
        made_from=made_from,
        report=report or {},
        added_at=timezone.now(),
    )
    audit.record(
        actor=actor,
        action="casework:file:add",
        subject=case,
        agency_code=case.agency.code,
        detail={"file": file.pk, "role": role, "sha256": stored.sha256},
    )
    return file


@transaction.atomic
def open_file(*, actor: User, file: CaseFile, purpose: str = "") -> bytes:
    """Return a file's bytes in clear and note who opened it; proofs of identity need a purpose and a handler."""
    if not may_open(actor, file):
        raise PermissionDenied(_("Only those who handle this agency's cases may open personal data."))
    if file.is_personal:
        if not may_reveal(actor, file.case):
            raise PermissionDenied(_("Only those who handle this agency's cases may open personal data."))
        if not purpose.strip():
            raise ValidationError({"purpose": _("State what you need it for; it is noted.")})
    audit.record(
        actor=actor,
        action="casework:file:open",
        subject=file.case,
        agency_code=file.case.agency.code,
        detail={"file": file.pk, "role": file.role},
        words={"purpose": purpose.strip()},
    )
    return open_kept(file.stored).read()


@transaction.atomic
def open_own_file(*, file: CaseFile) -> bytes:
    """Return a file that stands open to the applicant, and note that it was taken by the tracking code.

    `PermissionDenied` when it was never shown, or no longer is.
    """
    if file.shown_until is None or file.shown_until < timezone.localdate():
        raise PermissionDenied(_("This file can no longer be taken here. Ask the agency."))
    audit.record(
        actor=None,
        action="casework:file:open",
        subject=file.case,
        agency_code=file.case.agency.code,
        detail={"file": file.pk, "role": file.role, "hand": CaseEvent.Hand.APPLICANT},
    )
    return open_kept(file.stored).read()


@transaction.atomic
def show_file(*, actor: User | None, file: CaseFile, until: date | None) -> None:
    """Let the applicant take a file by the tracking code until a day; None takes it back at once."""
    if actor is not None:
        require_handler(actor, file.case)
    file.shown_until = until
    file.save(update_fields=["shown_until"])
    audit.record(
        actor=actor,
        action="casework:file:show",
        subject=file.case,
        agency_code=file.case.agency.code,
        detail={"file": file.pk, "until": until.isoformat() if until else ""},
    )
