"""Requests that ask for the same or nearly the same, as an officer sees them beside a case."""

from dataclasses import dataclass

from yilan.access.queries import SimilarRequest, similar_requests
from yilan.access.queries.desk import description_of
from yilan.casework.models import Case, PartyRole
from yilan.casework.personal import masked


@dataclass(frozen=True)
class AlikeRow:
    """An earlier request: how alike in percent, by whom (masked), and whether the same person asked for the same."""

    case: Case
    percent: int
    same_applicant: bool
    is_repeated: bool
    applicant: str
    state: str


def alike_rows(case: Case) -> list[AlikeRow]:
    """Return the requests that resemble a case. Asks the database for all that the rows show."""
    return [_row(one) for one in similar_requests(case)] if description_of(case) else []


def _row(one: SimilarRequest) -> AlikeRow:
    names = [masked(party, "name") for party in one.case.parties.all() if party.role == PartyRole.APPLICANT]
    percent = round(one.likeness * 100)
    return AlikeRow(one.case, percent, one.same_applicant, one.is_repeated, "、".join(names), one.case.standing.label)
