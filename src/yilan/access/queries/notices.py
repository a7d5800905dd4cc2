"""Which short letters went to an applicant, and whether this site sends any."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings

from yilan.access.law.notices import notice_wordings
from yilan.access.models import Notice
from yilan.casework.models import Case, PartyRole


@dataclass(frozen=True)
class NoticeLine:
    """A letter to the applicant: what it tells, and what became of it."""

    notice: Notice
    words: str


def tells_by_mail() -> bool:
    """Tell whether the site sends e-mail."""
    return bool(settings.YILAN_MAIL.host)


def tells_of(case: Case) -> bool:
    """Tell whether the applicant of a case is told by e-mail what happens to it."""
    if not tells_by_mail():
        return False
    return any(party.email for party in case.parties.filter(role=PartyRole.APPLICANT))


def notices_of(case: Case) -> list[NoticeLine]:
    """Return the letters to the applicant of a case in their order; one query."""
    words: Mapping[str, str] = {code: one.words for code, one in notice_wordings().items()}
    found = Notice.objects.filter(event__case=case).order_by("event__sequence")
    return [NoticeLine(notice, words.get(notice.code, notice.code)) for notice in found]
