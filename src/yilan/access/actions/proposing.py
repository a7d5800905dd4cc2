"""What was given to one becomes something for all (条例第四十四条)."""

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _

from yilan.access.actions.stepping import take_step
from yilan.access.answers import drafted_answer
from yilan.access.for_everybody import was_given
from yilan.access.models import Request
from yilan.accounts.models import User
from yilan.casework.actions import open_file
from yilan.casework.models import Case, CaseFile
from yilan.core.numbering.document_numbers import normalise
from yilan.disclosure.actions import draft_record
from yilan.disclosure.models import RecordAttachment, RecordFile, RecordPage

LONGEST_TITLE = 255
UNTITLED = "依申请公开的政府信息"


@transaction.atomic
def propose_proactive(*, actor: User, case: Case) -> RecordPage:
    """Draft a record of what a request opened, with the files as they were given; release is a way of its own.

    An answer that said where the information is to be had gave no files: then the draft is empty but for a title that
    says which request it was. What the applicant wrote goes into no draft, which lies in clear and is meant for
    everybody; a document number does when it is one. `ValidationError` where the answer gave nothing.
    """
    events = list(case.events.all())
    answer = drafted_answer(events)
    if answer is None or not was_given(events):
        raise ValidationError(_("Only what an answer has given can be published for all."))
    files = list(case.files.filter(pk__in=answer.given).select_related("stored"))
    record = draft_record(
        actor=actor,
        agency=case.agency,
        title=(str(files[0]) if files else f"{UNTITLED}（{case.number}）")[:LONGEST_TITLE],
        document_number=normalise(Request.objects.get(case=case).sought_number) or "",
        attachments=[_attachment(actor, file) for file in files],
    )
    take_step(actor=actor, case=case, kind="proposed", facts={"record": record.pk})
    return record


def _attachment(actor: User, file: CaseFile) -> RecordAttachment:
    title = str(file)[:LONGEST_TITLE]
    copy = RecordFile(title=title, uploaded_by_user=actor)
    copy.file = ContentFile(open_file(actor=actor, file=file), name=file.stored.name)
    copy._set_document_file_metadata()  # noqa: SLF001 - Wagtail calls it from its own upload form
    copy.save()
    return RecordAttachment(file=copy, title=title)
