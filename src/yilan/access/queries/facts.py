"""What a request asks for, in words."""

from dataclasses import dataclass
from typing import Any

from yilan.access.law.choices import choices
from yilan.access.models import Request
from yilan.casework.models import Case
from yilan.casework.queries import case_for

PROCEDURE = "access"


@dataclass(frozen=True, slots=True)
class RequestFacts:
    """What is asked for and how it is wanted; forms, ways and channel in the official terms."""

    description: str
    sought_number: str
    about_oneself: bool
    supply: str
    delivery: str
    accepts_other: bool
    channel: str


def request_for(user: Any, uuid: Any, *, noted: bool = True) -> Request:
    """Return the request of a case that the user opens, with its case, and note that it was opened.

    Raises `Case.DoesNotExist` for what is no access request, `PermissionDenied` for another agency's.
    """
    case = case_for(user, uuid, noted=noted)
    found = Request.objects.filter(case=case).first()
    if found is None or case.procedure_code != PROCEDURE:
        raise Case.DoesNotExist(f"{uuid} is no access request")
    found.case = case
    return found


def request_facts(request: Request) -> RequestFacts:
    """Return a request in words; a code that the law's lists no longer have stays as it is."""
    return RequestFacts(
        description=request.description,
        sought_number=request.sought_number,
        about_oneself=request.about_oneself,
        supply=_term("supply", request.supply),
        delivery=_term("delivery", request.delivery),
        accepts_other=request.accepts_other,
        channel=_term("channel", request.case.channel),
    )


def _term(name: str, code: str) -> str:
    found = choices(name).get(code)
    return found.term if found else code
