"""What is asked, as it may be read: whoever does not handle the case reads it without numbers and names of people."""

from typing import Any

from yilan.casework.authority import may_reveal
from yilan.casework.models import Case, Party
from yilan.casework.personal import NATURAL, masked
from yilan.screening import scan_text


def readable_text(user: Any, case: Case, text: str, parties: list[Party]) -> str:
    """Return a text of the applicant; for those who only inspect, numbers and the names of its people are masked."""
    return text if may_reveal(user, case) else without_people(text, parties)


def without_people(text: str, parties: list[Party]) -> str:
    """Return a text with identity numbers, telephones, bank cards and the names of natural persons masked."""
    for hit in reversed(scan_text(text)):
        text = text[: hit.start] + "*" * (hit.end - hit.start) + text[hit.end :]
    for party in parties:
        if party.kind == NATURAL and party.name:
            text = text.replace(party.name, masked(party, "name"))
    return text
