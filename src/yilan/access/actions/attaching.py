"""Files that come with what an officer enters."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from yilan.access.actions.stepping import take_step
from yilan.accounts.models import User
from yilan.casework.actions import add_file
from yilan.casework.models import Case, CaseEvent, CaseFile
from yilan.intake.actions import keep
from yilan.intake.receiving import Received


@transaction.atomic
def attach_files(*, actor: User, case: Case, received: Iterable[Received], role: str) -> list[CaseFile]:
    """Add files that were found good to a case; `ValidationError` at `files` when one lay too long in quarantine."""
    try:
        kept = [(one, keep(one)) for one in received]
    except FileNotFoundError as error:
        raise ValidationError({"files": _("The files were held for an hour only. Choose them once more.")}) from error
    return [add_file(actor=actor, case=case, stored=stored, role=role, label=one.name) for one, stored in kept]


@transaction.atomic
def take_step_with_files(  # noqa: PLR0913 - all by name
    *,
    actor: User,
    case: Case,
    kind: str,
    facts: Mapping[str, Any],
    on: date,
    received: Iterable[Received],
    role: str,
    after: int,
) -> CaseEvent:
    """Take a step together with the files that came with it.

    `after` is the number of events that the person has seen: `ValidationError` when somebody has acted since, so that
    nobody decides on what is no longer so, and a form that is sent twice counts once.
    """
    if case.events.count() != after:
        raise ValidationError(_("Somebody has acted on this case meanwhile. Look at its history, then decide again."))
    files = attach_files(actor=actor, case=case, received=received, role=role)
    return take_step(actor=actor, case=case, kind=kind, facts=facts, on=on, files=files)
