"""Further parties of a request."""

from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from yilan.accounts.models import User
from yilan.casework.actions import add_party
from yilan.casework.models import Case, Party, PartyKind, PartyRole
from yilan.casework.personal import SEALED

FIELDS = frozenset({*SEALED, "identity_kind"})


@transaction.atomic
def add_third_party(*, actor: User, case: Case, role: str, kind: str, fields: Mapping[str, str]) -> Party:
    """Add a third party, another agency or the applicant's agent; `ValidationError` at the field that does not fit."""
    problems = {}
    if role not in {PartyRole.THIRD_PARTY, PartyRole.AGENCY, PartyRole.AGENT}:
        problems["role"] = _("Choose one of the answers offered.")
    if kind not in PartyKind.values:
        problems["kind"] = _("Choose one of the answers offered.")
    if not case.is_open:
        raise ValidationError(_("The case is closed; nobody joins it any more."))
    if problems:
        raise ValidationError(problems)
    known = {name: value for name, value in fields.items() if name in FIELDS}
    return add_party(actor=actor, case=case, role=role, kind=kind, fields=known)
