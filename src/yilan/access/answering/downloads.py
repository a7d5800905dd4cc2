"""Files of information leave the store: as they are, or page by page as pictures. Each time is noted, none is kept."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET

from yilan.access.answering.opened import file_at
from yilan.casework.actions import open_file
from yilan.organizations.staff.people import actor_of
from yilan.redaction.asking import pages
from yilan.redaction.errors import CannotRedact

NOT_KEPT = {"Cache-Control": "no-store, private", "X-Content-Type-Options": "nosniff"}
WIDTH = 1_200  # pixels of a page's picture


@require_GET
def download(request: HttpRequest, uuid: UUID, pk: int) -> HttpResponse:
    """Send a file to be saved."""
    file = file_at(request, uuid, pk)
    data = open_file(actor=actor_of(request), file=file)
    disposition = content_disposition_header(as_attachment=True, filename=file.stored.name)
    headers = NOT_KEPT | {"Content-Disposition": disposition or "attachment"}
    return HttpResponse(data, content_type=file.stored.media_type, headers=headers)


@require_GET
def page(request: HttpRequest, uuid: UUID, pk: int, number: int) -> HttpResponse:
    """Send one page of a file as a picture; 404 where it has no such page, or cannot be drawn."""
    file = file_at(request, uuid, pk)
    data = open_file(actor=actor_of(request), file=file)
    try:
        drawn = [one.png for one in pages(data, file.stored.media_type, width=WIDTH, previews=[number]) if one.png]
    except CannotRedact as error:
        raise Http404 from error
    if not drawn:
        raise Http404
    return HttpResponse(drawn[0], content_type="image/png", headers=NOT_KEPT)
