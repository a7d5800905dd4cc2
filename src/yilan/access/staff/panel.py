"""What of the cases stands on the staff home.

Those of mine that are overdue, nearly due, or wait in vain; and what applicants suggest to open to everybody.
"""

from django.urls import reverse
from django.utils.translation import gettext as _

from yilan.access.queries.suggestions import waiting_suggestions
from yilan.access.staff.due import CaseDue, case_due
from yilan.access.staff.ours import codes
from yilan.accounts.models import User
from yilan.casework.clocks import AMBER, RED, CaseClock
from yilan.casework.models import Case
from yilan.casework.queries import handled_by
from yilan.disclosure.staff.desk import Row, Section
from yilan.disclosure.staff.due import DueWords


def case_sections(user: User) -> list[Section]:
    """Return the sections of the user's cases: nothing where there is nothing to do."""
    rows = handled_by(user, codes())
    urgent = [row for row in rows if row[1].colour in {RED, AMBER} or _is_over(row[1])]
    return [
        Section("cases", _("My cases: overdue and nearly due"), [_row(case, clock) for case, clock in urgent]),
        Section(
            "suggestions",
            _("Suggested for everybody by applicants"),
            [_asked(case) for case in waiting_suggestions(user)],
        ),
    ]


def overdue_of(user: User) -> int:
    """Return how many cases that the user handles are overdue."""
    return sum(clock.colour == RED for _case, clock in handled_by(user, codes()))


def _is_over(clock: CaseClock) -> bool:
    return bool(clock.reading and clock.reading.lapsed)


def _row(case: Case, clock: CaseClock) -> Row:
    return Row(
        title=f"{case.number} {case.title}",
        agency=case.agency.short_name,
        stage=case.standing.label,
        address=reverse("access_cases:case", args=[case.pk]),
        action=_("Open the case"),
        due=_words(case_due(case, clock)),
    )


def _asked(case: Case) -> Row:
    return Row(
        title=f"{case.number} {case.title}",
        agency=case.agency.short_name,
        stage=case.standing.label,
        address=reverse("access_cases:case", args=[case.pk]),
        action=_("Answer the suggestion"),
    )


def _words(due: CaseDue) -> DueWords:
    return DueWords(due.text, due.tone)
