"""The answers of a request that is being written, as flat texts by name."""

import unicodedata
from collections.abc import Mapping

from yilan.access.law.applicants import applicant_kinds
from yilan.casework.models import CaseFile

Answers = Mapping[str, str]
YES, NO = "yes", "no"
# Answers that only repeat what stands on a card or a form: spaces, hyphens and full-width signs say nothing there.
PACKED = ("identity_number", "postcode", "sought_number", "email")
NARROWED = ("phone", "fax", "agent_phone")
# Which field of the form brings which role of file.
FILE_ROLES = {
    "identity_files": CaseFile.Role.IDENTITY,
    "authority_files": CaseFile.Role.AUTHORITY,
    "proof_files": CaseFile.Role.PROOF,
}


def tidied(answers: Answers) -> dict[str, str]:
    """Return answers as they are kept: without white space around, numbers in narrow signs and as cards print them."""
    return {name: _tidy(name, str(value or "")) for name, value in answers.items()}


def is_person(answers: Answers) -> bool:
    """Tell whether a natural person asks."""
    kind = applicant_kinds().get(answers.get("kind", ""))
    return kind is not None and kind.person


def has_agent(answers: Answers) -> bool:
    """Tell whether somebody asks for another."""
    return answers.get("by_agent") == YES


def _tidy(name: str, value: str) -> str:
    text = value.replace("\r\n", "\n").replace("\0", "").strip()
    if name in PACKED:
        text = "".join(unicodedata.normalize("NFKC", text).split())
        return text.upper() if name == "identity_number" else text
    if name in NARROWED:
        return " ".join(unicodedata.normalize("NFKC", text).replace("—", "-").replace("–", "-").split())
    return text
