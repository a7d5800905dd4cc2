"""What was written on a device is sent: a request, or whatever else has a form online."""

import json
from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from yilan.access.actions.arriving import Wish, submit_request
from yilan.access.actions.registering import submit_case_of
from yilan.access.asking import YES, Answers, OnlineForm, has_agent, is_person, problems
from yilan.access.asking.online import ALWAYS, DISTRICT, REQUESTS
from yilan.access.asking.statement import stated
from yilan.access.law.writing import fill
from yilan.access.models import RequestDraft
from yilan.access.queries.drafts import form_of, sent_from
from yilan.casework.actions import PartyData
from yilan.casework.models import Case, PartyRole
from yilan.casework.procedures import procedure
from yilan.organizations.models import Agency
from yilan.organizations.queries import district

PARTY_FIELDS = (
    "name", "contact_person", "identity_kind", "identity_number", "phone", "email", "address", "postcode", "fax",
)  # fmt: skip


def send_request(*, draft: RequestDraft) -> Case:
    """Send what was written, once: whoever sends the same one again gets the case that it made.

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
    form, answers = form_of(locked), _answers(locked)
    files = list(locked.files.select_related("stored"))
    found = problems(form, answers, {file.role for file in files}, timezone.localdate())
    agency = Agency.objects.filter(code=answers.get("agency", ""), closed_on=None).first()
    if agency is None:
        found.setdefault("agency", _("This agency takes no requests any more. Choose another."))
    if found or agency is None:
        raise ValidationError(found)
    filed = [(file.role, file.stored) for file in files]
    locked.files.all().delete()
    locked.delete()
    parties = _parties(answers)
    if form.code == REQUESTS:
        return submit_request(key=draft.key_index, agency=agency, parties=parties, wish=_wish(answers), files=filed)
    return submit_case_of(
        key=draft.key_index,
        procedure_code=form.code,
        agency=_handler(form, agency),
        parties=parties,
        title=fill(form.case_title, {"agency": agency.name}) if form.case_title else procedure(form.code).name,
        wish=_statement(form, answers, agency),
        files=filed,
    )


def _answers(draft: RequestDraft) -> Answers:
    answers: Mapping[str, str] = json.loads(draft.answers)
    return answers


def _handler(form: OnlineForm, chosen: Agency) -> Agency:
    """Return the agency that handles what was sent: the one that was chosen, or the district's own office."""
    return (district() if form.handler == DISTRICT else None) or chosen


def _statement(form: OnlineForm, answers: Answers, agency: Agency) -> Wish:
    return Wish(
        description=stated(form, answers, agency.name),
        sought_number=answers.get("earlier", ""),
        about_oneself=form.identity == ALWAYS,  # asked for, because it has to be shown
        supply="",
        delivery=answers.get("delivery", ""),
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
