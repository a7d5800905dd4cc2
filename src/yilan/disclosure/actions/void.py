from typing import TYPE_CHECKING

from django.db import transaction

from yilan.accounts.models import User

if TYPE_CHECKING:
    from yilan.disclosure.models import RecordPage


@transaction.atomic
def void_stale_release(*, actor: User | None, record: "RecordPage") -> None:
    """After an edit: end the record's open release unless the draft still is exactly what was submitted."""
    from yilan.disclosure.actions.common import close, note_step
    from yilan.disclosure.content import content_hash, content_of
    from yilan.disclosure.models import Release, ReleaseStep

    release = Release.objects.select_for_update().filter(record=record.pk, state__in=Release.OPEN_STATES).first()
    if release is None or release.content_hash == content_hash(content_of(record)):
        return
    note_step(release, actor=actor, stage=release.state, outcome=ReleaseStep.Outcome.VOIDED)
    close(release, Release.State.VOID)
