from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from yilan.accounts.models import User
from yilan.core.events import emit
from yilan.disclosure.actions.common import close, lock, note_step, require_hand, require_text
from yilan.disclosure.actions.drafting import require_officer
from yilan.disclosure.models import Release, ReleaseStep

DECIDING = (Release.State.AGENCY_CHECK, Release.State.SECRECY_REVIEW, Release.State.SIGN_OFF)


@transaction.atomic
def return_release(*, actor: User, release: Release, reason: str) -> Release:
    """Give a release back to its author with a reason; the hand at the present stage may do so."""
    release = lock(release, *DECIDING)
    require_hand(actor, release)
    give_back(release, actor=actor, reason=require_text(reason, "reason", _("Say what has to change.")))
    return release


@transaction.atomic
def recall_release(*, actor: User, release: Release) -> Release:
    """The drafting agency takes its own submission back, up to the moment of publication."""
    release = lock(release, *Release.OPEN_STATES)
    require_officer(actor, release.agency)
    note_step(release, actor=actor, stage=release.state, outcome=ReleaseStep.Outcome.RECALLED)
    close(release, Release.State.RECALLED)
    return release


def give_back(release: Release, *, actor: User, reason: str) -> None:
    """End an open release as returned; its author hears of it."""
    if not release.is_open:
        raise ValidationError(_("This release is closed."))
    note_step(release, actor=actor, stage=release.state, outcome=ReleaseStep.Outcome.RETURNED, opinion=reason)
    close(release, Release.State.RETURNED)
    emit("RecordReturned", release, record=release.record_id, reason=reason)
