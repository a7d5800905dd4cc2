"""The answer to a request: drafted by the officer, signed by the leader after those who check it."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from yilan.access.actions.stepping import take_step
from yilan.access.answers import drafted_answer
from yilan.access.settled import settled
from yilan.accounts.models import User
from yilan.casework.actions import show_file
from yilan.casework.models import Case, CaseEvent, CaseFile


@transaction.atomic
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
    with `what`, `ground`, `facts`.
    """
    stated = {"outcome": outcome, "stated": dict(facts), "given": [file.pk for file in given]}
    return take_step(actor=actor, case=case, kind="drafted", facts=stated, on=on, at=at)


@transaction.atomic
def sign_answer(
    *, actor: User, case: Case, opinion: str = "", on: date | None = None, at: datetime | None = None
) -> CaseEvent:
    """Sign the answer: the decision goes out; for the settled days the applicant can take it and the files given."""
    event = take_step(actor=actor, case=case, kind="answered", facts={"opinion": opinion}, on=on, at=at)
    answer = drafted_answer(case.events.all())
    until = event.on + timedelta(days=settled().shown_days)
    for file in case.files.filter(pk__in=answer.given if answer else ()):
        show_file(actor=actor, file=file, until=until)
    return event
