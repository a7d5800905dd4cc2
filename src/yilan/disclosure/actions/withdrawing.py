from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.actions.unpublish_page import UnpublishPageAction

from yilan.accounts.models import Role, User
from yilan.accounts.queries import holds
from yilan.core import audit
from yilan.core.events import emit
from yilan.disclosure.actions.common import require_text
from yilan.disclosure.actions.publishing import announce, place
from yilan.disclosure.models import Publication, RecordPage


@transaction.atomic
def withdraw_record(*, actor: User, record: RecordPage, reason: str) -> Publication:
    """Take a record from the public; its address keeps a notice with the reason.

    The information office and the agency's leader may. Versions stay in the archive, and `restore_record` undoes it.
    """
    publication = _locked(record, Publication.State.STANDING)
    require_withdrawer(actor, publication)
    publication.withdrawal_reason = require_text(reason, "reason", _("Say why; the public reads this reason."))
    publication.withdrawn_at = timezone.now()
    publication.state = Publication.State.WITHDRAWN
    publication.save(update_fields=["withdrawal_reason", "withdrawn_at", "state"])
    publication.places.update(listed=False)
    # Who may withdraw is our own rule, checked above; nobody holds Wagtail's permission for it.
    UnpublishPageAction(RecordPage.objects.get(pk=record.pk), user=actor).execute(skip_permission_checks=True)
    audit.record(
        actor=actor,
        action="disclosure:record:withdraw",
        subject=record,
        agency_code=publication.agency.code,
        detail={"reason": publication.withdrawal_reason, "index_number": publication.index_number},
    )
    emit("RecordWithdrawn", record, index_number=publication.index_number, reason=publication.withdrawal_reason)
    return publication


@transaction.atomic
def restore_record(*, actor: User, record: RecordPage, reason: str) -> Publication:
    """Undo a withdrawal: the same reviewed version stands again."""
    publication = _locked(record, Publication.State.WITHDRAWN)
    require_withdrawer(actor, publication)
    reason = require_text(reason, "reason", _("Say why it is published again."))
    publication.state = Publication.State.STANDING
    publication.withdrawn_at = None
    publication.withdrawal_reason = ""
    publication.save(update_fields=["withdrawal_reason", "withdrawn_at", "state"])
    page = RecordPage.objects.get(pk=record.pk)
    page.live = True
    page.save()
    place(publication, [stand.column_id for stand in publication.places.all()])
    audit.record(
        actor=actor,
        action="disclosure:record:restore",
        subject=record,
        agency_code=publication.agency.code,
        detail={"reason": reason},
    )
    announce(publication.version, publication.index_number)
    return publication


def require_withdrawer(actor: User, publication: Publication) -> None:
    """Raise `PermissionDenied` unless the actor may take this record from the public."""
    if not any(holds(actor, role, publication.agency) for role in (Role.INFORMATION_OFFICE, Role.LEADER)):
        raise PermissionDenied(_("Only the information office or the agency's leader may withdraw a record."))


def _locked(record: RecordPage, state: str) -> Publication:
    publication = Publication.objects.select_for_update(of=("self",)).filter(record=record.pk).first()
    if publication is None or publication.state != state:
        raise ValidationError(_("The record is not in the state that this needs. Reload the page."))
    return publication
