"""Work for every desk: drafts, returned items, releases waiting at each stage, one scheduled, some withdrawn."""

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.db.models import F
from django.utils import timezone

from yilan.accounts.models import User
from yilan.core.calendar import add_working_days
from yilan.demo.district import District
from yilan.demo.district.desks import working_days_before
from yilan.disclosure import actions
from yilan.disclosure.imports.bodies import BodyReader, stored_blocks
from yilan.disclosure.imports.files import FileShelf, Library
from yilan.disclosure.models import Column, Coordination, Genre, RecordPage, Release, StatutoryItem, Theme
from yilan.disclosure.stages import stages
from yilan.organizations.models import Agency

BASIS = "《中华人民共和国保守国家秘密法》及本区信息发布保密审查规定"
STAGES = ("agency_check", "secrecy_review", "coordination", "sign_off", "scheduled")
Progress = Callable[[str, int, int], None]


def fill_desks(district: District, folder: Path, progress: Progress) -> None:
    """Bring every unpublished record of the district to the stage that it waits at."""
    waiting = [record for record in district.records if record.state not in {"published", "withdrawn"}]
    for done, record in enumerate(waiting, start=1):
        draft = _draft(record, folder)
        if record.state == "returned":
            _return(record, draft)
        elif record.state in STAGES:
            _advance(record, draft)
        if record.waits:
            _age(draft, record.waits)
        progress("desks", done, len(waiting))
    for record in district.records:
        if record.state == "withdrawn":
            page = RecordPage.objects.get(import_key=record.key)
            actions.withdraw_record(
                actor=User.objects.get(username="xinxi"), record=page, reason=record.withdrawal_reason
            )


def _age(draft: RecordPage, working_days: int) -> None:
    """Let a release have come that many working days ago, so that desks show what is late; nobody can wait for it."""
    today = timezone.localdate()
    came = working_days_before(today, working_days)[0]
    shift = today - came
    release = Release.objects.get(record=draft)
    stage = stages()[release.state]
    Release.objects.filter(pk=release.pk).update(
        submitted_at=F("submitted_at") - shift, due_on=add_working_days(came, stage.working_days)
    )
    release.steps.update(at=F("at") - shift)
    release.secrecy_reviews.update(at=F("at") - shift)


def hand(name: str, agency: str) -> User:
    """Return the demonstration's person of that hand at an agency."""
    return User.objects.get(username=f"{name}-{agency}")


def _draft(record: Any, folder: Path) -> RecordPage:
    officer = hand("qicao", record.agency)
    blocks = stored_blocks(BodyReader(FileShelf(folder)).read(record.body), Library(officer))
    return actions.draft_record(
        actor=officer,
        agency=Agency.objects.get(code=record.agency),
        title=record.title,
        body=json.dumps(blocks),
        genre=Genre.objects.get(code=record.genre),
        statutory_item=StatutoryItem.objects.filter(code=record.statutory_item).first(),
        columns=Column.objects.filter(slug__in=record.columns),
        themes=Theme.objects.filter(code__in=record.themes),
        issuers=Agency.objects.filter(code__in=record.issuers),
        concerned=Agency.objects.filter(code__in=record.concerned),
        document_number=record.document_number or "",
        written_on=record.written_on,
        summary=record.summary,
        keywords="，".join(record.keywords),
        source=record.source,
        goes_out_at=timezone.now() + timedelta(days=14) if record.state == "scheduled" else None,
    )


def _return(record: Any, draft: RecordPage) -> None:
    release = actions.submit_record(actor=hand("qicao", record.agency), record=draft)
    actions.return_release(actor=hand("hedui", record.agency), release=release, reason=record.return_reason)


def _advance(record: Any, draft: RecordPage) -> None:
    release = actions.submit_record(actor=hand("qicao", record.agency), record=draft)
    if record.state == "agency_check":
        return
    actions.pass_agency_check(actor=hand("hedui", record.agency), release=release, opinion="内容属实，同意送审。")
    if record.state == "secrecy_review":
        return
    actions.review_secrecy(
        actor=hand("baomi", record.agency),
        release=release,
        basis=BASIS,
        conclusion="release",
        opinion="不涉密，同意公开。",
    )
    if record.state == "coordination":
        return
    for question in Coordination.objects.filter(release=release):
        actions.answer_coordination(actor=hand("lingdao", question.agency.code), coordination=question, consents=True)
    if record.state == "scheduled":
        actions.sign_off(
            actor=hand("lingdao", record.agency), release=Release.objects.get(pk=release.pk), opinion="同意，按时发布。"
        )
