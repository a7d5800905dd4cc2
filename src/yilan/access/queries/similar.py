"""Requests that ask for the like of another."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from yilan.access.law.likeness import likeness, same_request, thresholds
from yilan.access.likeness import same_applicant
from yilan.access.models import Request
from yilan.casework.models import Case

YEARS = 3
MOST = 20


@dataclass(frozen=True, slots=True)
class SimilarRequest:
    """Another request with how alike it is (0 to 1), and what makes it a repeated one.

    `is_repeated`: the same applicant asked for the same, and it was answered (条例第三十六条第（六）项).
    """

    case: Case
    likeness: float
    same_applicant: bool
    asks_the_same: bool

    def __iter__(self) -> Iterator[Any]:
        """Unpack as what a list shows: case, likeness, whether the applicant is the same."""
        return iter((self.case, self.likeness, self.same_applicant))

    @property
    def is_repeated(self) -> bool:
        """Whether it may have been answered already."""
        return self.same_applicant and self.asks_the_same and self.case.ended_on is not None


def similar_requests(case: Case) -> list[SimilarRequest]:
    """Return the agency's requests of three years that are like a case's, those of the same applicant first.

    Descriptions lie sealed, so each is opened and compared; an agency has dozens in a year. Four queries.
    """
    text = Request.objects.get(case=case).description
    day = case.received_on or timezone.localdate()
    others = Request.objects.filter(case__agency=case.agency_id, case__procedure_code=case.procedure_code)
    others = others.filter(case__created_at__date__gte=_years_before(day)).exclude(case=case.pk)
    mine = set(Case.objects.filter(same_applicant(case), agency=case.agency_id).values_list("pk", flat=True))
    found = []
    for other in others.select_related("case__agency"):
        degree = likeness(text, other.description)
        same = same_request(text, other.description)
        if degree >= thresholds().similar:
            found.append(SimilarRequest(other.case, degree, other.case_id in mine, same))
    found.sort(key=lambda one: (one.same_applicant, one.likeness), reverse=True)
    return found[:MOST]


def _years_before(day: date) -> date:
    return day.replace(year=day.year - YEARS, day=min(day.day, 28))
