"""What is being written on devices, and what became of what was sent."""

import json

from yilan.access.asking import OnlineForm, online_form
from yilan.access.asking.online import REQUESTS
from yilan.access.models import DraftFile, RequestDraft
from yilan.casework.models import Case
from yilan.core.sealing import blind_index

DRAFT = "access.draft"
FORM = "form"  # beside the answers: the code of the form that is being filled in
KEPT = 30  # days after which what nobody touched is thrown away


def draft_at(key: str) -> RequestDraft | None:
    """Return the request that a device is writing; None when there is none, or no key."""
    return RequestDraft.objects.filter(key_index=blind_index(key, purpose=DRAFT)).first() if key else None


def answers_of(draft: RequestDraft) -> dict[str, str]:
    """Return what has been answered, by the names of the fields."""
    answers: dict[str, str] = json.loads(draft.answers)
    return answers


def form_of(draft: RequestDraft) -> OnlineForm:
    """Return the form that is being filled in."""
    return online_form(answers_of(draft).get(FORM, REQUESTS))


def files_of(draft: RequestDraft) -> list[DraftFile]:
    """Return the files that were added, in their order."""
    return list(draft.files.select_related("stored"))


def sent_by(key: str) -> Case | None:
    """Return the case that was made of what a device was writing; None when it was not sent."""
    return sent_from(blind_index(key, purpose=DRAFT)) if key else None


def sent_from(index: str) -> Case | None:
    """Return the case that was made of a request with this index of its key."""
    return Case.objects.select_related("agency").filter(submission_key=index).first()
