"""The information that was asked for comes into its case as it is held: from a file, or from a published record."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from yilan.access.actions.preparing import require_preparing
from yilan.access.findings import Findings, look_into
from yilan.access.record_papers import paper_of_record
from yilan.accounts.models import User
from yilan.casework.actions import add_file
from yilan.casework.models import Case, CaseFile
from yilan.core import audit
from yilan.disclosure.file_store import path_of
from yilan.disclosure.models import Publication
from yilan.disclosure.queries.drafts import publication_of, record_by_index_number
from yilan.disclosure.queries.reach import reach
from yilan.intake.actions import keep, keep_bytes
from yilan.intake.models import StoredFile
from yilan.intake.queries import open_kept
from yilan.intake.receiving import Received

ORIGINAL = CaseFile.Role.ORIGINAL
PDF = "application/pdf"


def add_information(*, actor: User, case: Case, received: Received, label: str = "") -> CaseFile:
    """Put information as it is held into a case; what screening finds in it is noted, masked, in its report."""
    require_preparing(actor, case)
    findings = look_into(received.path.read_bytes(), received.media_type)
    with transaction.atomic():
        stored = keep(received)
        return _add(actor, case, stored, label or _title(stored.name), {"screening": findings.to_json()})


def take_from_record(*, actor: User, case: Case, index_number: str) -> list[CaseFile]:
    """Put a published record into a case: its text as PDF, and its attachments.

    `ValidationError` at `index_number` where there is no such record, or where it was withdrawn by another agency.
    """
    require_preparing(actor, case)
    publication = _publication(actor, index_number.strip())
    made = [(data, name, kind, look_into(data, kind)) for data, name, kind in _files_of(publication)]
    with transaction.atomic():
        return [
            _add(
                actor,
                case,
                keep_bytes(data, name, kind),
                _title(name),
                {"screening": findings.to_json(), "record": publication.index_number},
            )
            for data, name, kind, findings in made
        ]


def screen_information(*, actor: User, file: CaseFile) -> Findings:
    """Screen information that came into its case another way, and note what was found."""
    require_preparing(actor, file.case)
    return screen_file(actor=actor, file=file)


def screen_file(*, actor: User, file: CaseFile) -> Findings:
    """Let the rules of screening that hold now look into a file, and note what they find.

    Whoever calls it has made sure that the actor has a step to take with this file.
    """
    findings = look_into(open_kept(file.stored).read(), file.stored.media_type)
    with transaction.atomic():
        file = CaseFile.objects.select_for_update(of=("self",)).select_related("case__agency").get(pk=file.pk)
        file.report = {**file.report, "screening": findings.to_json()}
        file.save(update_fields=["report"])
        audit.record(
            actor=actor,
            action="access:information:screen",
            subject=file.case,
            agency_code=file.case.agency.code,
            detail={"file": file.pk, "found": len(findings.hits)},
        )
    return findings


def _add(actor: User, case: Case, stored: StoredFile, label: str, report: dict[str, object]) -> CaseFile:
    return add_file(actor=actor, case=case, stored=stored, role=ORIGINAL, label=label, report=report)


def _title(name: str) -> str:
    """Return what an answer calls a file: its name without the ending."""
    return PurePosixPath(name).stem or name


def _publication(actor: User, index_number: str) -> Publication:
    record = record_by_index_number(index_number) if index_number else None
    publication = publication_of(record) if record else None
    if publication is None:
        raise ValidationError({"index_number": _("No published record has this index number.")})
    if publication.state == Publication.State.WITHDRAWN and publication.agency_id not in reach(actor):
        raise ValidationError({"index_number": _("This record was withdrawn by another agency; ask that agency.")})
    return publication


def _files_of(publication: Publication) -> Iterator[tuple[bytes, str, str]]:
    content = publication.version.content
    text = paper_of_record(content, publication.index_number)
    if text:
        yield text, f"{publication.title}.pdf", PDF
    elif not content["attachments"]:
        raise ValidationError({"index_number": _("This server cannot make PDFs, and the record has no attachment.")})
    for attachment in content["attachments"]:
        yield path_of(attachment["sha256"]).read_bytes(), attachment["name"], attachment["media_type"]
