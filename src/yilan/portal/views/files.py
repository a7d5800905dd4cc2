"""Files of published versions: whole, in ranges (RFC 9110, 14), and only again when changed."""

from collections.abc import Iterator
from pathlib import Path

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from yilan.core.answers import FILE_POLICY, SHOWN
from yilan.core.ranges import wanted_range
from yilan.disclosure.queries.published.files import OpenFile, path_of, published_file
from yilan.portal.communities import has_opened

CHUNK = 1 << 16


@require_safe
def file(request: HttpRequest, sha256: str, name: str) -> HttpResponseBase:
    """Send a file that a standing record shows or once showed."""
    found = published_file(sha256, name)
    if found is None:
        raise Http404
    if found.communities and not any(has_opened(request, community) for community in found.communities):
        return redirect("portal:community", code=found.communities[0])
    path = path_of(sha256)
    if not path.exists():
        raise Http404
    etag = f'"{sha256}"'
    response = get_conditional_response(request, etag=etag) or _send(request, path, etag)
    return _with_headers(response, found, etag)


def _send(request: HttpRequest, path: Path, etag: str) -> HttpResponseBase:
    size = path.stat().st_size
    wanted = wanted_range(request.META, size, etag)
    if wanted is None:
        return FileResponse(path.open("rb"))
    first, last = wanted
    if first >= size or first > last:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    response = StreamingHttpResponse(_piece(path, first, last - first + 1), status=206)
    response.headers["Content-Range"] = f"bytes {first}-{last}/{size}"
    response.headers["Content-Length"] = str(last - first + 1)
    return response


def _piece(path: Path, first: int, length: int) -> Iterator[bytes]:
    with path.open("rb") as stream:
        stream.seek(first)
        while length > 0 and (chunk := stream.read(min(CHUNK, length))):
            length -= len(chunk)
            yield chunk


def _with_headers(response: HttpResponseBase, found: OpenFile, etag: str) -> HttpResponseBase:
    shown = found.media_type in SHOWN
    response.headers["ETag"] = etag
    response.headers["Accept-Ranges"] = "bytes"
    if response.status_code in {200, 206}:
        response.headers["Content-Type"] = (
            found.media_type if found.media_type != "text/plain" else "text/plain; charset=utf-8"
        )
        disposition = content_disposition_header(not shown, found.name)
        if disposition:
            response.headers["Content-Disposition"] = disposition
    response.headers["Content-Security-Policy"] = FILE_POLICY
    if found.communities:
        patch_cache_control(response, private=True, no_store=True)
    else:
        # A withdrawn record's file must go at once, so everybody asks again; the answer is 304 as long as it stands.
        patch_cache_control(response, public=True, no_cache=True)
    return response
