"""Suggestions of applicants that wait for the agency's answer."""

from typing import Any

from yilan.access.for_everybody import DECLINED, SUGGESTED, TAKEN_UP, open_suggestion
from yilan.accounts.models import Role
from yilan.accounts.queries import agencies_where
from yilan.casework.models import Case, CaseEvent


def waiting_suggestions(user: Any) -> list[Case]:
    """Return the cases of the user's agencies whose applicants suggest to open what they were given to everybody.

    Two queries, one when there are none.
    """
    suggested = CaseEvent.objects.filter(
        kind=SUGGESTED, case__agency__in=agencies_where(user, Role.OFFICER).values("pk")
    )
    settled = CaseEvent.objects.filter(kind__in=[DECLINED, TAKEN_UP]).values("case")
    cases = Case.objects.filter(pk__in=suggested.values("case")).exclude(pk__in=settled).select_related("agency")
    return [case for case in cases.prefetch_related("events") if open_suggestion(case.events.all())]
