"""A small site, in a folder or a bucket, made as the publishing room makes it, and a way to ask whoever serves it."""

import hashlib
import tempfile
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.parse import unquote_to_bytes
from wsgiref.util import setup_testing_defaults
from wsgiref.validate import validator

from yilan.core.answers import FILE_POLICY, HEADERS
from yilan.publishing.rendering import Rendered
from yilan.publishing.serving import SiteFiles
from yilan.publishing.shelves import PageWriter
from yilan.publishing.shelves.bucket import BucketShelf
from yilan.publishing.shelves.bucket.serving import BucketFiles
from yilan.publishing.writing import Writer
from yilan.settings.buckets import BucketPlace

RECORD = "/info/640105001-2014-00001/"
WITHDRAWN = "/info/640105001-2014-00002/"
PAGES = {
    "/": ("<p>一览</p>" * 80, "text/html; charset=utf-8"),
    "/overview/": ("<p>公开一览</p>" * 1000, "text/html; charset=utf-8"),
    RECORD: ("<p>低保标准的通知</p>" * 100, "text/html; charset=utf-8"),
    f"{RECORD}record.json": ('{"title": "低保标准的通知"}' * 100, "application/json"),
    "/short/": ("<p>短</p>", "text/html; charset=utf-8"),
    "/overview/facts.json": ('{"records": 3}' * 100, "application/json"),
    "/feeds/all.atom": ("<feed>公开</feed>" * 100, "application/atom+xml; charset=utf-8"),
    "/sitemap.xml": ("<urlset></urlset>" * 100, "application/xml; charset=utf-8"),
    "/robots.txt": ("User-agent: *\n", "text/plain; charset=utf-8"),
}
NOTICE = "<p>该信息已撤回</p>" * 100
FILM = bytes(range(200))
FILES = {  # name to media type, way and bytes
    "低保名单.pdf": ("application/pdf", "inline", b"%PDF-1.4 list"),
    "低保 名单;1.zip": ("application/zip", "attachment", b"PK"),
    "说明.txt": ("text/plain; charset=utf-8", "attachment", "说明".encode()),
    "list.svg": ("image/svg+xml", "attachment", b"<svg/>"),
    "film.mp4": ("video/mp4", "inline", FILM),
    "empty.pdf": ("application/pdf", "inline", b""),
}
SAFE = HEADERS | {"X-Frame-Options": "SAMEORIGIN"}
SAFE_FILE = SAFE | {"Content-Security-Policy": FILE_POLICY}
LIVE = b"the application"


def make_site(home: Path) -> Path:
    """Write pages, a notice of a withdrawal and files into `home/site`; returns that folder."""
    folder = home / "site"
    folder.mkdir()
    (folder / ".built.json").write_text("{}")
    fill(folder, home)
    return folder


def fill(site: Path | BucketPlace, home: Path) -> None:
    """Write pages, a notice of a withdrawal, and files by way of a store in the home."""
    for path, (text, _kind) in PAGES.items():
        write(site, path, Rendered(text.encode()))
    write(site, WITHDRAWN, Rendered(NOTICE.encode(), gone=True))
    for name, (_kind, _way, data) in FILES.items():
        source = home / "store" / hashlib.sha256(data).hexdigest()
        source.parent.mkdir(exist_ok=True)
        source.write_bytes(data)
        write(site, file_address(name), Rendered(file=source))


@cache
def bucket_site() -> BucketPlace:
    """Return a bucket with the site, for all tests until one changes it."""
    from tests.publishing.bucket_server import bucket_server  # what concerns folders needs no bucket

    place = bucket_server().place()
    with tempfile.TemporaryDirectory() as home:
        fill(place, Path(home))
    return place


def write(site: Path | BucketPlace, path: str, rendered: Rendered | None) -> None:
    """Publish one address, or take it away."""
    if isinstance(site, Path):
        writer: PageWriter = Writer(site, durable=False)
    else:
        bucket_site.cache_clear()
        writer = BucketShelf.at(site).writer()
    writer.put(path, rendered)
    writer.commit()


def file_address(name: str) -> str:
    """Return the address of a file."""
    return f"/files/{hashlib.sha256(FILES[name][2]).hexdigest()}/{name}"


def application(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
    """Answer in place of Django."""
    start("200 OK", [("Content-Type", "text/plain"), ("X-Content-Type-Options", "nosniff")])
    return [LIVE]


def server_of(site: Path | BucketPlace) -> SiteFiles | BucketFiles:
    """Return what serves a site; of a bucket it keeps nothing, so that changes are seen at once."""
    return SiteFiles(application, site) if isinstance(site, Path) else BucketFiles(application, site, fresh=0)


def ask(site: Path | BucketPlace, path: str, method: str = "GET", query: str = "", **headers: str) -> SimpleNamespace:
    """Ask for a percent-encoded address, under the eyes of the standard library's checker of WSGI."""
    environ = environ_of(unquote_to_bytes(path), method, query, **headers)
    answer = SimpleNamespace()

    def start(status: str, pairs: list[tuple[str, str]], _error: object = None) -> Callable[[bytes], object]:
        answer.status, answer.headers = int(status[:3]), dict(pairs)
        assert len(answer.headers) == len(pairs), "a header twice"
        return lambda _data: None

    given = validator(server_of(site))(environ, start)
    answer.body = b"".join(given)
    given.close()
    return answer


def environ_of(path: bytes, method: str = "GET", query: str = "", **headers: str) -> dict[str, Any]:
    """Return what a server says of a request; `if_none_match="x"` is a header."""
    environ: dict[str, Any] = {
        "PATH_INFO": path.decode("latin-1"),
        "REQUEST_METHOD": method,
        "QUERY_STRING": query,
        "SCRIPT_NAME": "",
        **{f"HTTP_{name.upper()}": value for name, value in headers.items()},
    }
    setup_testing_defaults(environ)
    return environ


def open_files() -> set[str]:
    """Return what this process has open."""
    return {str(handle.readlink()) for handle in Path("/proc/self/fd").iterdir() if handle.is_symlink()}
