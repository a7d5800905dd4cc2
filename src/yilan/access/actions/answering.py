"""The answer to a request: drafted by the officer, reviewed and signed by others after those who check it."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from yilan.access.actions.information import screen_file
from yilan.access.actions.stepping import take_step
from yilan.access.answers import drafted_answer
from yilan.access.judging import findings_of
from yilan.access.settled import settled
from yilan.accounts.models import User
from yilan.casework.actions import show_file
from yilan.casework.authority import may_do
from yilan.casework.folding import fold
from yilan.casework.models import Case, CaseEvent, CaseFile

DRAFTED, REVIEWED, SIGNED = "drafted", "secrecy_reviewed", "answered"


def draft_answer(  # noqa: PLR0913 - all by name
    *,
    actor: User,
    case: Case,
    outcome: str,
    facts: Mapping[str, Any],
    given: Sequence[CaseFile] = (),
    on: date | None = None,
    at: datetime | None = None,
) -> CaseEvent:
    """Draft the answer to a request: how it ends (`law.outcomes`), the facts that this demands, the files given.

    `ValidationError` at the code of every fact that is missing or wrong, at `given` for files, at `outcome` where the
    law or the state of the case does not allow it. Parts of a partial disclosure are `law.decisions.Part`, or mappings
    with `what`, `ground`, `facts`. Files that came in unscreened are screened.
    """
    _screen(actor, case, DRAFTED, given)
    stated = {"outcome": outcome, "stated": dict(facts), "given": [file.pk for file in given]}
    return take_step(actor=actor, case=case, kind=DRAFTED, facts=stated, on=on, at=at)


def review_answer(
    *, actor: User, case: Case, opinion: str, on: date | None = None, at: datetime | None = None
) -> CaseEvent:
    """Pass the secrecy review of an answer. Files are screened once more where the rules have grown since."""
    _screen(actor, case, REVIEWED, _given(case))
    return take_step(actor=actor, case=case, kind=REVIEWED, facts={"opinion": opinion}, on=on, at=at)


def sign_answer(
    *, actor: User, case: Case, opinion: str = "", on: date | None = None, at: datetime | None = None
) -> CaseEvent:
    """Sign the answer: the decision goes out; for the settled days the applicant can take it and the files given.

    Files are screened once more where the rules have grown since they were.
    """
    _screen(actor, case, SIGNED, _given(case))
    with transaction.atomic():
        event = take_step(actor=actor, case=case, kind=SIGNED, facts={"opinion": opinion}, on=on, at=at)
        until = event.on + timedelta(days=settled().shown_days)
        for file in _given(case):
            show_file(actor=actor, file=file, until=until)
    return event


def _given(case: Case) -> list[CaseFile]:
    answer = drafted_answer(case.events.all())
    return list(case.files.filter(pk__in=answer.given).select_related("stored", "case__agency")) if answer else []


def _screen(actor: User, case: Case, kind: str, files: Iterable[CaseFile]) -> None:
    """Screen what was not, before the step and on its own: what is found stays noted where it stops the step."""
    definition = case.procedure.events[kind]
    if case.state in definition.from_ and may_do(actor, definition, case, fold(case.procedure, case.events.all())):
        for file in files:
            if not findings_of(file).is_current:
                screen_file(actor=actor, file=file)
