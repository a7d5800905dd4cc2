"""Parties of a case, and the opening of what is sealed of them."""

from collections.abc import Mapping

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from yilan.accounts.models import User
from yilan.casework.authority import may_reveal, require_handler
from yilan.casework.models import Case, Party
from yilan.casework.personal import INDEXED, SEALED, index_of
from yilan.core import audit


@transaction.atomic
def add_party(*, actor: User, case: Case, role: str, kind: str, fields: Mapping[str, str]) -> Party:
    """Add a third party, an agent or another agency to a case; `ValidationError` at `name` without one."""
    require_handler(actor, case)
    if not fields.get("name", "").strip():
        raise ValidationError({"name": _("State the name.")})
    party = make_party(case, role, kind, fields)
    audit.record(
        actor=actor,
        action="casework:party:add",
        subject=case,
        agency_code=case.agency.code,
        detail={"party": str(party.pk), "role": role},
    )
    return party


def make_party(case: Case, role: str, kind: str, fields: Mapping[str, str]) -> Party:
    """Return a new party with its indexes, saved."""
    values = {name: (value or "").strip() for name, value in fields.items()}
    indexes = {f"{name}_index": index_of(short, values.get(field, "")) for name, field, short in INDEXED}
    return Party.objects.create(case=case, role=role, kind=kind, **values, **indexes)


@transaction.atomic
def reveal(*, actor: User, party: Party, field: str, purpose: str) -> str:
    """Return one field of a party in clear, and note who opened it for what purpose.

    `ValidationError` at `purpose` without one; `PermissionDenied` unless the person handles this agency's cases.
    """
    if field not in SEALED:
        raise ValidationError({"field": _("There is nothing to open.")})
    if not may_reveal(actor, party.case):
        raise PermissionDenied(_("Only those who handle this agency's cases may open personal data."))
    purpose = purpose.strip()
    if not purpose:
        raise ValidationError({"purpose": _("State what you need it for; it is noted.")})
    audit.record(
        actor=actor,
        action="casework:party:reveal",
        subject=party.case,
        agency_code=party.case.agency.code,
        detail={"party": str(party.pk), "field": field},
        words={"purpose": purpose},
    )
    return str(getattr(party, field))
