"""Serves the site folder before the application is asked: what is a file costs what a file costs.

Nothing of a file is remembered but what follows from its name and its `stat`, so a page that was published or
withdrawn while the server runs is so at once. What is kept for the next reader is small, and enough for very many
pages: names, and dates as HTTP writes them.
"""

import os
import re
import stat
from collections.abc import Callable, Iterable
from email.utils import formatdate
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings

from yilan.core.answers import FILE_POLICY, HEADERS
from yilan.core.ranges import wanted_range
from yilan.publishing.kinds import ENCODINGS, KINDS, PAGE, file_kind
from yilan.publishing.places import GONE, INDEX, file_of, site_folder

Environ = dict[str, Any]
Start = Callable[..., Any]
Application = Callable[[Environ, Start], Iterable[bytes]]
Headers = tuple[tuple[str, str], ...]

READING = ("GET", "HEAD")
LIVE = ("/office/", "/static/")
FILES = "/files/"
OWN_WAY = re.compile(r"(?:^|; *)(?:elder|look)=")  # readers with a way of their own are answered live
REFUSED = re.compile(r"q=0(?:[.]0*)?")  # RFC 9110, 12.4.2
AT_ONCE = 1 << 20  # bytes; more is sent in pieces
CHUNK = 1 << 16
SAFE = HEADERS | {"X-Frame-Options": "SAMEORIGIN"}
# What is withdrawn goes at once, so everybody asks again; the answer is 304 as long as it stands.
ASK_AGAIN = ("Cache-Control", "public, no-cache")
OF_EVERY_PAGE = (*SAFE.items(), ASK_AGAIN, ("Vary", "Cookie, Accept-Encoding"))


def site_files(application: Application) -> Application:
    """Return an application that answers from this site's files, wherever they lie, and asks another for the rest."""
    if settings.YILAN_SITE_BUCKET is None:
        return SiteFiles(application, site_folder())
    from yilan.publishing.shelves.bucket.serving import BucketFiles  # boto3 is loaded only where a bucket was chosen

    return BucketFiles(application, settings.YILAN_SITE_BUCKET)


class SiteFiles:
    """A WSGI application in front of another: it answers what is a file, the other all the rest."""

    def __init__(self, application: Application, folder: Path) -> None:
        self.application = application
        self.folder = os.fspath(folder)

    def __call__(self, environ: Environ, start: Start) -> Iterable[bytes]:
        """Answer one request."""
        name = wanted_name(environ)
        answer = self._answer(f"{self.folder}/{name}", environ, start) if name else None
        return self.application(environ, start) if answer is None else answer

    def _answer(self, target: str, environ: Environ, start: Start) -> Iterable[bytes] | None:
        if environ["PATH_INFO"].startswith(FILES):
            return _send_file(target, environ, start)
        answer = _send_page(target, "200 OK", environ, start)
        if answer is None and target.endswith(INDEX):
            answer = _send_page(f"{target.removesuffix(INDEX)}{GONE}", "410 Gone", environ, start)
        return answer


def wanted_name(environ: Environ) -> str | None:
    """Return the file that would answer a request, None for one that is the application's to answer."""
    if (
        environ["REQUEST_METHOD"] in READING
        and not environ.get("QUERY_STRING")
        and ("HTTP_COOKIE" not in environ or not OWN_WAY.search(environ["HTTP_COOKIE"]))
    ):
        return _name_of(environ["PATH_INFO"])
    return None


@lru_cache(maxsize=32768)
def _name_of(path: str) -> str | None:
    """Return the file of an address as WSGI gives it, None for one that has none: variants have no address."""
    try:
        name = None if path.startswith(LIVE) else file_of(path.encode("latin-1").decode())
    except UnicodeError:
        return None
    if name is None or path.startswith(FILES) or path.endswith("/") or _ending(path) in KINDS:
        return name
    return None


def _ending(path: str) -> str:
    return os.path.splitext(path)[1]  # noqa: PTH122 - measured: a path object costs as much as reading the page


def _send_page(target: str, status: str, environ: Environ, start: Start) -> Iterable[bytes] | None:
    """Send a page, compressed when the reader takes that; None when there is no such file."""
    for encoding, ending in variants_taken(environ.get("HTTP_ACCEPT_ENCODING", "")):
        opened = _open(target + ending)
        if opened is None:
            continue
        handle, about = opened
        try:
            etag = f'"{about.st_mtime_ns:x}-{about.st_ino:x}-{about.st_size:x}"'
            seen = headers_seen(etag, int(about.st_mtime))
            if status == "200 OK" and has_already(environ, etag):
                start("304 Not Modified", seen)
                return []
            start(status, seen + headers_of_body(KINDS.get(_ending(target), PAGE), encoding, about.st_size))
            # A list of one: granian sends that in one go, and anything else piece by piece.
            return [] if environ["REQUEST_METHOD"] == "HEAD" else [os.read(handle, about.st_size)]
        finally:
            os.close(handle)
    return None


@lru_cache(maxsize=256)
def variants_taken(accepted: str) -> tuple[tuple[str, str], ...]:
    """Return encoding and ending of the variants that a reader takes, the smallest first, the plain page last."""
    takes = {}
    for one in accepted.lower().replace(" ", "").split(","):
        encoding, _semicolon, weight = one.partition(";")
        takes[encoding] = REFUSED.fullmatch(weight) is None
    others = takes.get("*", False)
    return (*((name, ending) for name, ending in ENCODINGS if takes.get(name, others)), ("", ""))


def _open(target: str) -> tuple[int, os.stat_result] | None:
    """Open a file for reading; None when there is none, or none that can be had: then the application answers."""
    try:
        handle = os.open(target, os.O_RDONLY | os.O_CLOEXEC)
    except OSError:
        return None
    about = os.fstat(handle)
    if stat.S_ISREG(about.st_mode):
        return handle, about
    os.close(handle)
    return None


def headers_seen(etag: str, changed: int) -> list[tuple[str, str]]:
    """Return a page's headers, those that a 304 has too; `changed` is in seconds since 1970."""
    return [*OF_EVERY_PAGE, ("ETag", etag), ("Last-Modified", _date(changed))]


def headers_of_body(kind: str, encoding: str, size: int) -> list[tuple[str, str]]:
    """Return the headers that come with a page's bytes only."""
    headers = [("Content-Type", kind), ("Content-Length", str(size))]
    return [*headers, ("Content-Encoding", encoding)] if encoding else headers


@lru_cache(maxsize=4096)
def _date(moment: int) -> str:
    """Return a moment as HTTP writes it; a build writes hundreds of pages in one second."""
    return formatdate(moment, usegmt=True)


def _send_file(target: str, environ: Environ, start: Start) -> Iterable[bytes] | None:
    """Send a published file, whole or the range that was asked for; None when it does not stand."""
    opened = _open(target)
    if opened is None:
        return None
    handle, about = opened
    try:
        status, headers, extent = file_answer(target, about.st_size, environ)
        start(status, headers)
        return _pieces(handle, *extent) if extent else []
    finally:
        os.close(handle)


def file_answer(name: str, size: int, environ: Environ) -> tuple[str, list[tuple[str, str]], tuple[int, int] | None]:
    """Return status and headers for a published file, and its first and last byte to send, None for no byte."""
    digest, name = name.rsplit("/", 2)[1:]
    etag = f'"{digest}"'
    seen, whole = _file_headers(name, etag)
    wanted = wanted_range(environ, size, etag)
    first, last = wanted or (0, size - 1)
    length = ("Content-Length", str(last - first + 1))
    sent = (first, last) if environ["REQUEST_METHOD"] == "GET" and size else None
    if has_already(environ, etag):
        return "304 Not Modified", list(seen), None
    if wanted is None:
        return "200 OK", [*whole, length], sent
    if first >= size or first > last:
        extent = ("Content-Range", f"bytes */{size}")
        return "416 Range Not Satisfiable", [*whole, extent, ("Content-Length", "0")], None
    return "206 Partial Content", [*whole, ("Content-Range", f"bytes {first}-{last}/{size}"), length], sent


def _pieces(handle: int, first: int, last: int) -> Iterable[bytes]:
    """Return the bytes of an open file from one to another, both included."""
    length = last - first + 1
    return [os.pread(handle, length, first)] if length <= AT_ONCE else _Pieces(os.dup(handle), first, length)


@lru_cache(maxsize=256)
def _file_headers(name: str, etag: str) -> tuple[Headers, Headers]:
    """Return a file's headers with 304, and those with its bytes."""
    kind, disposition = file_kind(name)
    seen = (
        *(SAFE | {"Content-Security-Policy": FILE_POLICY}).items(),
        ASK_AGAIN,
        ("ETag", etag),
        ("Accept-Ranges", "bytes"),
    )
    return seen, (*seen, ("Content-Type", kind), ("Content-Disposition", disposition))


def has_already(environ: Environ, etag: str) -> bool:
    """Tell whether the reader has this very answer already."""
    given = environ.get("HTTP_IF_NONE_MATCH")
    if given is None:
        return False
    return given == "*" or etag in [one.strip().removeprefix("W/") for one in given.split(",")]


class _Pieces:
    """Many bytes of an open file, some at a time; the server closes it, also when it never began to read."""

    def __init__(self, handle: int, first: int, length: int) -> None:
        self.file = os.fdopen(handle, "rb", buffering=0)
        self.file.seek(first)
        self.left = length

    def __iter__(self) -> "_Pieces":
        return self

    def __next__(self) -> bytes:
        piece = self.file.read(min(CHUNK, self.left))
        if not piece:
            raise StopIteration
        self.left -= len(piece)
        return piece

    def close(self) -> None:
        """Let the file go."""
        self.file.close()
