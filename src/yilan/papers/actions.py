"""What an office does with its templates: bring a new version, go back to the shipped one."""

import hashlib
from collections.abc import Iterable
from datetime import date

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from yilan.accounts.models import Role, User
from yilan.accounts.queries import governs
from yilan.core import audit
from yilan.core.events import emit
from yilan.papers.errors import BadTemplate, PaperError, Unfilled
from yilan.papers.models import PaperTemplate
from yilan.papers.queries import standing
from yilan.papers.registry import Shipped, shipped
from yilan.papers.word.checking import check
from yilan.papers.word.filling import fill, placeholders
from yilan.papers.word.finishing import finish
from yilan.papers.word.reading import read

SAMPLE_DAY = date(2025, 3, 5)


def upload_template(*, actor: User, code: str, data: bytes, note: str) -> PaperTemplate:
    """Let an office's DOCX stand from now on.

    Raises `PermissionDenied` outside the information office, `UnknownTemplate`, and `ValidationError` at `file` or
    `note` with what is wrong: no DOCX, macros, links, what a PDF would not show, placeholders that nobody fills, or
    sample facts that do not go through.
    """
    require_keeper(actor)
    _require_note(note)
    found = shipped(code)
    try:
        _try(found, data)
    except PaperError as error:
        raise ValidationError({"file": str(error)}) from error
    digest = hashlib.sha256(data).hexdigest()
    now = standing(code).row
    if now is not None and now.sha256 == digest:
        raise ValidationError({"file": _("This file is the version that stands already.")})
    return _add(actor, PaperTemplate(code=code, docx=data, sha256=digest, note=note.strip(), by=actor), "upload")


def restore_shipped(*, actor: User, code: str, note: str) -> PaperTemplate:
    """Let the text that came with the platform stand again; what offices brought stays in the history."""
    require_keeper(actor)
    _require_note(note)
    if standing(code).is_shipped:
        raise ValidationError(_("The shipped template stands already."))
    return _add(actor, PaperTemplate(code=code, note=note.strip(), by=actor), "restore")


def require_keeper(actor: User) -> None:
    """Raise `PermissionDenied` unless the actor belongs to the information office of the district."""
    if not governs(actor, Role.INFORMATION_OFFICE):
        raise PermissionDenied(_("Only the district's information office keeps the templates of papers."))


def _require_note(note: str) -> None:
    if not note.strip():
        raise ValidationError({"note": _("Say what was changed, for those who come later.")})


def _try(found: Shipped, data: bytes) -> None:
    """Raise `PaperError` unless a DOCX can be a template and goes through with sample facts, whole and bare."""
    check(data)
    known = {fact.name for fact in found.facts}
    if unknown := placeholders(data) - known:
        raise _unknown(unknown, known)
    for whole in (True, False):
        try:
            filled = fill(data, found.samples(whole=whole), on=SAMPLE_DAY, optional=found.optional)
        except Unfilled as error:
            if whole:
                raise _unknown(error.names, known) from error
            told = _("This is not always there; put it between {%% if … %%} and {%% endif %%}: %(names)s")
            raise BadTemplate(told % {"names": "、".join(error.names)}) from error
        read(finish(filled, found.form, on=SAMPLE_DAY), found.form)


def _unknown(names: Iterable[str], known: Iterable[str]) -> BadTemplate:
    told = _("Nobody fills these placeholders: %(unknown)s. This template knows: %(known)s.")
    return BadTemplate(told % {"unknown": "、".join(sorted(names)), "known": "、".join(sorted(known))})


def _add(actor: User, row: PaperTemplate, verb: str) -> PaperTemplate:
    newest = PaperTemplate.objects.filter(code=row.code).order_by("-version").values_list("version", flat=True).first()
    row.version = (newest or 0) + 1
    try:
        with transaction.atomic():
            row.save(force_insert=True)
            audit.record(
                actor=actor,
                action=f"papers:template:{verb}",
                subject=row,
                detail={"code": row.code, "version": row.version, "note": row.note, "sha256": row.sha256},
            )
            emit("PaperTemplateChanged", row, code=row.code)
    except IntegrityError as error:
        raise ValidationError(_("Somebody else changed this template just now. Look at it and try again.")) from error
    return row
