"""Personal data of parties: which fields lie sealed, how lists mask them, how the same person is found again."""

import re
import unicodedata
from pathlib import PurePosixPath

from yilan.casework.models import Party
from yilan.core.sealing import blind_index

SEALED = ("name", "contact_person", "identity_number", "phone", "email", "address", "postcode", "fax")
# name of the index, field, purpose
INDEXED = (
    ("name", "name", "party.name"),
    ("identity", "identity_number", "party.identity"),
    ("phone", "phone", "party.phone"),
)
NATURAL = "natural"
KEPT_AT_HEAD, KEPT_AT_TAIL = 3, 4


def index_of(purpose: str, value: str) -> str:
    """Return the blind index of a value as people write it: width, spaces, hyphens and case do not matter."""
    plain = re.sub(r"[\s\-—·•]", "", unicodedata.normalize("NFKC", value)).upper()
    return blind_index(plain, purpose=purpose) if plain else ""


def masked(party: Party, field: str) -> str:
    """Return a field as lists show it: enough to tell cases apart, too little to find the person.

    A person's name keeps the family name, numbers their first three and last four signs, an e-mail its first letter and
    its host, an address at most six characters and never more than half. Organisations are named in full.
    """
    value = str(getattr(party, field) or "")
    if field == "name" and party.kind != NATURAL:
        return value
    return _MASKS.get(field, _number)(value) if value else ""


def masked_file_name(name: str) -> str:
    """Return a file's name so that it is recognised by who knew it: its first sign and its ending."""
    path = PurePosixPath(name)
    return f"{path.stem[:1]}{'*' * (len(path.stem) - 1)}{path.suffix}"


def _person(value: str) -> str:
    return value[0] + "*" * (len(value) - 1)


def _email(value: str) -> str:
    name, _sign, host = value.partition("@")
    return f"{name[:1]}***@{host}"


def _address(value: str) -> str:
    return value[: min(6, len(value) // 2)] + "****"


def _number(value: str) -> str:
    if len(value) <= KEPT_AT_HEAD + KEPT_AT_TAIL:
        return "*" * len(value)
    return value[:KEPT_AT_HEAD] + "*" * (len(value) - KEPT_AT_HEAD - KEPT_AT_TAIL) + value[-KEPT_AT_TAIL:]


_MASKS = {"name": _person, "contact_person": _person, "email": _email, "address": _address}
