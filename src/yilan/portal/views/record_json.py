from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from yilan.disclosure.queries.published import records
from yilan.portal import record_json as documents
from yilan.portal.communities import is_locked, keep_between
from yilan.portal.views.withdrawn import is_withdrawn


@require_safe
def record_json(request: HttpRequest, index_number: str) -> JsonResponse:
    """Give a record to programs: as its page has it; 410 with the reason when withdrawn, 403 when it is locked."""
    shown = records.shown_at(index_number)
    publication = shown.publication
    if is_withdrawn(publication):
        response = _answer(documents.notice(publication), HTTPStatus.GONE)
    elif is_locked(request, publication):
        response = _answer(documents.locked(publication), HTTPStatus.FORBIDDEN)
    else:
        response = _answer(documents.document(request, shown))
    keep_between(response, publication)
    return response


def _answer(told: dict[str, Any], status: int = HTTPStatus.OK) -> JsonResponse:
    return JsonResponse(told, status=status, json_dumps_params={"ensure_ascii": False, "indent": 1})
