"""The rows of the queue, as the page shows them and the table file repeats them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from yilan.access.endings import outcome_words
from yilan.access.law.choices import choices
from yilan.access.staff.due import CaseDue, case_due
from yilan.casework.clocks import CaseClock
from yilan.casework.models import Case
from yilan.casework.personal import masked

HEAD: list[str | Promise] = [
    _("Number"), _("Matter"), _("Agency"), _("Applicant"), _("Channel"), _("Received on"), _("State"), _("Handled by"),
    _("Due on"), _("Due"), _("Outcome"), _("Answered on"),
]  # fmt: skip


@dataclass(frozen=True)
class CaseRow:
    """One line of the queue. Names are masked, for everybody."""

    case: Case
    applicant: str
    due: CaseDue
    channel: str
    outcome: str

    def cells(self) -> list[str]:
        """Return the line as the table file has it, in the order of `HEAD`."""
        case = self.case
        return [
            case.number,
            case.title,
            case.agency.short_name,
            self.applicant,
            self.channel,
            _day(case.received_on),
            case.standing.label,
            str(case.handler or ""),
            _day(self.due.day if case.is_open else None),
            self.due.text,
            self.outcome,
            _day(case.ended_on),
        ]


def rows_of(rows: Iterable[tuple[Case, CaseClock]]) -> list[CaseRow]:
    """Return the lines of cases with their clocks."""
    return [_row(case, clock) for case, clock in rows]


def channel_words(code: str) -> str:
    """Return a channel of arrival in words; an old code that the law lists no more stays as it is."""
    known = choices("channel").get(code)
    return known.term if known else code


def _row(case: Case, clock: CaseClock) -> CaseRow:
    applicants = "、".join(masked(party, "name") for party in getattr(case, "applicants", ()))
    return CaseRow(case, applicants, case_due(case, clock), channel_words(case.channel), outcome_words(case))


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
