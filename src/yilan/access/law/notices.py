"""The wording of short letters that tell an applicant by e-mail that something has happened."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.utils.translation import gettext

from yilan.access.law.reading import build, by_code, document
from yilan.access.law.writing import fill, is_absent, placeholders

FILE = "notices.toml"


@dataclass(frozen=True, slots=True)
class NoticeWording:
    """One letter; the fields are explained at the head of the data file."""

    code: str
    label: str
    term: str
    subject: str
    events: tuple[str, ...]
    lines: tuple[str, ...]
    state: str = ""
    answers: str = ""

    @property
    def words(self) -> str:
        """What staff call it."""
        return gettext(self.label)

    def title(self, facts: Mapping[str, Any]) -> str:
        """Return the subject."""
        return fill(self.subject, facts)

    def text(self, facts: Mapping[str, Any]) -> str:
        """Return the letter; a line whose facts are not known is left out."""
        frame = document(FILE)
        lines = [*self.lines, "", *frame["closing"]]
        known = [
            fill(line, facts) for line in lines if not any(is_absent(facts.get(name)) for name in placeholders(line))
        ]
        return "\n".join([frame["greeting"], "", *known, ""])


@cache
def notice_wordings() -> dict[str, NoticeWording]:
    """Return every letter by its code."""
    return by_code((build(NoticeWording, entry, FILE) for entry in document(FILE)["notice"]), FILE)


@cache
def _by_event() -> dict[str, NoticeWording]:
    return {event: wording for wording in notice_wordings().values() for event in wording.events}


def notice_after(procedure_code: str, kind: str) -> NoticeWording | None:
    """Return the letter that goes with an event of a procedure; None for most."""
    return _by_event().get(f"{procedure_code}.{kind}")


def matter_of(procedure_code: str) -> str:
    """Return what a case of a procedure is called in a letter."""
    return str(document(FILE)["matters"][procedure_code])
