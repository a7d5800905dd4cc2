from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from yilan.accounts.models import User
from yilan.core.events import emit
from yilan.disclosure.actions.common import enter, note_step
from yilan.disclosure.actions.drafting import require_officer
from yilan.disclosure.actions.screening import screen
from yilan.disclosure.completeness import require_complete
from yilan.disclosure.content import content_hash, content_of
from yilan.disclosure.models import RecordPage, Release, ReleaseStep


@transaction.atomic
def submit_record(*, actor: User, record: RecordPage) -> Release:
    """Send a record's latest draft to the first hand.

    Raises `PermissionDenied` for anybody but a disclosure officer of the agency; `ValidationError` with field names
    where the draft is incomplete, equal to what is published, or already on its way.
    """
    record = RecordPage.objects.select_for_update(of=("self",)).get(pk=record.pk)
    agency = record.agency
    require_officer(actor, agency)
    if record.releases.filter(state__in=Release.OPEN_STATES).exists():
        raise ValidationError(_("This record is already on its way. Recall it first if you want to change it."))
    revision = record.get_latest_revision()
    draft = revision.as_object() if revision else record
    require_complete(draft)
    content = content_of(draft)
    digest = content_hash(content)
    if record.live and record.versions.order_by("-number").values_list("content_hash", flat=True).first() == digest:
        raise ValidationError(_("Nothing has changed since the published version."))
    release = Release.objects.create(
        record=record,
        revision=revision,
        agency=agency,
        title=draft.title,
        content=content,
        content_hash=digest,
        author=actor,
        submitted_at=timezone.now(),
        goes_out_at=draft.goes_out_at,
    )
    release.authors.set(writers_of(record) | {actor.pk})
    note_step(release, actor=actor, stage=Release.State.AGENCY_CHECK, outcome=ReleaseStep.Outcome.SUBMITTED)
    screen(release)
    enter(release, Release.State.AGENCY_CHECK)
    emit("RecordSubmitted", release, record=record.pk)
    return release


def writers_of(record: RecordPage) -> set[int]:
    """Return the keys of everybody who saved a draft since the last published version."""
    drafts = record.revisions.exclude(user=None)
    last = record.versions.order_by("-number").first()
    if last is not None:
        drafts = drafts.filter(created_at__gt=last.published_at)
    return set(drafts.values_list("user", flat=True))
