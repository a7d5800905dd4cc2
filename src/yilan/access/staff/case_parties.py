"""The parties of a case as its page shows them: masked, with what may be opened one by one."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from yilan.casework.models import Case, Party
from yilan.casework.personal import NATURAL, SEALED, masked


@dataclass(frozen=True)
class Field:
    """A sealed field that is filled: its name in the model, what it is called, and what everybody may see of it."""

    name: str
    label: str | Promise
    shown: str


@dataclass(frozen=True)
class PartyRow:
    """A party with its filled fields."""

    party: Party
    fields: list[Field]


def party_rows(case: Case) -> list[PartyRow]:
    """Return the parties of a case, the applicant first."""
    return [PartyRow(party, fields_of(party)) for party in case.parties.order_by("role", "uuid")]


def fields_of(party: Party) -> list[Field]:
    """Return the sealed fields of a party that hold something, masked."""
    return [Field(name, label_of(party, name), masked(party, name)) for name in SEALED if getattr(party, name)]


def label_of(party: Party, name: str) -> str:
    """Return what a field of a party is called."""
    if name == "name" and party.kind == NATURAL:
        return _("Name of the person")
    return str(capfirst(str(getattr(Party._meta.get_field(name), "verbose_name", name))))
