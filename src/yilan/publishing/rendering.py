"""What the application answers at an address, asked as a reader of whom nothing is known."""

from collections.abc import Iterable
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path

from django.http import Http404
from django.test import RequestFactory
from django.urls import Resolver404, ResolverMatch, resolve
from django.utils.translation import override

from yilan.disclosure.queries.published import records
from yilan.disclosure.queries.published.files import path_of, published_file


@dataclass(frozen=True)
class Rendered:
    """The body of a page, or a file of the store to be linked; `gone` when it is the notice of a withdrawal (410)."""

    body: bytes = b""
    file: Path | None = None
    gone: bool = False


RECORDS = {"portal:record", "portal:record_json", "portal:version"}


def foresee(paths: Iterable[str]) -> None:
    """Read what these addresses need together; only inside `core.memory.remembering`."""
    found = (_resolved(path) for path in paths)
    numbers = {match.kwargs["index_number"] for match in found if match is not None and match.view_name in RECORDS}
    if numbers:
        records.foresee(sorted(numbers))


def render(path: str) -> Rendered | None:
    """Return what stands at an address, None when nothing does (any more) or when it has to be answered live."""
    found = _resolved(path)
    if found is None:
        return None
    if found.view_name == "portal:file":
        return _file(**found.kwargs)
    request = RequestFactory().get(path)
    request.session = {}  # type: ignore[assignment] # a reader of whom nothing is known
    try:
        with override("zh-hans"):
            response = found.func(request, *found.args, **found.kwargs)
    except Http404:
        return None
    if "no-store" in response.headers.get("Cache-Control", ""):
        return None
    if response.status_code == HTTPStatus.OK:
        return Rendered(response.content)
    return Rendered(response.content, gone=True) if response.status_code == HTTPStatus.GONE else None


def _resolved(path: str) -> ResolverMatch | None:
    try:
        return resolve(path)
    except Resolver404:
        return None


def _file(sha256: str, name: str) -> Rendered | None:
    found = published_file(sha256, name)
    if found is None or found.communities:
        return None
    path = path_of(sha256)
    return Rendered(file=path) if path.exists() else None
