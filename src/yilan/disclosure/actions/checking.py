from django.db import transaction

from yilan.accounts.models import User
from yilan.disclosure.actions.common import enter, lock, note_step, require_hand
from yilan.disclosure.models import Release, ReleaseStep


@transaction.atomic
def pass_agency_check(*, actor: User, release: Release, opinion: str = "") -> Release:
    """The agency's checker finds facts, source and wording right; the release goes on to the secrecy review."""
    release = lock(release, Release.State.AGENCY_CHECK)
    require_hand(actor, release)
    note_step(release, actor=actor, stage=release.state, outcome=ReleaseStep.Outcome.PASSED, opinion=opinion)
    enter(release, Release.State.SECRECY_REVIEW)
    return release
