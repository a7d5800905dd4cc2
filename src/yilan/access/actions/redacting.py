"""Parts of a file are blackened: the plan is saved, and the copy is made from it, checked, and put into the case."""

from dataclasses import replace
from pathlib import PurePosixPath

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from yilan.access.actions.preparing import require_preparing
from yilan.access.findings import look_into
from yilan.access.models import RedactionPlan
from yilan.access.redaction_plans import Content, Found, content_of, found_of, report_for_case
from yilan.accounts.models import User
from yilan.casework.actions import add_file
from yilan.casework.models import CaseFile
from yilan.core import audit
from yilan.core.jobs import own_transactions, task
from yilan.core.jobs.actions import queue
from yilan.intake.actions import keep_bytes
from yilan.intake.queries import open_kept
from yilan.redaction.asking import find_terms, redact
from yilan.redaction.errors import CannotRedact
from yilan.redaction.kinds import KINDS
from yilan.redaction.plans import Plan
from yilan.redaction.results import Redacted

MARK = "（已作区分处理）"


def save_plan(*, actor: User, file: CaseFile, content: Content, revision: int) -> RedactionPlan:
    """Keep what shall be blackened in a file; terms are looked for at once, so that their places can be shown.

    `revision` is the one that the actor has seen (0 for none): what somebody else has saved since is not written over.
    Raises `ValidationError` with what is wrong about a box or a term.
    """
    require_preparing(actor, file.case)
    if file.role != CaseFile.Role.ORIGINAL or file.stored.media_type not in KINDS:
        raise ValidationError(_("Only information as it is held can be blackened, as PDF or picture."))
    found = _found(file, content)
    if not content.is_empty:
        content.plan().validate(found.sizes)
    with transaction.atomic():
        row = RedactionPlan.objects.select_for_update().filter(file=file).first()
        if (row.revision if row else 0) != revision:
            raise ValidationError(_("Somebody has saved this plan meanwhile. Open it again and draw what is missing."))
        row = row or RedactionPlan(file=file)
        row.content, row.found = content.to_json(), found.to_json()
        row.revision, row.saved_by, row.saved_at = revision + 1, actor, timezone.now()
        row.making, row.problem = False, ""
        row.save()
        _note(actor, file, "access:redaction:save", boxes=len(content.boxes), terms=len(content.terms))
    return row


def make_copy(*, actor: User, plan: RedactionPlan) -> CaseFile:
    """Make the copy of a plan, check it and put it into the case.

    `CannotRedact` (`StillReadable` where the check failed) and nothing is kept; the reason stays with the plan.
    """
    file, revision = plan.file, plan.revision
    require_preparing(actor, file.case)
    content, found = content_of(plan), found_of(plan, file.stored)
    try:
        made = _redacted(file, content.plan(found.terms))
    except CannotRedact as refused:
        _refuse(actor, plan, " ".join(refused.messages))
        raise
    findings = look_into(made.data, made.media_type)
    with transaction.atomic():
        row = RedactionPlan.objects.select_for_update().get(pk=plan.pk)
        if row.revision != revision:
            raise ValidationError(_("The plan has changed meanwhile. Make the copy again."))
        require_preparing(actor, file.case)
        row.found = replace(found, elsewhere=made.report.elsewhere).to_json()
        row.making, row.problem = False, ""
        row.save()
        stored = keep_bytes(made.data, _name(file.stored.name), made.media_type)
        report = report_for_case(made.report) | {"screening": findings.to_json(), "revision": revision}
        copy = add_file(
            actor=actor,
            case=file.case,
            stored=stored,
            role=CaseFile.Role.REDACTED,
            label=f"{file.label or file.stored.name}{MARK}",
            made_from=file,
            report=report,
        )
    plan.refresh_from_db()
    return copy


@transaction.atomic
def order_copy(*, actor: User, plan: RedactionPlan) -> None:
    """Let the copy of a large file be made by the worker, once for what the plan says now."""
    require_preparing(actor, plan.file.case)
    plan.making, plan.problem = True, ""
    plan.save(update_fields=["making", "problem"])
    arguments = {"plan": str(plan.pk), "revision": plan.revision, "actor": actor.pk}
    queue(make_ordered_copy, arguments, attempts_allowed=3)


@task
@own_transactions
def make_ordered_copy(plan: str, revision: int, actor: int) -> None:
    """Make a copy that was ordered, unless it was made already or the plan has changed since."""
    row = RedactionPlan.objects.select_related("file__case__agency", "file__stored").get(pk=plan)
    if not row.making or row.revision != revision:
        return
    person = User.objects.get(pk=actor)
    try:
        make_copy(actor=person, plan=row)
    except CannotRedact:
        return  # noted with the plan
    except ValidationError as refused:
        _refuse(person, row, " ".join(refused.messages))
    except PermissionDenied as refused:
        _refuse(person, row, str(refused))


def _found(file: CaseFile, content: Content) -> Found:
    row = RedactionPlan.objects.filter(file=file).first()
    found = found_of(row, file.stored)
    texts = [term.text for term in content.terms]
    data = open_kept(file.stored).read()
    return replace(found, terms=find_terms(data, file.stored.media_type, texts).boxes if texts else ())


def _redacted(file: CaseFile, plan: Plan) -> Redacted:
    return redact(open_kept(file.stored).read(), file.stored.media_type, plan)


@transaction.atomic
def _refuse(actor: User, plan: RedactionPlan, why: str) -> None:
    row = RedactionPlan.objects.select_for_update().get(pk=plan.pk)
    if row.revision != plan.revision:
        return
    row.making, row.problem = False, why
    row.save(update_fields=["making", "problem"])
    _note(actor, plan.file, "access:redaction:refuse")


def _note(actor: User, file: CaseFile, action: str, **detail: int) -> None:
    audit.record(
        actor=actor,
        action=action,
        subject=file.case,
        agency_code=file.case.agency.code,
        detail={"file": file.pk, **detail},
    )


def _name(name: str) -> str:
    path = PurePosixPath(name)
    return f"{path.stem}{MARK}{path.suffix}"
