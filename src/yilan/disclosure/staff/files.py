"""Files of drafts and releases, for staff."""

import mimetypes

from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.views.decorators.http import require_GET

from yilan.disclosure.queries.files import open_file

SHOWN_INLINE = ("image/", "video/", "application/pdf")


@require_GET
def staff_file(request: HttpRequest, sha256: str, name: str) -> HttpResponseBase:  # noqa: ARG001 - a view
    """Send the bytes with this SHA-256 to a member of staff.

    The digest is the key: only who may see a content learns it, and nobody can guess it.
    """
    try:
        stream = open_file(sha256)
    except ValueError as error:
        raise Http404 from error
    if stream is None:
        raise Http404
    media_type = mimetypes.guess_type(name)[0] or "application/octet-stream"
    download = not media_type.startswith(SHOWN_INLINE)
    return FileResponse(stream, filename=name, content_type=media_type, as_attachment=download)
