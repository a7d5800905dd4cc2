"""The case of a page of the answering desk, opened by who may read it."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest

from yilan.access.actions.preparing import preparation_refused
from yilan.access.queries import request_for
from yilan.access.queries.answering import file_of
from yilan.access.staff.case_head import head_of
from yilan.casework.authority import may_handle
from yilan.casework.models import Case, CaseFile
from yilan.organizations.staff.people import actor_of


def opened(request: HttpRequest, uuid: UUID) -> Case:
    """Return the case; 404 where no request has this key, 403 for who may not read it. That it was opened is noted."""
    try:
        return request_for(actor_of(request), uuid, noted=request.method == "GET").case
    except Case.DoesNotExist as error:
        raise Http404 from error


def file_at(request: HttpRequest, uuid: UUID, pk: int) -> CaseFile:
    """Return a file of information of a case that the person may read."""
    try:
        case = request_for(actor_of(request), uuid, noted=False).case
        file = file_of(case, pk)
    except (Case.DoesNotExist, CaseFile.DoesNotExist) as error:
        raise Http404 from error
    file.case = case
    return file


def about(request: HttpRequest, case: Case, here: str) -> dict[str, Any]:
    """Return what every page of the desk shows: the head of the case, where one is, why nothing may be changed."""
    user = actor_of(request)
    return {
        **head_of(request, case),
        "here": here,
        "refused": preparation_refused(user, case),
        "handles": may_handle(user, case),
    }
