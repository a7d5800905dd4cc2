"""Something is being written, without an account: what the device keeps is a key, what the site keeps lies sealed.

Nothing of this is in the audit trail: until it is sent, it is nobody's business but that of who writes it.
"""

import json
from collections.abc import Iterable, Mapping
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from yilan.access.asking import OnlineForm, online_form, tidied
from yilan.access.asking.online import REQUESTS
from yilan.access.models import AnsweredByRecord, DraftFile, RequestDraft
from yilan.access.queries.drafts import DRAFT, FORM, KEPT, draft_at, sent_by
from yilan.core.sealing import blind_index
from yilan.intake.actions import discard, keep
from yilan.intake.receiving import Received

MOST_FILES = 10  # in a request that is being written


def begin_draft(*, key: str, answers: Mapping[str, str] | None = None, form: OnlineForm | None = None) -> RequestDraft:
    """Begin a form on a device that keeps the key, without `form` that for requests.

    With the key of one that is being written, go on with that.

    `ValueError` for the key of one that was sent: a second one would be taken for the first.
    """
    draft = draft_at(key)
    if draft is None and sent_by(key) is not None:
        raise ValueError("A request was sent with this key; each has a key of its own")
    if draft is None:
        draft = RequestDraft.objects.create(
            key_index=blind_index(key, purpose=DRAFT),
            answers=_written(tidied(answers or {}) | {FORM: (form or online_form(REQUESTS)).code}),
            touched_at=timezone.now(),
        )
    return draft


@transaction.atomic
def save_answers(*, draft: RequestDraft, answers: Mapping[str, str]) -> dict[str, str]:
    """Keep answers beside those that were given before; returns all of them. Two windows may write at once."""
    locked = RequestDraft.objects.select_for_update().get(pk=draft.pk)
    kept: dict[str, str] = json.loads(locked.answers) | tidied(answers)
    locked.answers, locked.touched_at = _written(kept), timezone.now()
    locked.save(update_fields=["answers", "touched_at"])
    return kept


@transaction.atomic
def add_draft_files(*, draft: RequestDraft, role: str, received: Iterable[Received]) -> list[DraftFile]:
    """Keep files that were found good; `ValidationError` when there would be too many."""
    RequestDraft.objects.select_for_update().get(pk=draft.pk)
    files = list(received)
    if draft.files.count() + len(files) > MOST_FILES:
        for one in files:
            one.discard()
        raise ValidationError(
            _("A request holds at most %(most)d files. Remove some, or put several pages into one file.")
            % {"most": MOST_FILES}
        )
    return [DraftFile.objects.create(draft=draft, role=role, stored=keep(one)) for one in files]


@transaction.atomic
def remove_draft_file(*, draft: RequestDraft, file: int) -> None:
    """Delete a file of a request that is being written; one that is not there is removed already."""
    found = draft.files.select_related("stored").filter(pk=file).first()
    if found is not None:
        found.delete()
        discard(found.stored)


@transaction.atomic
def throw_away_draft(*, draft: RequestDraft) -> None:
    """Delete everything that was written and added, at once."""
    files = [file.stored for file in draft.files.select_related("stored")]
    draft.files.all().delete()
    draft.delete()
    for stored in files:
        discard(stored)


@transaction.atomic
def answered_by_record(*, draft: RequestDraft, index_number: str) -> None:
    """Count that a published record has answered what was about to be asked, and throw away what was written."""
    row, _made = AnsweredByRecord.objects.get_or_create(on=timezone.localdate(), index_number=index_number)
    AnsweredByRecord.objects.filter(pk=row.pk).update(times=F("times") + 1)
    throw_away_draft(draft=draft)


def throw_away_old_drafts() -> int:
    """Throw away what nobody has touched for thirty days; returns how many there were."""
    old = RequestDraft.objects.filter(touched_at__lt=timezone.now() - timedelta(days=KEPT))
    count = 0
    for draft in old.iterator():
        throw_away_draft(draft=draft)
        count += 1
    return count


def _written(answers: Mapping[str, str]) -> str:
    return json.dumps(answers, ensure_ascii=False)
