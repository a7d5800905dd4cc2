"""Which files of a request have to stay in it: what the casework room says, and what the law of answers adds."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from yilan.access.answers import drafted_answer
from yilan.access.models import RedactionPlan
from yilan.casework.authority import may_remove
from yilan.casework.keeping import reasons_to_keep
from yilan.casework.models import Case, CaseEvent, CaseFile

DRAFTED, SIGNED, ARCHIVED = "drafted", "answered", "archived"


def why_kept(case: Case, files: Iterable[CaseFile]) -> dict[int, str]:
    """Return, by key, why files cannot be taken out of a case; for every other file nothing. Three queries."""
    files = list(files)
    if case.state == ARCHIVED:
        told = _("The case is archived: what it holds lies in the file room as it is.")
        return {file.pk: told for file in files}
    events = list(case.events.all())
    signed = _signed(events)
    drafted = _being_checked(case, events)
    making = set(RedactionPlan.objects.filter(file__case=case, making=True).values_list("file_id", flat=True))
    kept = {}
    for file in files:
        if file.pk in signed:
            kept[file.pk] = _("A signed answer has given it.")
        elif file.pk in drafted:
            kept[file.pk] = _("The answer that is being checked gives it. Let the answer be returned first.")
        elif file.pk in making:
            kept[file.pk] = _("A copy with parts blacked out is being made from it.")
    return reasons_to_keep(case, events, files) | kept


def removable(user: object, case: Case, files: Iterable[CaseFile]) -> set[int]:
    """Return the keys of the files that the user may take out of a case now."""
    files = list(files)
    if not files or not may_remove(user, case):
        return set()
    return {file.pk for file in files} - set(why_kept(case, files))


def _signed(events: Iterable[CaseEvent]) -> set[int]:
    """Return the files of every answer that was ever signed, annulled ones too: the decision has gone out."""
    signed: set[int] = set()
    given: tuple[int, ...] = ()
    for event in events:
        if event.kind == DRAFTED:
            given = tuple(event.facts.get("given", ()))
        if event.kind == SIGNED:
            signed.update(given)
    return signed


def _being_checked(case: Case, events: Iterable[CaseEvent]) -> tuple[int, ...]:
    kind = case.procedure.events.get(DRAFTED)
    answer = drafted_answer(events) if kind is not None else None
    if answer is None or kind is None or case.state in kind.from_:
        return ()
    return answer.given
