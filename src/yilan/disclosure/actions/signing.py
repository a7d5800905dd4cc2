from django.db import transaction
from django.utils import timezone

from yilan.accounts.models import User
from yilan.core.jobs.actions import queue
from yilan.disclosure.actions.common import enter, lock, note_step, require_hand
from yilan.disclosure.actions.publishing import publish_release
from yilan.disclosure.actions.screening import require_no_open_hit, screen
from yilan.disclosure.models import Release, ReleaseStep

PUBLISH_DUE = "yilan.disclosure.tasks.publish_due_release"


@transaction.atomic
def sign_off(*, actor: User, release: Release, opinion: str = "") -> Release:
    """The leader signs off. The record is published in the same transaction, or at the hour that its author set.

    The text is screened once more, because the rules of screening may have grown since it was submitted.
    """
    release = lock(release, Release.State.SIGN_OFF)
    require_hand(actor, release)
    screen(release)
    require_no_open_hit(release)
    note_step(release, actor=actor, stage=release.state, outcome=ReleaseStep.Outcome.PASSED, opinion=opinion)
    enter(release, Release.State.APPROVED)
    if release.goes_out_at and release.goes_out_at > timezone.now():
        queue(PUBLISH_DUE, {"release": release.pk}, due_at=release.goes_out_at, unique_key=f"publish:{release.pk}")
    else:
        publish_release(actor=actor, release=release)
    return release
