"""Serves the site from its bucket, with the same answers as from a folder; when it is away, the application does."""

import time
from collections.abc import Iterable

from yilan.publishing.kinds import FILES, page_kind
from yilan.publishing.places import GONE, INDEX
from yilan.publishing.serving import (
    AT_ONCE,
    Application,
    Environ,
    Start,
    file_answer,
    has_already,
    headers_of_body,
    headers_seen,
    variants_taken,
    wanted_name,
)
from yilan.publishing.shelves.bucket.bucket import Bucket, Unchanged
from yilan.publishing.shelves.bucket.errors import BucketFails
from yilan.publishing.shelves.bucket.keeping import Keeping, KeptPage
from yilan.settings.buckets import BucketPlace

FRESH = 1.0  # seconds for which a page is not asked for again; as long may a withdrawn one be seen
AWAY = 5.0  # seconds for which a bucket that did not answer is not asked again
ROOM = 32 << 20  # bytes of pages that a process keeps


class BucketFiles:
    """A WSGI application in front of another: it answers what is a file of the bucket, the other all the rest."""

    def __init__(self, application: Application, place: BucketPlace, *, fresh: float = FRESH) -> None:
        self.application = application
        self.bucket = Bucket(place, hasty=True)
        self.fresh = fresh
        self._keeping = Keeping(ROOM)
        self._away_until = 0.0

    def __call__(self, environ: Environ, start: Start) -> Iterable[bytes]:
        """Answer one request."""
        name = wanted_name(environ)
        answer = None
        if name is not None and time.monotonic() >= self._away_until:
            try:
                answer = self._answer(name, environ, start)
            except BucketFails as failure:
                if not failure.refused:
                    self._away_until = time.monotonic() + AWAY
        return self.application(environ, start) if answer is None else answer

    def _answer(self, name: str, environ: Environ, start: Start) -> Iterable[bytes] | None:
        if name.startswith(FILES):
            return self._send_file(name, environ, start)
        answer = self._send_page(name, "200 OK", environ, start)
        if answer is None and name.endswith(INDEX):
            answer = self._send_page(f"{name.removesuffix(INDEX)}{GONE}", "410 Gone", environ, start)
        return answer

    def _send_page(self, name: str, status: str, environ: Environ, start: Start) -> Iterable[bytes] | None:
        taken = variants_taken(environ.get("HTTP_ACCEPT_ENCODING", ""))
        # A page has all of its variants or none: the best one is asked for, then the page itself.
        for encoding, ending in dict.fromkeys((taken[0], taken[-1])):
            page = self._page(f"{name}{ending}")
            if page is None:
                continue
            etag = f'"{page.etag}"'
            seen = headers_seen(etag, page.changed)
            if status == "200 OK" and has_already(environ, etag):
                start("304 Not Modified", seen)
                return []
            start(status, seen + headers_of_body(page_kind(name)[0], encoding, len(page.body)))
            return [] if environ["REQUEST_METHOD"] == "HEAD" else [page.body]
        return None

    def _page(self, name: str) -> KeptPage | None:
        kept = self._keeping.find(name)
        if kept is not None and time.monotonic() - kept.at < self.fresh:
            return kept.page
        page = kept.page if kept else None
        try:
            found = self.bucket.read(name, known=page.etag if page else "")
        except Unchanged:
            pass
        else:
            page = KeptPage(found.whole(), found.etag, int(found.changed)) if found else None
        if page is None or len(page.body) <= AT_ONCE:
            self._keeping.keep(name, page)
        return page

    def _send_file(self, name: str, environ: Environ, start: Start) -> Iterable[bytes] | None:
        about = self.bucket.about(name)
        if about is None:
            return None
        status, headers, extent = file_answer(name, about.size, environ)
        if extent is None:
            start(status, headers)
            return []
        part = self.bucket.read(name, extent=extent)
        if part is None:  # taken away this very moment
            return None
        if part.size <= AT_ONCE:
            body = [part.whole()]
            start(status, headers)
            return body
        start(status, headers)
        return part
