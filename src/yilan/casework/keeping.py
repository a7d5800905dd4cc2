"""Which files of a case have to stay in it, and why: those on which something rests."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from yilan.casework.folding import standing_events
from yilan.casework.models import Case, CaseEvent, CaseFile


def reasons_to_keep(case: Case, events: Iterable[CaseEvent], files: Iterable[CaseFile]) -> dict[int, str]:
    """Return, by key, why files cannot be taken out of a case; a file that is not in it was merely added. One query.

    A file of an event that was annulled may go: nothing rests on it any more. So may one that staff scanned in when
    they registered the case: that event cannot be annulled, and somebody else's paper in the pile would stay for ever.
    """
    standing = {event.pk: event for event in standing_events(events)}
    sources = set(case.files.exclude(made_from=None).values_list("made_from_id", flat=True))
    told = {}
    for file in files:
        event = standing.get(file.event_id or 0)
        if file.role == CaseFile.Role.PAPER:
            told[file.pk] = _("It is an official paper of this case.")
        elif event is not None and not _is_registration(event):
            label = case.procedure.events[event.kind].label
            told[file.pk] = _("It belongs to “%(event)s” in the history; what was entered rests on it.") % {
                "event": label
            }
        elif file.pk in sources:
            told[file.pk] = _("A copy with parts blacked out was made from it. Remove the copy first.")
        elif file.shown_until is not None:
            told[file.pk] = _("The applicant was given it.")
    return told


def _is_registration(event: CaseEvent) -> bool:
    return event.sequence == 1 and event.hand == CaseEvent.Hand.STAFF
