"""A due day in words and in one of four tones."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from yilan.core.calendar import working_days_between

SOON = 1  # working days


@dataclass(frozen=True)
class DueWords:
    """What the due column says, and its tone: `late`, `today`, `soon` or `calm`."""

    text: str
    tone: str


def due_words(due_on: date, today: date) -> DueWords:
    """Say in working days how far a due day lies ahead or behind."""
    if due_on == today:
        return DueWords(_("due today"), "today")
    if due_on < today:
        count = working_days_between(due_on, today)
        if count == 0:  # the day passed on a working day, and only free days followed
            return DueWords(_("overdue"), "late")
        text = ngettext("overdue by %(count)d working day", "overdue by %(count)d working days", count)
        return DueWords(text % {"count": count}, "late")
    count = working_days_between(today, due_on)
    text = ngettext("%(count)d working day left", "%(count)d working days left", count)
    return DueWords(text % {"count": count}, "soon" if count <= SOON else "calm")
