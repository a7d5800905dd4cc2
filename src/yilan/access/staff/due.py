"""A case's clock in the words and the tone of a list."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from yilan.casework.clocks import AMBER, CaseClock
from yilan.casework.models import Case


@dataclass(frozen=True)
class CaseDue:
    """What the due column says, its tone (`late`, `today`, `soon`, `calm`, `paused`, `done`), and the day."""

    text: str
    tone: str
    day: date | None = None
    provisional: bool = False


def case_due(case: Case, clock: CaseClock) -> CaseDue:
    """Say how far the answer is due, or why it is not."""
    reading = clock.reading
    if reading is None:
        return CaseDue(_("receipt not confirmed yet") if case.is_open else "", "paused")
    if reading.state == "ended":
        late = reading.late_by
        text = ngettext("ended %(count)d working day late", "ended %(count)d working days late", late)
        return CaseDue(text % {"count": late} if late else _("ended in time"), "late" if late else "done", reading.due)
    if reading.lapsed:
        why = "、".join(str(pause.stop.label) for pause in reading.lapsed)
        return CaseDue(_("time for an answer is over: %(why)s") % {"why": why}, "today", reading.due)
    if reading.paused_by:
        return CaseDue(_paused(clock), "paused", reading.due, reading.provisional)
    return _running(clock)


def _paused(clock: CaseClock) -> str:
    assert clock.reading is not None  # noqa: S101 - only asked while it stands
    return _("paused: %(why)s") % {
        "why": "、".join(
            _("%(label)s until %(day)s") % {"label": pause.stop.label, "day": pause.until.isoformat()}
            if pause.until
            else str(pause.stop.label)
            for pause in clock.reading.paused_by
        )
    }


def _running(clock: CaseClock) -> CaseDue:
    left, provisional = clock.left, bool(clock.reading and clock.reading.provisional)
    if left is None:
        return CaseDue(_("no date can be told"), "paused")
    if left < 0:
        text = ngettext("overdue by %(count)d working day", "overdue by %(count)d working days", -left)
        return CaseDue(text % {"count": -left}, "late", clock.due)
    if left == 0:
        return CaseDue(_("due today"), "today", clock.due, provisional)
    text = ngettext("%(count)d working day left", "%(count)d working days left", left)
    return CaseDue(text % {"count": left}, "soon" if clock.colour == AMBER else "calm", clock.due, provisional)
