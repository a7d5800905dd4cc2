"""A request that was written on a device is sent."""

import json
from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from yilan.access.actions.arriving import Wish, submit_request
from yilan.access.asking import YES, Answers, has_agent, is_person, problems
from yilan.access.models import RequestDraft
from yilan.access.queries.drafts import sent_from
from yilan.casework.actions import PartyData
from yilan.casework.models import Case, PartyRole
from yilan.organizations.models import Agency

PARTY_FIELDS = (
    "name", "contact_person", "identity_kind", "identity_number", "phone", "email", "address", "postcode", "fax",
)  # fmt: skip


def send_request(*, draft: RequestDraft) -> Case:
    """Send a request that was written, once: whoever sends the same one again gets the case that it made.

    Raises `ValidationError` with the names of the fields that are missing or wrong; then nothing has changed.
    """
    try:
        return _send(draft)
    except IntegrityError:  # the same one was sent at this very moment
        earlier = sent_from(draft.key_index)
        if earlier is None:
            raise
        return earlier


@transaction.atomic
def _send(draft: RequestDraft) -> Case:
    locked = RequestDraft.objects.select_for_update().filter(pk=draft.pk).first()
    if locked is None:
        earlier = sent_from(draft.key_index)
        if earlier is None:
            raise ValidationError(_("What was written has been thrown away. Begin anew."))
        return earlier
    answers: Mapping[str, str] = json.loads(locked.answers)
    files = list(locked.files.select_related("stored"))
    found = problems(answers, {file.role for file in files}, timezone.localdate())
    agency = Agency.objects.filter(code=answers.get("agency", ""), closed_on=None).first()
    if agency is None:
        found.setdefault("agency", _("This agency takes no requests any more. Choose another."))
    if found or agency is None:
        raise ValidationError(found)
    filed = [(file.role, file.stored) for file in files]
    locked.files.all().delete()
    locked.delete()
    return submit_request(
        key=draft.key_index, agency=agency, parties=_parties(answers), wish=_wish(answers), files=filed
    )


def _wish(answers: Answers) -> Wish:
    said = [answers.get("title", ""), answers.get("description", "")]
    return Wish(
        title=answers.get("title", ""),
        description="\n".join(part for part in said if part) or answers.get("sought_number", ""),
        sought_number=answers.get("sought_number", ""),
        about_oneself=answers.get("about_oneself") == YES,
        supply=answers.get("supply", ""),
        delivery=answers.get("delivery", ""),
        accepts_other=answers.get("accepts_other") == YES,
    )


def _parties(answers: Answers) -> list[PartyData]:
    fields = {name: answers.get(name, "") for name in PARTY_FIELDS}
    if is_person(answers):
        fields["contact_person"] = ""  # left from when an organisation was chosen first
    found = [PartyData(PartyRole.APPLICANT, answers["kind"], fields)]
    if has_agent(answers):
        agent = {"name": answers.get("agent_name", ""), "phone": answers.get("agent_phone", "")}
        found.append(PartyData(PartyRole.AGENT, fields=agent))
    return found
